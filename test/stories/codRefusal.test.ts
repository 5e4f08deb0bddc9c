import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { changeStandingRoute, readStandingRoute, setRecoveryRoute } from '#customers/standingWire.ts';
import { day, minute } from '#platform/clock.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { makeLink } from '#case/contract.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// Cash on delivery refused: resellable goods are taken back; who insists with processed goods is warned, then limited, then free again.
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let orders = 0;
const cod = (buyer: string, more = {}) => ({
  payment: 'cod' as const,
  contact: { receiver: '林**', buyerId: buyer, nick: `n-${buyer}` },
  ...more,
});
async function refused(buyer: string): Promise<Told> {
  orders += 1;
  const orderNo = `2611169000000${orders}`;
  await story.order(orderNo, cod(buyer));
  const told = await story.report({
    orderNo,
    problem: 'cod.refusal',
    words: '不想要了，不收。',
    lines: [],
    fields: { contactName: '林' },
    handles: [],
    despiteDuplicate: { reason: '另一单' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  return told;
}
const answer = (told: Told, step: string, given: string) =>
  told.does('agent', caseRoutes.answer, { step, answer: given, reason: '电话里说的' });
async function insists(told: Told, how: 'insists' | 'insists-again'): Promise<string> {
  await answer(told, 'goods', 'processed');
  await answer(told, 'advise', how);
  await answer(told, 'take-back', 'back');
  return (await told.now()).customerId ?? '';
}
const standing = (customerId: string) => story.desk.as('agent').ok(readStandingRoute, { params: { customerId } });
const orderSays = async (told: Told) => {
  const { orderId } = await told.now();
  return (await story.desk.as('agent').ok(commerceRoutes.order, { params: { orderId: orderId ?? '' } })).codStanding;
};

describe('cash on delivery that is refused (RE-6)', () => {
  it('is taken back without reason when the goods can be sold again; nothing is held against the customer (RE-6)', async () => {
    const told = await refused('b-801');
    await answer(told, 'goods', 'resell');
    await answer(told, 'take-back', 'back');
    const { customerId, outcome } = await told.now();
    expect(outcome).toBe('resolved');
    expect(await standing(customerId ?? '')).toMatchObject({ standing: 'good', history: [] });
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['taking-back', 'taken-back']));
  });

  it('with processed goods warns first and limits the next time; systems and the order’s answer say so (RE-6)', async () => {
    const first = await refused('b-802');
    await answer(first, 'goods', 'processed');
    expect(await first.isRefused('agent', caseRoutes.answer, { step: 'advise', answer: 'insists-again' })).toMatchObject({
      code: 'condition-fails',
    });
    await answer(first, 'advise', 'insists');
    await answer(first, 'take-back', 'back');
    expect(await messagesOf(story.desk, first.id)).toContain('cod-warned');
    expect(await orderSays(first)).toBe('warned');
    const second = await refused('b-802');
    const customerId = await insists(second, 'insists-again');
    expect(await messagesOf(story.desk, second.id)).toContain('cod-limited');
    expect(await orderSays(second)).toBe('limited');
    const secret = await inTransaction(story.desk.house.db, (tx) =>
      makeLink({ tx, now: story.desk.clock.now(), actor: systemActor, cause: 'test' }, second.id),
    );
    expect((await visitorOf(story.desk.app).get(`/c/${secret}`)).text).toContain('您的货到付款暂停使用，在线支付不受影响');
    const seen = await standing(customerId);
    expect(seen).toMatchObject({ standing: 'limited', liftsAt: expect.any(String) });
    expect(seen.history.map((each) => [each.standing, each.because, each.caseId])).toEqual([
      ['limited', 'case', second.id],
      ['warned', 'case', first.id],
    ]);
    expect(await second.events()).toContain('customer.standing-changed');
  });

  it('is free again when orders were accepted, when time has passed, or when a lead says so with a reason (RE-6)', async () => {
    await story.desk.as('administrator').ok(setRecoveryRoute, { body: { orders: 2, days: 90 } });
    const byOrders = await insists(await refused('b-803'), 'insists');
    const byTime = await insists(await refused('b-804'), 'insists');
    const byHand = await insists(await refused('b-805'), 'insists');
    const lift = { params: { customerId: byHand }, body: { change: 'lift' as const, why: '客户说明是家人误收' } };
    expect(await story.desk.as('agent').send(changeStandingRoute, lift)).toMatchObject({ status: 403 });
    expect(await story.desk.as('lead').ok(changeStandingRoute, lift)).toMatchObject({
      standing: 'good',
      history: [{ because: 'by-hand', why: '客户说明是家人误收', by: '沈岚' }, { standing: 'warned' }],
    });
    for (const n of [1, 2]) {
      await story.desk.later(day);
      expect((await standing(byOrders)).standing).toBe('warned');
      await story.order(`261116950000${n}`, cod('b-803', { signedAt: story.desk.clock.now().toISOString() }));
    }
    await story.desk.later(6 * minute);
    expect(await standing(byOrders)).toMatchObject({ standing: 'good', history: [{ because: 'recovered' }, { standing: 'warned' }] });
    expect((await standing(byTime)).standing).toBe('warned');
    await story.desk.later(91 * day);
    expect((await standing(byTime)).standing).toBe('good');
  });
});
