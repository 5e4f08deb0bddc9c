import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { legalRoutes } from '#remedy/legalWire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { type Mailbox, openMailbox } from '../mailbox.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

let story: Story;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  story = await openStory({ config: { mail: mailbox.mail } });
  await sql`update staff set email = login || '@house.test'`.execute(story.desk.house.db);
});
afterAll(async () => {
  await story.desk.close();
  await mailbox.close();
});

let orders = 0;
async function atOffer(): Promise<Told> {
  orders += 1;
  const orderNo = `2611162100${String(orders).padStart(4, '0')}`;
  await story.order(orderNo);
  const told = await story.report({ orderNo });
  await told.leadTo('offer');
  return told;
}
const on = (told: Told) => ({ params: { caseId: told.id } });
const dear = { options: [{ key: 'refund', fen: 20_000 }], note: '客户已等三周' };
const approvalsOf = async (told: Told, who: 'lead' | 'agent' | 'operations' = 'operations') =>
  (await story.desk.as(who).ok(approvalRoutes.ofCase, on(told))).items;
const offersOf = async (told: Told) => (await story.desk.as('agent').ok(remedyRoutes.offers, on(told))).items;
async function submitted(body: object = dear): Promise<Told> {
  const told = await atOffer();
  expect(await told.does('agent', remedyRoutes.offer, body as never)).toMatchObject({ submitted: true });
  return told;
}
const decide = (answer: 'approved' | 'returned', reason = '') => ({ answer, reason });

describe('an offer above one’s own authority (RE-7)', () => {
  it('waits for somebody else, is approved by them, and only then reaches the customer', async () => {
    const told = await submitted();
    expect(await told.step()).toBe('approve');
    expect((await offersOf(told))[0]).toMatchObject({ state: 'submitted' });
    expect(await messagesOf(story.desk, told.id)).not.toContain('offer-made');
    expect(await told.isRefused('agent', approvalRoutes.decide, decide('approved'))).toMatchObject({ status: 403 });
    const queue = await story.desk.as('lead').ok(approvalRoutes.queue);
    expect(queue.items.find((each) => each.caseId === told.id)).toMatchObject({
      mostFen: 20_000,
      asker: '周小满',
      note: '客户已等三周',
      bars: null,
      why: ['退款超出规则给经办人的上限 ¥100.00'],
      options: [{ title: '退款 ¥200.00', cites: '规则 MP-01 第 3 行' }],
    });
    await told.does('lead', approvalRoutes.decide, decide('approved'));
    expect(await told.step()).toBe('choice');
    expect((await offersOf(told))[0]).toMatchObject({ state: 'open' });
    expect(await messagesOf(story.desk, told.id)).toContain('offer-made');
    expect(await approvalsOf(told)).toMatchObject([{ state: 'approved', decider: '沈岚', via: 'case' }]);
  });

  it('is handed back with a reason, offered anew within the limit, and may be looked at by the same lead again', async () => {
    const told = await submitted();
    expect(await told.isRefused('lead', approvalRoutes.decide, decide('returned'))).toMatchObject({ code: 'reason-needed' });
    await told.does('lead', approvalRoutes.decide, decide('returned', '先补发'));
    expect([await told.step(), (await offersOf(told))[0]?.state]).toEqual(['offer', 'returned']);
    await told.does('agent', remedyRoutes.offer, { ...dear, options: [{ key: 'refund', fen: 15_000 }] });
    await told.does('lead', approvalRoutes.decide, decide('approved'));
    expect(await told.step()).toBe('choice');
  });

  it('is never approved by who made it, whatever their role', async () => {
    const told = await atOffer();
    await told.does('lead', remedyRoutes.offer, {
      options: [{ key: 'refund', fen: 42_900 }],
      outside: [{ remedy: 'points', points: 9000 }],
    });
    expect((await approvalsOf(told, 'lead'))[0]).toMatchObject({ bars: 'own' });
    expect(await told.isRefused('lead', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'own-offer' });
    expect((await approvalsOf(told, 'operations'))[0]?.bars).toBeNull();
    expect(await told.isRefused('lead2', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'above-authority' });
    await told.does('executive', approvalRoutes.decide, decide('approved'));
    expect((await offersOf(told))[0]?.options.at(-1)).toMatchObject({ remedy: 'points', points: 9000, cites: '规则 MP-01 之外' });
  });

  it('above goodwill’s table goes up as well, by case and by day (¥10 an agent, ¥100 a lead)', async () => {
    const told = await submitted({ options: [{ key: 'points', points: 1100 }] });
    expect((await approvalsOf(told))[0]?.why).toEqual(['积分超出规则给经办人的上限 1000']);
    await told.does('lead', approvalRoutes.decide, decide('approved'));
    const { items } = await story.desk.as('operations').ok(approvalRoutes.authority);
    expect(items.find((each) => each.role === 'agent' && each.remedy === 'points')).toMatchObject({ perCaseFen: 1000, example: true });
    await story.desk
      .as('operations')
      .ok(approvalRoutes.putAuthority, { body: { role: 'agent', remedy: 'points', perCaseFen: 100, perDayFen: null } });
    const tight = await submitted({ options: [{ key: 'points', points: 200 }] });
    expect((await approvalsOf(tight))[0]?.why).toEqual(['积分超出经办人的授权，剩余 100']);
    await story.desk
      .as('operations')
      .ok(approvalRoutes.putAuthority, { body: { role: 'agent', remedy: 'points', perCaseFen: 1000, perDayFen: null } });
    expect(
      await story.desk
        .as('lead')
        .refused(approvalRoutes.putAuthority, { body: { role: 'lead', remedy: '*', perCaseFen: null, perDayFen: null } }),
    ).toMatchObject({
      status: 403,
    });
  });

  it('is gone when the case is escalated, and stands again when it is handed back', async () => {
    const told = await submitted();
    await told.does('lead', caseRoutes.move, { move: 'escalate', reason: '请运营看' });
    expect([(await offersOf(told))[0]?.state, (await approvalsOf(told))[0]?.state]).toEqual(['withdrawn', 'dropped']);
    await told.does('operations', caseRoutes.answer, { step: 'escalate', answer: 'hand-back', reason: '按原方案' });
    expect((await approvalsOf(told))[0]).toMatchObject({ state: 'waiting', asker: '周小满' });
    await told.does('lead', approvalRoutes.decide, decide('approved'));
    expect(await told.step()).toBe('choice');
  });
});

