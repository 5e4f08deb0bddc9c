import { changedOf, lockCase, playbookOf, readCase } from '#case/contract.ts';
import { writeEvents } from '#platform/events.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { byRule } from './byRule.ts';
import { decideLiability } from './decideLiability.ts';
import { measureImpact } from './impact.ts';
import { liabilityFacts } from './factsOfCase.ts';
import { candidatesOf, liabilitiesOf, liabilityRules, saveRule } from './liabilityStore.ts';
import { presentLiability, presentProposal, wordsOf } from './liabilityView.ts';
import { liabilityRoutes as wire } from './wire.ts';

const standAlone = ['system', 'listing', 'customer', 'force-majeure'] as const;

export const routes: readonly Route[] = [
  command(wire.decide, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'liability.decide');
    if (!locked.ok) return locked;
    const done = await decideLiability(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), liabilityId: done.value.liabilityId }) : done;
  }),
  read(wire.read, async ({ db, actor, lang, params, now }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const theCase = found.value;
    const candidates = await candidatesOf(db, theCase.id, theCase.orderId);
    const verdict = theCase.closedAt
      ? ({ fits: false } as const)
      : byRule(await liabilityRules(db), await liabilityFacts(db, theCase, now));
    const { steps, clocks } = await playbookOf(db, theCase.playbookVersionId);
    const measured = await measureImpact(db, theCase, now);
    return ok({
      measured: { ...measured, breached: measured.breached.map((name) => clocks[name]?.title[lang] ?? name) },
      steps: Object.entries(steps).map(([step, { title }]) => ({ step, title: title[lang] })),
      items: (await liabilitiesOf(db, theCase.id)).map((row) => presentLiability(row, lang)),
      proposal: presentProposal(verdict, candidates, lang),
      candidates: [
        ...candidates.map(({ party, id, ...names }) => ({ party, id, words: wordsOf(party, names[lang], lang) })),
        ...standAlone.map((party) => ({ party, id: null, words: wordsOf(party, '', lang) })),
      ],
    });
  }),
  read(wire.rules, async ({ db }) =>
    ok({ items: (await liabilityRules(db)).map((rule) => ({ ...rule, problems: [...rule.problems], shares: [...rule.shares] })) }),
  ),
  command(wire.saveRule, async (asked) => {
    const rule = { ...asked.body, id: asked.params.ruleId };
    const isWhole =
      rule.shares.reduce((sum, share) => sum + share.percent, 0) === 100 &&
      new Set(rule.shares.map((share) => share.party)).size === rule.shares.length;
    if (!isWhole) return refuse('rule-shares-not-whole', { field: 'shares' });
    await saveRule(asked, rule, `${asked.actor.kind}:${asked.actor.id}`);
    await writeEvents(asked, [{ kind: 'liability-rule.saved', data: { rule: rule.id, active: rule.active } }]);
    return ok(rule);
  }),
];
