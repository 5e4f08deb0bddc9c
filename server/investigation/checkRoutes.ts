import { changedOf, lockCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { checkInformation } from './checkInformation.ts';
import { checksOf, type InformationCheck } from './checkStore.ts';
import { checkRoutes as wire, informationTicks } from './checkWire.ts';

export const checkRoutes: readonly Route[] = [
  command(wire.check, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'investigation.find');
    if (!locked.ok) return locked;
    const done = await checkInformation(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), checkId: done.value.checkId, verdict: done.value.verdict }) : done;
  }),
  read(wire.checks, async ({ db, actor, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    return ok({ items: (await checksOf(db, found.value.id)).map(presentCheck) });
  }),
];

function presentCheck(row: InformationCheck) {
  const ticks = Object.fromEntries(informationTicks.map((name) => [name, { holds: row[name], evidence: row.notes?.[name] ?? '' }]));
  return { id: row.id, field: row.field, verdict: row.verdict, ticks, by: row.by, at: row.at.toISOString() };
}