describe('from the letter', () => {
  it('the addressee alone decides, once, after looking changed nothing', async () => {
    const told = await submitted();
    await story.desk.settle();
    const { number } = await told.now();
    const letter = mailbox.letters().find((each) => each.to.includes('lead@house.test') && each.subject.includes(number));
    const token = /by-link#(\S+)/.exec(letter?.text ?? '')?.[1] ?? '';
    expect(token).not.toBe('');
    expect(await story.desk.as('lead').ok(approvalRoutes.byLink, { body: { token } })).toMatchObject({ caseId: told.id, state: 'waiting' });
    expect(await told.step()).toBe('approve');
    expect(await story.desk.as('lead2').refused(approvalRoutes.byLink, { body: { token } })).toMatchObject({
      code: 'approval-link-unknown',
    });
    expect(await story.desk.as('nobody').refused(approvalRoutes.decideByLink, { body: { token, answer: 'approved' } })).toMatchObject({
      status: 401,
    });
    await story.desk.as('lead').ok(approvalRoutes.decideByLink, { body: { token, answer: 'approved' } });
    expect(await told.step()).toBe('choice');
    expect((await approvalsOf(told))[0]).toMatchObject({ state: 'approved', via: 'mail' });
    expect(await story.desk.as('lead').refused(approvalRoutes.decideByLink, { body: { token, answer: 'approved' } })).toMatchObject({
      code: 'approval-link-over',
    });
  });
});

