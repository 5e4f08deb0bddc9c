import { changedOf, lockCase, onCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { legalReviewsOf } from './legalStore.ts';
import { legalRoutes as wire } from './legalWire.ts';
import { decideLegal, isIntact, mayDecideLegal, raiseLegal } from './reviewLegal.ts';

export const legalRouteAnswers: readonly Route[] = [
  read(wire.legal, async ({ db, actor, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const rows = await legalReviewsOf(db, found.value.id);
    const items = await Promise.all(
      rows.map(async ({ round, at, evidence, flags, decidedAt, ...row }) => ({
        ...row,
        flags: [...flags],
        evidence: evidence.length,
        intact: await isIntact(db, found.value.id, { round, at, hash: row.hash }),
        at: at.toISOString(),
        decidedAt: decidedAt?.toISOString() ?? null,
      })),
    );
    return ok({ items, mayDecide: mayDecideLegal(actor) });
  }),
  command(wire.flag, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'case.note');
    if (!locked.ok) return locked;
    const raised = await raiseLegal(asked, locked.value, asked.body);
    return raised.ok ? ok({ ...changedOf(locked.value), reviewId: raised.value }) : raised;
  }),
  command(wire.decide, (asked) => onCase(asked, (theCase) => decideLegal(asked, theCase, asked.body), 'remedy.approve')),
];
