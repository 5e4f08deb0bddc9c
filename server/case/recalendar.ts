import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { type ClockRow, clockColumns, recompute } from './clocks.ts';
import { playbookOf } from './playbooks.ts';
import { lockCase, saveCase, tellOf } from './theCase.ts';

/** A calendar day was edited: every running clock in working days is reckoned anew, and the time line says so (CL-5). */
export async function recalendar(event: StoredEvent, house: House): Promise<void> {
  const { shopId } = event;
  const cases = await all(
    sql<{ caseId: string }>`select distinct k.case_id as "caseId" from clocks k join cases c on c.id = k.case_id
      where k.state in ('running', 'paused') and k.within->>'unit' in ('workingDays', 'days') and (${shopId}::uuid is null or c.shop_id = ${shopId}::uuid)`,
    house.db,
  );
  for (const { caseId } of cases)
    await inTransaction(house.db, (tx) =>
      recomputeCase({ tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` }, caseId),
    );
}

async function recomputeCase(command: Parameters<typeof lockCase>[0], caseId: string): Promise<void> {
  const locked = await lockCase(command, caseId, null, 'case.read');
  if (!locked.ok) return;
  const theCase = locked.value;
  const doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const clocks = await all(
    sql<ClockRow>`select ${clockColumns} from clocks where case_id = ${caseId} and state in ('running', 'paused') and within->>'unit' in ('workingDays', 'days')`,
    command.tx,
  );
  for (const clock of clocks) {
    const { before, after } = await recompute(doing, clock);
    if (before?.getTime() !== after?.getTime()) {
      await tellOf(command, theCase, {
        kind: 'clock.moved',
        data: { clock: clock.name, from: before?.toISOString() ?? null, to: after?.toISOString() ?? null, because: 'calendar' },
      });
    }
  }
  await saveCase(command, theCase);
}
