import { onCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { dedicate, endDedicated, planFollowUps, reportFollowUp } from './followUps.ts';
import { dedicationFor, followUpsOf } from './followUpStore.ts';
import { followUpRoutes as wire } from './followUpWire.ts';

export const followUpRoutes: readonly Route[] = [
  read(wire.read, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const rows = await followUpsOf(asked.db, found.value.id);
    const dedicated = await dedicationFor(asked.db, found.value, asked.now);
    return ok({
      items: rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString(), doneAt: row.doneAt?.toISOString() ?? null })),
      dedicated: dedicated
        ? {
            id: dedicated.id,
            of: dedicated.of,
            owner: dedicated.staffId ? { id: dedicated.staffId, name: dedicated.staffName ?? '' } : null,
            team: dedicated.teamId ? { id: dedicated.teamId, name: dedicated.teamName ?? '' } : null,
            reason: dedicated.reason,
            until: dedicated.until?.toISOString() ?? null,
          }
        : null,
    });
  }),
  command(wire.plan, (asked) => onCase(asked, (theCase) => planFollowUps(asked, theCase, asked.body.items), 'case.answer')),
  command(wire.report, (asked) =>
    onCase(asked, (theCase) => reportFollowUp(asked, theCase, asked.params.followUpId, asked.body), 'case.answer'),
  ),
  command(wire.dedicate, (asked) => onCase(asked, (theCase) => dedicate(asked, theCase, asked.body), 'case.assign')),
  command(wire.release, (asked) => onCase(asked, (theCase) => endDedicated(asked, theCase, asked.params.dedicationId), 'case.assign')),
];
