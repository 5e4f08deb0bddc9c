import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import type { Answer, BodyIn, Params, QueryIn, RouteSpec } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';

export interface Ask<S extends RouteSpec> {
  params?: Params<S>;
  query?: QueryIn<S>;
  body?: BodyIn<S>;
  version?: number;
}

/** Sends a request as one of the people; throws when it is refused. */
export type Ok = <S extends RouteSpec>(who: string, spec: S, ask?: Ask<S>) => Promise<Answer<S>>;

/** How to lead cases: who asks, and how what is due is let happen. */
export interface Leader {
  readonly ok: Ok;
  settle(): Promise<void>;
  readonly agent: string;
  readonly logistics: string;
  readonly operations: string;
  /** Who looks at cases, where one person's requests would be too many; else operations. */
  readonly reader?: () => string;
  /** Who is liable in these cases. */
  readonly warehouse: string;
}

/** Every acceptance condition of MP ticked. */
export const allHold = Object.fromEntries(
  ['right-order', 'in-window', 'not-settled-already', 'not-a-duplicate', 'materials-complete'].map((each) => [each, { holds: true }]),
);

export type Station = 'review' | 'enquire' | 'liability' | 'offer' | 'choice' | 'carry-out' | 'confirm';

/** Sends a command with the version as it stands, as somebody does who has just looked. */
export async function does<S extends RouteSpec>(leader: Leader, caseId: string, who: string, spec: S, body: BodyIn<S>): Promise<Answer<S>> {
  const { version } = await leader.ok(leader.reader?.() ?? leader.operations, caseRoutes.read, { params: { caseId } });
  return leader.ok(who, spec, { params: { caseId }, version, body } as Ask<S>);
}

/** The step that a case is in, or its outcome. */
export async function stepOf(leader: Leader, caseId: string): Promise<string> {
  const theCase = await leader.ok(leader.reader?.() ?? leader.operations, caseRoutes.read, { params: { caseId } });
  return theCase.outcome ?? theCase.current?.step ?? 'nowhere';
}

/** Leads a missing-parts case along its long road to a step: matches, accepted, missing, liability by a person, offer, choice, arrival. */
export async function leadTo(leader: Leader, caseId: string, to: Station, remedy = 'resend'): Promise<void> {
  const act = <S extends RouteSpec>(spec: S, body: BodyIn<S>): Promise<Answer<S>> => does(leader, caseId, leader.agent, spec, body);
  for (let moves = 0; moves < 12; moves += 1) {
    const at = await stepOf(leader, caseId);
    if (at === to) return;
    if (at === 'match-order') await act(triageRoutes.matchOrder, { answer: 'matches' });
    else if (at === 'review') await act(triageRoutes.review, { answer: 'accepted', ticks: allHold });
    else if (at === 'enquire') await act(investigationRoutes.find, { answer: 'missing', text: '装箱视频 14:02:11 只放入 2 个铰链' });
    else if (at === 'liability')
      await act(liabilityRoutes.decide, { shares: [{ party: 'warehouse', id: leader.warehouse, percent: 100 }], cause: 'human' });
    else if (at === 'offer') await act(remedyRoutes.offer, { options: await offerable(leader, caseId) });
    else if (at === 'choice') await choose(leader, caseId, remedy);
    else if (at === 'carry-out') await carryOut(leader, caseId);
    else throw new Error(`no way is told from ${at} to ${to}`);
  }
}

/** Everything that the policy permits this agent, as proposed. */
export async function offerable(leader: Leader, caseId: string): Promise<{ key: string }[]> {
  const proposal = await leader.ok(leader.agent, remedyRoutes.proposal, { params: { caseId } });
  return proposal.options
    .filter((each) => each.allowed)
    .slice(0, 4)
    .map(({ key }) => ({ key }));
}

async function choose(leader: Leader, caseId: string, remedy: string): Promise<void> {
  const { items } = await leader.ok(leader.agent, remedyRoutes.offers, { params: { caseId } });
  const open = items.find((each) => each.state === 'open');
  const option = open?.options.find((each) => each.remedy === remedy);
  if (!open || !option)
    throw new Error(`${remedy} is not on offer: ${JSON.stringify(items.map((each) => each.options.map((one) => one.remedy)))}`);
  await does(leader, caseId, leader.agent, choiceRoutes.choose, { offerId: open.id, option: option.n, channel: 'phone' });
}

/** Logistics ships what is to be resent and it arrives; money and points are done by the worker. */
export async function carryOut(leader: Leader, caseId: string): Promise<void> {
  await leader.settle();
  const { items } = await leader.ok(leader.logistics, fulfilmentRoutes.tasks, { params: { caseId } });
  const goods = items.filter((each) => each.kind === 'resend' || each.kind === 'exchange');
  for (const task of goods.filter((each) => each.state !== 'failed' && each.state !== 'recalled')) {
    await ship(leader, task);
    await leader.ok(leader.logistics, shipRoutes.arrive, { params: { resendId: task.id }, body: {} });
  }
  await leader.settle();
}

/** Logistics enters the number of a resend. */
export async function ship(leader: Leader, task: { id: string; state: string }, waybill = '7729110099887'): Promise<void> {
  if (task.state !== 'open' && task.state !== 'sent-to-warehouse') return;
  await leader.ok(leader.logistics, shipRoutes.ship, { params: { resendId: task.id }, body: { carrier: 'xunchuan', waybill } });
  await leader.settle();
}

/** What waits to be said by hand was said: chat texts are copied and marked as sent, the rest was told on the phone; letters leave. */
export async function tellAll(leader: Leader, who: string, caseId: string): Promise<void> {
  const { items } = await leader.ok(who, talkRoutes.thread, { params: { caseId } });
  for (const message of items.filter((each) => each.state === 'to-copy' || each.state === 'copied')) {
    await leader.ok(who, talkRoutes.attest, { params: { caseId, messageId: message.id }, body: {} });
  }
  if (items.some((each) => each.state === 'to-call'))
    await leader.ok(who, talkRoutes.call, { params: { caseId }, body: { outcome: 'reached', note: '已电话告知' } });
  if (items.some((each) => each.channel === 'email')) await leader.settle();
}

/** Whoever was asked about a case answered. */
export async function answerAll(leader: Leader, caseId: string, text: string): Promise<void> {
  const { items } = await leader.ok(leader.operations, questionRoutes.questions, { params: { caseId } });
  for (const question of items.filter((each) => each.may.includes('answer')))
    await leader.ok(leader.operations, questionRoutes.answer, { params: { questionId: question.id }, body: { text } });
}