describe('while somebody is away', () => {
  it('another approves with their authority, never an offer of either of the two', async () => {
    const told = await submitted({ options: [], outside: [{ remedy: 'refund', fen: 30_000 }] });
    expect(await told.isRefused('lead2', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'above-authority' });
    const now = story.desk.clock.now().getTime();
    const times = { fromAt: new Date(now - hour).toISOString(), untilAt: new Date(now + day).toISOString() };
    expect(
      await story.desk.as('executive').refused(approvalRoutes.delegate, { body: { toId: story.desk.cast.ids.agent, ...times } }),
    ).toMatchObject({ code: 'delegate-cannot' });
    const { id } = await story.desk
      .as('executive')
      .ok(approvalRoutes.delegate, { body: { toId: story.desk.cast.ids.lead2, ...times, note: '出差' } });
    const seen = await story.desk.as('lead2').ok(approvalRoutes.queue);
    expect(seen.items.find((each) => each.caseId === told.id)).toMatchObject({ bars: null, onBehalfOf: '孟总' });
    await told.does('lead2', approvalRoutes.decide, decide('approved'));
    expect((await approvalsOf(told))[0]).toMatchObject({ decider: '何青', onBehalfOf: '孟总' });
    const own = await atOffer();
    await own.does('lead2', remedyRoutes.offer, { options: [], outside: [{ remedy: 'refund', fen: 30_000 }] });
    expect(await own.isRefused('lead2', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'own-offer' });
    await story.desk.as('executive').ok(approvalRoutes.endDelegation, { params: { delegationId: id }, body: {} });
    const later = await submitted({ options: [], outside: [{ remedy: 'refund', fen: 30_000 }] });
    expect(await later.isRefused('lead2', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'above-authority' });
  });
});

describe('fairness (LI-5)', () => {
  it('keeps the subject of a complaint from offering and approving it', async () => {
    const other = await story.report({ orderNo: await freshOrder(), words: '客服态度不好' });
    await other.leadTo('liability');
    await other.does('operations', liabilityRoutes.decide, {
      shares: [{ party: 'staff', id: story.desk.cast.ids.lead, percent: 100 }],
      cause: 'human',
    });
    expect(await other.step()).toBe('offer');
    expect(await other.isRefused('lead', remedyRoutes.offer, dear)).toMatchObject({ code: 'subject-of-complaint' });
    await other.does('agent', remedyRoutes.offer, dear);
    expect((await approvalsOf(other, 'lead'))[0]).toMatchObject({ bars: 'subject' });
    expect(await other.isRefused('lead', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'subject-of-complaint' });
    await other.does('lead2', approvalRoutes.decide, decide('approved'));
    expect(await other.step()).toBe('choice');
  });

  it('keeps whom the report names, and who bears liability, from every decision of the case; they may escalate it (LI-5)', async () => {
    const told = await story.report({ orderNo: await freshOrder(), words: '客服态度不好' });
    await told.leadTo('review');
    await sql`update reports set registered = registered || '{"aboutStaff": "lead"}' where case_id = ${told.id}`.execute(
      story.desk.house.db,
    );
    const bars = { status: 403, code: 'subject-of-complaint' };
    const ticks = Object.fromEntries(((await told.now()).current?.conditions ?? []).map((each) => [each.id, { holds: true }]));
    await story.desk.as('operations').ok(caseRoutes.read, { params: { caseId: told.id } });
    expect(await told.isRefused('lead', triageRoutes.review, { answer: 'accepted', ticks })).toMatchObject(bars);
    expect(await told.isRefused('lead', caseRoutes.move, { move: 'withdraw', reason: '客户说算了' })).toMatchObject(bars);
    await told.leadTo('liability');
    const shares = (id: string) => ({ shares: [{ party: 'staff' as const, id, percent: 100 }], cause: 'human' as const });
    expect(await told.isRefused('lead', liabilityRoutes.decide, shares(story.desk.cast.ids.agent))).toMatchObject(bars);
    await told.does('operations', liabilityRoutes.decide, shares(story.desk.cast.ids.lead2));
    expect(await told.isRefused('lead2', caseRoutes.answer, { step: 'offer', answer: 'beyond-policy', reason: '超出' })).toMatchObject(
      bars,
    );
    await told.does('lead2', caseRoutes.move, { move: 'escalate', reason: '涉及我本人' });
    expect(await told.isRefused('lead2', caseRoutes.answer, { step: 'escalate', answer: 'hand-back', reason: '退回' })).toMatchObject(bars);
    await told.does('operations', caseRoutes.answer, { step: 'escalate', answer: 'hand-back', reason: '请照常处理' });
    expect(await told.step()).toBe('offer');
  });

  it('shows before approval how far an offer lies from twenty like cases', async () => {
    const told = await atOffer();
    await likeCases(20, 800);
    await told.does('agent', remedyRoutes.offer, dear);
    expect((await approvalsOf(told))[0]?.outlier).toBe('¥200.00 高于近 90 天 20 件同类工单的常见范围 ¥8.00–¥8.00（中位 ¥8.00）');
  });
});

