import type { Command } from '#platform/command.ts';
import { jsonb, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Told } from './taskKind.ts';

/** Puts a notice before everybody of a role: something is late or couldn't be done (FU-6). Ids and codes only. */
export async function tellRole(
  command: Command,
  told: { role: Told; caseId: string; notice: string; data: Record<string, string> },
): Promise<void> {
  await sql`insert into notices (id, role, case_id, kind, data, at)
    values (${newId()}, ${told.role}, ${told.caseId}, ${told.notice}, ${jsonb(told.data)}, ${command.now})`.execute(command.tx);
}
