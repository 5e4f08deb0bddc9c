import { calendarOf, changedOf, lockCase, playbookOf, readCase, stepOf } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { approvalRouteAnswers } from './approvalRoutes.ts';
import { choiceRoutes } from './choiceRoutes.ts';
import { legalRouteAnswers } from './legalRoutes.ts';
import { offerRemedy } from './offerRemedy.ts';
import { legalStanding } from './legalStore.ts';
import { choicesOf } from './offerStore.ts';
import { presentGiven, presentOffers, presentOption } from './offerView.ts';
import { silenceWords } from './optionWords.ts';
import { policyRoutes } from './policyRoutes.ts';
import { reachNow } from './reach.ts';
import { tierRouteAnswers } from './tierRoutes.ts';
import { valuationRouteAnswers } from './valuationRoutes.ts';
import { codeOf } from './policyStore.ts';
import { propose } from './propose.ts';
import { remedyRoutes as wire } from './wire.ts';

export const routes: readonly Route[] = [
  read(wire.proposal, async ({ db, actor, lang, params, now }) => {
    const found = await readCase(db, actor, params.caseId, 'remedy.offer');
    if (!found.ok) return found;
    const proposed = await propose(db, found.value, now);
    if (!proposed.ok) return proposed;
    const { policy, facts, options, given, validUntil } = proposed.value;
    const { zone } = await calendarOf(db, found.value.shopId);
    const code = codeOf(policy);
    const reach = await reachNow(db, actor, found.value, now);
    const mayAsk = stepOf(await playbookOf(db, found.value.playbookVersionId), found.value.step)?.answers['submitted'] !== undefined;
    const proposal = (await choicesOf(db, found.value.id)).findLast((each) => each.kind === 'proposal' && each.round === found.value.round);
    const money = given.filter((each) => each.source === 'platform' || each.source === 'we');
    return ok({
      policy: { name: policy.policy, version: policy.version, code, example: policy.origin === 'file' },
      facts: { ...facts },
      options: await Promise.all(
        options.map((option, at) => presentOption(db, { ...option, n: at + 1, code }, { actor, lang, zone, reach })),
      ),
      mayAsk,
      legal: await legalStanding(db, found.value.id),
      proposed: proposal ? { choiceId: proposal.id, proposal: proposal.proposal ?? '', at: proposal.at.toISOString() } : null,
      given: given.map((each) => presentGiven(each, lang)),
      warnings:
        money.length === 0
          ? []
          : [
              lang === 'zh'
                ? '此订单已有退款或补偿，请先核对，避免重复'
                : 'Something was already given on this order: check it first, so that nothing is paid twice',
            ],
      validUntil: validUntil.toISOString(),
      silenceMeans: silenceWords(proposed.value, lang),
    });
  }),
  command(wire.offer, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'remedy.offer');
    if (!locked.ok) return locked;
    const done = await offerRemedy(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), offerId: done.value.offerId, submitted: done.value.approval !== null }) : done;
  }),
  read(wire.offers, async ({ db, actor, lang, params, now }) => {
    const found = await readCase(db, actor, params.caseId);
    return found.ok ? ok({ items: await presentOffers(db, found.value, { actor, lang }, now) }) : found;
  }),
  ...choiceRoutes,
  ...policyRoutes,
  ...approvalRouteAnswers,
  ...valuationRouteAnswers,
  ...legalRouteAnswers,
  ...tierRouteAnswers,
];