describe('a matter of law (RE-12)', () => {
  it('holds every offer back with the evidence frozen until operations decides', async () => {
    const told = await atOffer();
    const { reviewId } = await told.does('agent', legalRoutes.flag, { flags: ['statutory-multiple'], note: '客户要求退一赔三' });
    expect(await told.isRefused('agent', remedyRoutes.offer, { options: [{ key: 'resend' }] })).toMatchObject({ code: 'legal-review' });
    expect(await told.isRefused('agent', legalRoutes.flag, { flags: ['lawyer-letter'] })).toMatchObject({ code: 'legal-open' });
    const read = await story.desk.as('agent').ok(legalRoutes.legal, on(told));
    expect(read).toMatchObject({ mayDecide: false, items: [{ flags: ['statutory-multiple'], state: 'open', intact: true }] });
    expect(read.items[0]?.evidence).toBeGreaterThan(0);
    const decision = { reviewId, decision: 'offer-with-approval' as const, reason: '不构成欺诈，逐案审批' };
    expect(await told.isRefused('lead', legalRoutes.decide, decision)).toMatchObject({ code: 'not-your-decision' });
    await told.does('operations', legalRoutes.decide, decision);
    expect(await told.does('agent', remedyRoutes.offer, { options: [{ key: 'resend' }] })).toMatchObject({ submitted: true });
    expect(await told.isRefused('lead', approvalRoutes.decide, decide('approved'))).toMatchObject({ code: 'above-authority' });
    await told.does('executive', approvalRoutes.decide, decide('approved'));
    expect(await told.step()).toBe('choice');
  });
});

describe('a counter-offer (RE-3)', () => {
  it('answers the customer’s proposal and cites it', async () => {
    const told = await atOffer();
    await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund' }] });
    const offerId = (await offersOf(told))[0]?.id ?? '';
    await told.does('agent', choiceRoutes.choose, { offerId, proposal: '退 20 元就算了', channel: 'phone' });
    const { proposed } = await story.desk.as('agent').ok(remedyRoutes.proposal, on(told));
    expect(proposed).toMatchObject({ proposal: '退 20 元就算了' });
    await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund', fen: 2000 }], answersChoice: proposed?.choiceId });
    expect((await offersOf(told))[0]).toMatchObject({ state: 'open', answers: { proposal: '退 20 元就算了' }, options: [{ fen: 2000 }] });
  });
});

async function freshOrder(): Promise<string> {
  orders += 1;
  const orderNo = `2611162100${String(orders).padStart(4, '0')}`;
  await story.order(orderNo);
  return orderNo;
}

/** Cases of the same problem and value that were given so much: one is told, the others are its likes as rows of the past. */
async function likeCases(n: number, fen: number): Promise<void> {
  const told = await atOffer();
  await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund', fen }] });
  const offerId = (await offersOf(told))[0]?.id ?? '';
  await told.does('agent', choiceRoutes.choose, { offerId, option: 1, channel: 'phone' });
  const { db } = story.desk.house;
  for (let at = 1; at < n; at += 1) {
    const ids = { case: newId(), offer: newId(), option: newId(), choice: newId() };
    const as = (more: object) => JSON.stringify(more);
    await sql`insert into cases select (jsonb_populate_record(c, ${as({ id: ids.case, number: `L-${at}`, seq: 900_000 + at })}::jsonb)).* from cases c where id = ${told.id}`.execute(
      db,
    );
    await sql`insert into offers select (jsonb_populate_record(o, ${as({ id: ids.offer, case_id: ids.case })}::jsonb)).* from offers o where id = ${offerId}`.execute(
      db,
    );
    await sql`insert into offer_options select (jsonb_populate_record(o, ${as({ id: ids.option, offer_id: ids.offer, case_id: ids.case })}::jsonb)).* from offer_options o where offer_id = ${offerId}`.execute(
      db,
    );
    await sql`insert into choices select (jsonb_populate_record(c, ${as({ id: ids.choice, offer_id: ids.offer, option_id: ids.option, case_id: ids.case })}::jsonb)).* from choices c where offer_id = ${offerId}`.execute(
      db,
    );
  }
}
