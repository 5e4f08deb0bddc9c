import { handle } from '#case/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { sql, type Sql } from '#platform/db.ts';
import { playbookRolesOf } from '#staff/contract.ts';

/** Parts for which there is a list anyway: service handles its own cases, the customer and the product answer by themselves. */
const others: readonly string[] = ['service', 'customer', 'system'];

/**
 * A case came to a step that service can't answer: whoever can finds it under their role (VE-7), operations and the executive what was
 * escalated (RE-8), finance what is to be cancelled. Left again, it is gone from there.
 */
export const keepAwaitedRoles = handle('enterStep', async ({ command, theCase, playbook }, { step, by, cameFrom }) => {
  const roles = exclusive(by);
  if (roles.length > 0)
    await sql`insert into awaited_roles (case_id, step, roles, since) values (${theCase.id}, ${step}, ${roles}, ${command.now})
      on conflict (case_id) do update set step = excluded.step, roles = excluded.roles, since = excluded.since`.execute(command.tx);
  else if (cameFrom && exclusive(playbook.steps[cameFrom]?.by ?? []).length > 0)
    await sql`delete from awaited_roles where case_id = ${theCase.id}`.execute(command.tx);
  return undefined;
});

/** The cases that wait for a role of the reader. */
export function awaitsRoleOf(actor: Actor): Sql<unknown> {
  const mine = actor.kind === 'staff' ? playbookRolesOf(actor).filter((role) => !others.includes(role)) : [];
  return sql`exists (select 1 from awaited_roles w where w.case_id = c.id and w.step = c.step and w.roles && ${mine}::text[])`;
}

/** Who answers a step that service doesn't; nobody where service or the customer may. */
function exclusive(by: readonly string[]): string[] {
  return by.includes('service') || by.includes('customer') ? [] : by.filter((role) => !others.includes(role));
}
