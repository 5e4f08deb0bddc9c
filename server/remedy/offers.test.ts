import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { day } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { messagesOf, openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { choiceRoutes } from './choiceWire.ts';
import { remedyRoutes as wire } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112730000001;
async function toOffer(given: Parameters<Story['report']>[0] = {}, more: Parameters<Story['order']>[1] = {}): Promise<Told> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` }, ...more });
  const told = await story.report({ orderNo, handles: [], ...given });
  await told.leadTo('offer');
  return told;
}
const proposalFor = (told: Told, who: 'agent' | 'lead' = 'agent') => story.desk.as(who).ok(wire.proposal, { params: { caseId: told.id } });
const offersOf = async (told: Told) => (await story.desk.as('agent').ok(wire.offers, { params: { caseId: told.id } })).items;
const both = { options: [{ key: 'resend' }, { key: 'refund' }] };
async function offered(told: Told, body: Parameters<typeof offer>[1] = both) {
  return (await offer(told, body)).offerId;
}
const offer = (told: Told, body: { options: { key: string; fen?: number; points?: number }[]; message?: string }) =>
  told.does('agent', wire.offer, body);

describe('what may be offered (RE-2)', () => {
  it('comes from the policy, each option priced, with its row, its limit and what silence means', async () => {
    const told = await toOffer();
    const proposal = await proposalFor(told);
    expect(proposal).toMatchObject({
      policy: { name: 'missing-parts', code: 'MP-01', example: true },
      facts: { partsValue: 800, liability: 'warehouse', stock: 'enough', declines: 0 },
      silenceMeans: '逾期未选择，服务单将关闭，您之后仍可重新打开。',
    });
    expect(proposal.options.map(({ key, title, cites, allowed }) => [key, title, cites, allowed])).toEqual([
      ['resend', '补发 铰链×2', '规则 MP-01 第 1 行', true],
      ['refund', '退款 ¥8.00', '规则 MP-01 第 3 行', true],
      ['points', '赠送 200 积分', '规则 MP-01 第 7 行', true],
      ['explanation', '说明情况并致歉', '规则 MP-01 第 8 行', true],
    ]);
    expect(proposal.options[0]).toMatchObject({
      costFen: 420,
      warehouse: { name: '澜江北仓' },
      promisedArrival: '2026-11-24T16:00:00.000Z',
      warnings: [],
    });
    expect(proposal.options[1]).toMatchObject({ fen: 800, most: 10_000, payWords: '原路退回，预计 1–3 个工作日到账，以银行为准' });
  });

  it('shows what was already given for the same goods, and never more than is left (RE-13)', async () => {
    const told = await toOffer({}, { paidFen: 42_900, refunds: [{ refundNo: 'TK-1', fen: 42_500, state: 'done' }] });
    const proposal = await proposalFor(told);
    expect(proposal.given).toMatchObject([{ source: 'platform', words: '平台已退款 ¥425.00（TK-1）', fen: 42_500 }]);
    expect(proposal.warnings).toHaveLength(1);
    expect(proposal.options.find((each) => each.remedy === 'refund')).toMatchObject({ fen: 400, warnings: ['订单可退余额只剩 ¥4.00'] });
  });

  it('warns of a part that is not there, and promises it later', async () => {
    const told = await toOffer();
    await sql`update goods_parts set stock = 1, stock_until = '12-03 到货' where code = 'HJ-35'`.execute(story.desk.house.db);
    const [first] = (await proposalFor(told)).options;
    await sql`update goods_parts set stock = 500, stock_until = null where code = 'HJ-35'`.execute(story.desk.house.db);
    expect(first).toMatchObject({
      cites: '规则 MP-01 第 2 行',
      warnings: ['铰链 库存 1，需要 2，12-03 到货'],
      promisedArrival: '2026-12-02T16:00:00.000Z',
    });
  });
});

describe('making an offer (RE-3)', () => {
  it('sends it to the customer with every option, its validity and what silence means', async () => {
    const told = await toOffer();
    const offerId = await offered(told, { ...both, message: '给您添麻烦了。' });
    expect(await told.step()).toBe('choice');
    expect(await told.now()).toMatchObject({ waitingFor: 'customer' });
    expect(await offersOf(told)).toMatchObject([
      {
        id: offerId,
        state: 'open',
        expired: false,
        madeBy: '周小满',
        message: '给您添麻烦了。',
        options: [
          { n: 1, remedy: 'resend' },
          { n: 2, remedy: 'refund' },
        ],
        choice: null,
      },
    ]);
    expect(await messagesOf(story.desk, told.id)).toContain('offer-made');
    const [said] = await all(
      sql<{ body: string }>`select body from messages where case_id = ${told.id} and template = 'offer-made'`,
      story.desk.house.db,
    );
    expect(said?.body).toContain('给您添麻烦了：1. 补发 铰链×2，免费，预计 11月24日前送达，您无需寄回任何物品；2. 退款 ¥8.00，原路退回');
    expect(said?.body).toContain('请在 11月25日 24:00 前选择');
  });

  it('is refused for what the policy lacks, and with words about reviews; nothing is kept', async () => {
    const told = await toOffer();
    const refused = (body: Parameters<typeof offer>[1]) => told.isRefused('agent', wire.offer, body);
    expect(await refused({ options: [{ key: 'exchange' }] })).toMatchObject({ code: 'unknown-option' });
    expect(await refused({ ...both, message: '给个好评返现 5 元' })).toMatchObject({ code: 'forbidden-words' });
    expect(await told.isRefused('logistics', wire.offer, both)).toMatchObject({ status: 403 });
    expect([await offersOf(told), await told.step()]).toEqual([[], 'offer']);
  });

  it('lets a lead grant more, and an agent only what is dear when a lead does it', async () => {
    const told = await toOffer({ lines: [{ partCode: 'MB-2', name: '门板', quantity: 2 }] });
    expect((await proposalFor(told)).options.find((each) => each.key === 'resend')).toMatchObject({ allowed: false });
    expect(await proposalFor(told)).toMatchObject({ mayAsk: true });
    expect((await proposalFor(told, 'lead')).options.find((each) => each.key === 'resend')).toMatchObject({ allowed: true });
    await told.does('lead', wire.offer, { options: [{ key: 'resend' }] });
    expect(await told.step()).toBe('choice');
  });

  it('is one at a time; the same key again answers the same offer', async () => {
    const told = await toOffer();
    const { version } = await told.now();
    const ask = { params: { caseId: told.id }, version, key: 'offer-once', body: both };
    const first = await story.desk.as('agent').ok(wire.offer, ask);
    expect(await story.desk.as('agent').ok(wire.offer, ask)).toEqual(first);
    expect(await offersOf(told)).toHaveLength(1);
    expect(await told.isRefused('agent', wire.offer, both)).toMatchObject({ code: 'no-offer-now' });
  });
});

describe("the customer's choice (RE-3)", () => {
  it('is recorded with channel and time, marks the lines, and is carried out', async () => {
    const told = await toOffer();
    const offerId = await offered(told);
    await told.does('agent', choiceRoutes.choose, { offerId, option: 1, channel: 'phone' });
    expect((await told.journey()).slice(-2)[0]).toBe('choice.chosen');
    expect(await offersOf(told)).toMatchObject([{ state: 'chosen', choice: { kind: 'option', n: 1, channel: 'phone', by: '周小满' } }]);
    const [line] = await all(sql<{ remedy: string }>`select remedy from case_lines where case_id = ${told.id}`, story.desk.house.db);
    expect(line?.remedy).toBe('resend');
    const [event] = await all(
      sql<{ data: object }>`select data from events where case_id = ${told.id} and kind = 'choice.made'`,
      story.desk.house.db,
    );
    expect(event?.data).toMatchObject({ offer: offerId, kind: 'option', n: 1, remedy: 'resend', fen: null });
  });

  it('made twice is quiet, also with the page’s old version; another choice is refused', async () => {
    const told = await toOffer();
    const offerId = await offered(told);
    const { version } = await told.now();
    const choose = (option: number) =>
      story.desk
        .as('agent')
        .send(choiceRoutes.choose, { params: { caseId: told.id }, version, body: { offerId, option, channel: 'chat' } });
    const first = await choose(2);
    const before = await told.events();
    const again = await choose(2);
    expect([first.status, again.status, again.body.choiceId]).toEqual([200, 200, first.body.choiceId]);
    expect(await told.events()).toEqual(before);
    expect((await choose(1)).body).toMatchObject({ code: 'case-changed' });
    expect(await told.isRefused('agent', choiceRoutes.choose, { offerId, option: 1 })).toMatchObject({ code: 'offer-decided' });
  });

  it('of none leads to another offer, with the customer’s own idea kept; the policy then grants more', async () => {
    const told = await toOffer();
    await told.does('agent', choiceRoutes.choose, { offerId: await offered(told), proposal: '退我 15 块就算了', channel: 'phone' });
    expect(await told.step()).toBe('offer');
    expect((await offersOf(told))[0]).toMatchObject({ state: 'declined', choice: { kind: 'proposal', proposal: '退我 15 块就算了' } });
    const events = await all(sql`select data from events where case_id = ${told.id}`, story.desk.house.db);
    expect(JSON.stringify(events)).not.toContain('15 块');
    expect((await proposalFor(told)).options.find((each) => each.remedy === 'refund')).toMatchObject({
      fen: 960,
      cites: '规则 MP-01 第 4 行',
    });
    await told.does('agent', choiceRoutes.choose, { offerId: await offered(told), declined: true });
    expect((await offersOf(told)).map((each) => each.state)).toEqual(['declined', 'declined']);
  });

  it('of nothing at all leads to goodwill (RE-4)', async () => {
    const told = await toOffer();
    await told.does('agent', choiceRoutes.choose, { offerId: await offered(told), unwanted: true });
    expect(await told.step()).toBe('goodwill');
    expect((await offersOf(told))[0]).toMatchObject({ state: 'unwanted' });
    await told.does('agent', caseRoutes.answer, { step: 'goodwill', answer: 'yes' });
    expect((await offersOf(told))[0]).toMatchObject({
      state: 'chosen',
      byRule: true,
      options: [{ remedy: 'points', points: 200, cites: '规则 MP-01 第 7 行' }],
      choice: { channel: 'goodwill' },
    });
  });

  it('is refused when it is none or several, of no such option, of another case’s offer', async () => {
    const [told, other] = [await toOffer(), await toOffer()];
    const offerId = await offered(told);
    const refused = (body: object) => told.isRefused('agent', choiceRoutes.choose, { offerId, ...body });
    expect(await refused({})).toMatchObject({ code: 'one-choice' });
    expect(await refused({ option: 1, declined: true })).toMatchObject({ code: 'one-choice' });
    expect(await refused({ option: 4 })).toMatchObject({ code: 'no-such-option' });
    expect(await other.isRefused('agent', choiceRoutes.choose, { offerId, option: 1 })).toMatchObject({
      status: 404,
      code: 'no-such-offer',
    });
    expect(await told.isRefused('logistics', choiceRoutes.choose, { offerId, option: 1 })).toMatchObject({ status: 403 });
  });

  it('comes too late once the offer has lapsed: the way out is named, and a refusal of all still counts', async () => {
    const told = await toOffer();
    const offerId = await offered(told);
    // Just before the sweep gives the wait up.
    story.desk.clock.advance(6 * day);
    await sql`update sessions set created_at = ${story.desk.clock.now()}, seen_at = ${story.desk.clock.now()}`.execute(story.desk.house.db);
    const refused = await told.isRefused('agent', choiceRoutes.choose, { offerId, option: 1 });
    expect(refused).toMatchObject({ status: 410, code: 'offer-expired', detail: '方案已过有效期。请记录“都不接受”后重新出方案。' });
    expect((await offersOf(told))[0]).toMatchObject({ expired: true, state: 'open' });
    await told.does('agent', choiceRoutes.choose, { offerId, declined: true });
    expect(await told.step()).toBe('offer');
    await story.desk.settle();
  });

  it('that never comes ends the offer with the case; taken up again there is a new one', async () => {
    const told = await toOffer();
    await offered(told);
    await story.desk.later(6 * day);
    expect(await told.step()).toBe('closed-unanswered');
    expect((await offersOf(told))[0]).toMatchObject({ state: 'expired' });
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    await offered(told);
    expect((await offersOf(told)).map((each) => each.state)).toEqual(['open', 'expired']);
  });

  it('is not waited for when the case is escalated: the offer is taken back', async () => {
    const told = await toOffer();
    const offerId = await offered(told);
    await told.does('agent', caseRoutes.move, { move: 'escalate', reason: '客户要求主管处理' });
    expect((await offersOf(told))[0]).toMatchObject({ state: 'withdrawn' });
    expect(await told.isRefused('agent', choiceRoutes.choose, { offerId, option: 1 })).toMatchObject({ code: 'offer-over' });
  });
});

describe('the fast lane (RE-10)', () => {
  it('walks finding, liability, offer and choice as rows, marked by rule, with one confirmation', async () => {
    const orderNo = String((next += 1));
    await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` } });
    const told = await story.report({ orderNo, handles: [] });
    await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } });
    await told.does('agent', caseRoutes.fastLane, {});
    expect((await told.journey()).slice(0, 6)).toEqual([
      'match-order.matches',
      'review.accepted',
      'enquire.missing',
      'liability.decided',
      'offer.sent',
      'choice.chosen',
    ]);
    expect((await told.now()).journey.slice(0, 6).every((each) => each.byRule)).toBe(true);
    expect(await offersOf(told)).toMatchObject([
      { byRule: true, state: 'chosen', options: [{ remedy: 'resend' }], choice: { kind: 'option', channel: 'phone' } },
    ]);
    const rows = await all(
      sql`select (select by_rule from findings where case_id = ${told.id}) as finding, (select rule from liabilities where case_id = ${told.id}) as liability`,
      story.desk.house.db,
    );
    expect(rows).toEqual([{ finding: true, liability: expect.stringMatching(/^LR-/) }]);
  });
});

describe('a decided round', () => {
  it('is frozen: options and choices never change, an offer only while its round lasts', async () => {
    const told = await toOffer();
    const offerId = await offered(told);
    await told.does('agent', choiceRoutes.choose, { offerId, option: 2, channel: 'phone' });
    const { db } = story.desk.house;
    await expect(sql`update offer_options set fen = 99 where offer_id = ${offerId}`.execute(db)).rejects.toThrow(/never changed/);
    await expect(sql`update choices set kind = 'declined', option_id = null where offer_id = ${offerId}`.execute(db)).rejects.toThrow(
      /never changed/,
    );
    await sql`update cases set round = 2 where id = ${told.id}`.execute(db);
    await expect(sql`update offers set valid_until = valid_until + interval '1 day' where id = ${offerId}`.execute(db)).rejects.toThrow(
      /never changed/,
    );
    await sql`update cases set round = 1 where id = ${told.id}`.execute(db);
  });
});
