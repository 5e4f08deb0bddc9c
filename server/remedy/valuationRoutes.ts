import { changedOf, lockCase, readCase } from '#case/contract.ts';
import { uninsuredCaps } from '#answers/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { isLocalDay } from '#platform/localTime.ts';
import { ok, refuse } from '#platform/result.ts';
import { may } from '#staff/contract.ts';
import { putValuationRule, valuationRules, valuationsOf } from './valuationStore.ts';
import { valuationRoutes as wire } from './valuationWire.ts';
import { ladderOf, valueClaim } from './valueClaim.ts';

export const valuationRouteAnswers: readonly Route[] = [
  read(wire.valuations, async ({ db, actor, params, now, lang }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const { ladder, cap } = await ladderOf(db, found.value, now, {}, lang);
    const items = (await valuationsOf(db, found.value.id)).map(({ round: _round, at, ladder: rungs, ...row }) => ({
      ...row,
      ladder: [...rungs],
      at: at.toISOString(),
    }));
    return ok({ ladder, capFen: cap?.fen ?? null, capSource: cap?.source ?? null, items });
  }),
  command(wire.value, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'remedy.value');
    if (!locked.ok) return locked;
    const done = await valueClaim(asked, locked.value, asked.body);
    if (!done.ok) return done;
    const { valuationId, valued } = done.value;
    return ok({ ...changedOf(done.value.theCase), valuationId, claimFen: valued.claimFen, basis: valued.basis });
  }),
  read(wire.rules, async ({ db, actor, lang, now }) =>
    ok({
      items: await valuationRules(db),
      caps: (await uninsuredCaps(db, now)).map(({ carrier, source, ...cap }) => ({ ...cap, carrier: carrier[lang], source: source[lang] })),
      mayEdit: may(actor, 'remedy.policy-edit'),
    }),
  ),
  command(wire.putRule, async (asked) =>
    isLocalDay(asked.body.validFrom)
      ? ok({ id: await putValuationRule(asked, asked.body) })
      : refuse('no-such-day', { field: 'validFrom' }),
  ),
];
