import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { may } from '#staff/contract.ts';
import { differenceWords } from './differenceWords.ts';
import { reconcile } from './reconcile.ts';
import { tickOff } from './tickOff.ts';
import { fulfilmentRoutes as specs } from './wire.ts';

/** What must be equal on all sides, and what somebody has looked into (FU-5). */
export const reconcileRoutes: readonly Route[] = [
  read(specs.reconciliation, async ({ db, actor, lang, now }) => {
    const found = await reconcile(db, actor);
    return ok({
      balanced: found.balanced,
      totals: [...found.totals],
      at: now.toISOString(),
      mayTick: may(actor, 'payout.check'),
      differences: found.differences.map(({ tick, ...each }) => ({
        ...each,
        words: differenceWords[each.what][lang],
        at: each.key.startsWith('P') && each.what === 'contradiction' ? ('/payouts' as const) : differenceWords[each.what].at,
        tick: tick ? { ...tick, at: tick.at.toISOString() } : null,
      })),
    });
  }),
  command(specs.tickOff, (asked) => tickOff(asked, asked.body)),
];
