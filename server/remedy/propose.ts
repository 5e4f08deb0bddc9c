import { calendarOf, dueAt, loadFacts, type Playbook, playbookOf, type TheCase } from '#case/contract.ts';
import { type OrderFacts, orderForCase, shopById } from '#commerce/contract.ts';
import { linesOf } from '#intake/contract.ts';
import { findingsOf } from '#investigation/contract.ts';
import { liabilitiesOf } from '#liability/contract.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type Given, givenFor, remainingOf } from './given.ts';
import { countDeclines } from './offerStore.ts';
import { completeFacts, type PolicyFacts } from './policyColumns.ts';
import { decisionOf, policyInForce, type PolicyVersion } from './policyStore.ts';
import { goodsWorth, type LineToMend, stockOf } from './planContext.ts';
import { planOptions, type PlannedOption } from './remedy.ts';
import { runPolicy } from './runPolicy.ts';

export interface Proposal {
  readonly policy: PolicyVersion;
  readonly facts: PolicyFacts;
  readonly options: readonly PlannedOption[];
  readonly given: readonly Given[];
  readonly validUntil: Date;
  /** Outcome of the case when nobody answers. */
  readonly silence: string;
  readonly reopens: boolean;
}

/** Without a rule of the playbook an offer stands this long. */
const usualValidity = { n: 5, unit: 'days' } as const;
/** Findings after which a line needs no mending. */
const mended = ['not-missing', 'in-second-parcel'];

/**
 * What may be offered now: the policy's rows that fit, each turned into the one plan that is shown and carried out (RE-2, style
 * 10), with what was already given (RE-13). Refuses `no-policy` when the playbook names none or none is in force.
 */
export async function propose(on: Reader, theCase: TheCase, now: Date): Promise<Result<Proposal>> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const name = playbook.steps[theCase.step]?.policy ?? playbook.policy;
  const policy = name ? await policyInForce(on, name, theCase.shopId, now) : undefined;
  if (!policy) return refuse('no-policy', { data: { policy: name ?? '' } });
  const order = theCase.orderId ? ((await orderForCase(on, theCase.orderId)) ?? null) : null;
  const lines = await linesToMend(on, theCase);
  const facts = await policyFacts(on, theCase, now, { order, lines });
  const given = await givenFor(on, order, theCase.id);
  const shop = await shopById(on, theCase.shopId);
  const calendar = await calendarOf(on, theCase.shopId);
  const after = (n: number, unit: 'days' | 'hours' | 'minutes' | 'workingDays') =>
    dueAt({ start: now, amount: { n, unit }, calendar, pauses: [], mayPause: false }).due;
  const rows = await runPolicy(await decisionOf(on, policy.id), facts);
  const options = planOptions(rows, {
    lines,
    order,
    facts,
    givenFen: given.reduce((sum, each) => sum + (each.fen ?? 0), 0),
    worthAtMost: Number(facts['partsValue']),
    remainingFen: remainingOf(order, given),
    payWords: shop?.payWords ?? { zh: '', en: '' },
    arriveAfter: (days) => after(days, 'days'),
    source: { policy: policy.policy, version: policy.version },
  });
  const valid = playbook.steps[theCase.step]?.validFor ?? usualValidity;
  return ok({ policy, facts, options, given, validUntil: after(valid.n, valid.unit), ...silenceOf(playbook, theCase.step) });
}

/** The facts that a policy is asked with, read for one case. */
export async function policyFacts(
  on: Reader,
  theCase: TheCase,
  now: Date,
  known?: { order: OrderFacts | null; lines: readonly LineToMend[] },
): Promise<PolicyFacts> {
  const order = known ? known.order : theCase.orderId ? ((await orderForCase(on, theCase.orderId)) ?? null) : null;
  const lines = known ? known.lines : await linesToMend(on, theCase);
  const facts = await loadFacts(on, theCase, ['partsValue', 'daysSinceSigned', 'earlierClaims90d'], now);
  const [liability] = (await liabilitiesOf(on, theCase.id)).filter((each) => each.round === theCase.round);
  const [most] = [...(liability?.shares ?? [])].sort((a, b) => b.percent - a.percent);
  return completeFacts({
    ...facts,
    problem: theCase.problem,
    goodsValue: goodsWorth({ lines, order }),
    wish: theCase.wish,
    stock: stockOf({ lines, order }),
    liability: most?.party,
    customerShare: (liability?.shares ?? []).filter((share) => share.party === 'customer').reduce((sum, share) => sum + share.percent, 0),
    round: theCase.round,
    declines: await countDeclines(on, theCase.id),
    channel: theCase.channel,
  });
}

/** The case's lines that still need mending, by the last finding of this round. */
async function linesToMend(on: Reader, theCase: TheCase): Promise<LineToMend[]> {
  const [finding] = (await findingsOf(on, theCase.id)).filter((each) => each.round === theCase.round);
  const settled = new Set((finding?.lines ?? []).filter((line) => mended.includes(line.finding)).map((line) => line.lineId));
  return (await linesOf(on, theCase.id, theCase.round)).filter((line) => !settled.has(line.id));
}

/** What the playbook does when nobody answers an offer. */
function silenceOf(playbook: Playbook, step: string): { silence: string; reopens: boolean } {
  const sent = playbook.steps[step]?.answers['sent']?.to ?? '';
  const choosing = playbook.steps[sent] ?? Object.values(playbook.steps).find((each) => each.act === 'choice');
  const way = choosing?.waits?.then;
  return { silence: way?.as ?? 'closed-unanswered', reopens: (way?.reopenBy ?? []).includes('customer') };
}
