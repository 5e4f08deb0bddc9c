import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { sql } from '#platform/db.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import type { Who } from '../cast.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// Twelve boxes came wet out of one warehouse (BA-2). The thirteenth has its refund already.
let story: Story;
const cases: Told[] = [];
const numbers: string[] = [];
let incidentId = '';
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

const orderOf = (n: number): string => `2611164600${String(n).padStart(4, '0')}`;
async function wet(n: number, more: object = {}): Promise<Told> {
  await story.order(orderOf(n), more);
  const told = await story.report({
    orderNo: orderOf(n),
    words: '箱子湿透，少两个铰链',
    handles: [{ kind: 'phone', value: `199000046${String(n).padStart(2, '0')}` }],
  });
  cases.push(told);
  numbers.push((await told.now()).number);
  return told;
}
const on = () => ({ params: { incidentId } });
const read = (who: Who = 'lead') => story.desk.as(who).ok(insightRoutes.read, on());
const board = async () => (await story.desk.as('lead').ok(insightRoutes.board)).items;
const preview = () => story.desk.as('lead').ok(insightRoutes.preview, { ...on(), body: { key: 'resend' } });
const finding = {
  answer: 'missing',
  text: '北仓 11 月 19 日漏雨，纸箱受潮',
  cause: 'human' as const,
  shares: () => [{ party: 'warehouse' as const, id: story.desk.cast.warehouse, percent: 100 }],
};

describe('many cases with one cause', () => {
  it('are noticed and proposed to the leads, and nothing happens by itself', async () => {
    for (let n = 1; n <= 7; n += 1) await wet(n);
    await story.desk.settle();
    expect(await board()).toEqual([]);
    await wet(8);
    await story.desk.settle();
    const [found] = await board();
    expect(found).toMatchObject({
      state: 'proposed',
      cases: 8,
      problem: 'missing.accessory',
      cause: { kind: 'goods', words: '栖木折叠餐边柜 FC-120' },
    });
    incidentId = found?.id ?? '';
    const { rows } = await sql<{ kind: string; role: string }>`select kind, role from notices where kind = 'incident.proposed'`.execute(
      story.desk.house.db,
    );
    expect(rows).toEqual([{ kind: 'incident.proposed', role: 'lead' }]);
    const first = cases[0] as Told;
    expect((await story.desk.as('agent').ok(insightRoutes.ofCase, { params: { caseId: first.id } })).incident).toBeNull();
    expect((await story.desk.as('agent').send(insightRoutes.board)).status).toBe(403);
  });

  it('that come later are added to the proposal; a lead opens it with all of them, once', async () => {
    await wet(9);
    await story.desk.settle();
    expect((await board()).map((each) => each.cases)).toEqual([9]);
    const opened = await story.desk.as('lead').ok(insightRoutes.open, { body: { proposal: incidentId, title: '北仓受潮' } });
    expect(opened.joined).toBe(9);
    expect(await story.desk.as('lead2').refused(insightRoutes.open, { body: { proposal: incidentId, title: '北仓受潮' } })).toMatchObject({
      code: 'incident-not-proposed',
    });
    expect(await (cases[0] as Told).events()).toContain('incident.joined');
  });

  it('join by a pasted list of waybills and orders, each number answered; one leaves and sees the others as numbers', async () => {
    for (const n of [10, 11, 12]) await wet(n);
    const text = [`772900${orderOf(10).slice(-8)}`, orderOf(11), numbers[11], orderOf(1), '77299999999999'].join('\n');
    const list = await story.desk.as('lead').ok(insightRoutes.joinList, { ...on(), body: { text } });
    expect(list.rows.map((row) => row.result)).toEqual(['joined', 'joined', 'joined', 'already', 'unknown']);
    const last = cases[11] as Told;
    const seen = await story.desk.as('agent').ok(insightRoutes.ofCase, { params: { caseId: last.id } });
    expect([seen.incident?.title, seen.others.map((each) => each.number)]).toEqual(['北仓受潮', numbers.slice(0, 11)]);
    await last.does('lead', insightRoutes.join, { incidentId: null });
    expect((await read()).members).toHaveLength(11);
    await last.does('lead', insightRoutes.join, { incidentId });
    expect(await last.isRefused('agent', insightRoutes.join, { incidentId: null })).toMatchObject({ status: 403 });
  });
});

describe('one remedy for all', () => {
  it('is previewed: how many, the sum, who got something before, where it is not possible', async () => {
    const paid = { refunds: [{ refundNo: 'TK4601', fen: 800, state: 'done', at: story.desk.clock.now().toISOString() }] };
    const compensated = await wet(13, paid);
    await compensated.does('lead', insightRoutes.join, { incidentId });
    for (const told of cases) await told.leadTo('enquire');
    const withdrawn = cases[10] as Told;
    await withdrawn.does('agent', caseRoutes.move, { move: 'withdraw', reason: '客户撤销' });
    const seen = await preview();
    expect([seen.n, seen.sumFen, seen.compensated, seen.impossible]).toEqual([11, 11 * 800, 1, 1]);
    expect(seen.rows.find((row) => row.number === numbers[12])).toMatchObject({ state: 'compensated', givenFen: 800 });
    expect(seen.rows[0]).toMatchObject({ state: 'ready', cites: '规则 MP-01 第 1 行', fen: 800, beyond: false });
    expect(seen.rows.find((row) => row.number === numbers[10])?.why).toContain('已结案');
  });

  it('rests on one finding and liability, which nobody records who is named in it (LI-5)', async () => {
    const mine = { ...finding, shares: [{ party: 'staff' as const, id: story.desk.cast.ids.lead, percent: 100 }] };
    expect(await story.desk.as('lead').refused(insightRoutes.find, { ...on(), body: mine })).toMatchObject({ code: 'own-liability' });
    // Operations names the lead: then the lead can't hand in a remedy either.
    await story.desk.as('operations').ok(insightRoutes.find, { ...on(), body: mine });
    expect(await story.desk.as('lead').refused(insightRoutes.submit, { ...on(), body: { key: 'resend' } })).toMatchObject({
      code: 'subject-of-complaint',
    });
    await story.desk.as('operations').ok(insightRoutes.find, { ...on(), body: { ...finding, shares: finding.shares() } });
    expect((await read()).finding).toMatchObject({ answer: 'missing', text: finding.text });
  });

  it('is approved once with its sum, by somebody else, within their authority for sums', async () => {
    const submitted = await story.desk
      .as('lead')
      .ok(insightRoutes.submit, { ...on(), body: { key: 'resend', message: '这次是我们的仓库受潮，非常抱歉。' } });
    expect(submitted).toMatchObject({ cases: 11, sumFen: 8_800 });
    expect(await story.desk.as('lead').refused(insightRoutes.submit, { ...on(), body: { key: 'resend' } })).toMatchObject({
      code: 'incident-busy',
    });
    const decide = (who: Who) =>
      story.desk.as(who).refused(insightRoutes.decide, { params: { remedyId: submitted.id }, body: { answer: 'approved' } });
    expect(await decide('lead')).toMatchObject({ code: 'own-offer' });
    await sql`update remedy_authority set per_case_fen = 8000 where role = 'lead' and remedy = 'incident'`.execute(story.desk.house.db);
    expect(await decide('lead2')).toMatchObject({ code: 'above-authority', data: { sum: 8_800 } });
    expect((await story.desk.as('lead2').ok(insightRoutes.read, on())).remedies[0]?.bars).toBe('above');
    await story.desk.as('operations').ok(insightRoutes.decide, { params: { remedyId: submitted.id }, body: { answer: 'approved' } });
    expect(await decide('operations')).toMatchObject({ code: 'no-approval-now' });
  });

  it('becomes an ordinary offer in each case, with its own finding, liability and row of the policy; the others say why not', async () => {
    // Somebody offered in one of them while the approval was waited for.
    const ahead = cases[3] as Told;
    await ahead.leadTo('choice');
    await story.desk.settle();
    const seen = await read();
    expect(seen.remedies[0]).toMatchObject({ state: 'done', done: 10, failed: 1, decider: '顾西' });
    expect(seen.remedies[0]?.rows.find((row) => row.state === 'failed')).toMatchObject({
      number: numbers[3],
      why: expect.stringContaining('出方案的步骤'),
    });
    const one = cases[0] as Told;
    expect(await one.journey()).toEqual([
      'match-order.matches',
      'review.accepted',
      'enquire.missing',
      'liability.decided',
      'offer.sent',
      'choice',
    ]);
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: one.id } });
    expect(items).toMatchObject([{ state: 'open', options: [{ remedy: 'resend', cites: '规则 MP-01 第 1 行' }] }]);
    expect(await messagesOf(story.desk, one.id)).toContain('offer-made');
  });

  it('gives its failed rows as a file, and is safe to repeat: nobody is offered it twice', async () => {
    const remedyId = (await read()).remedies[0]?.id ?? '';
    const { name, csv } = await story.desk.as('lead').ok(insightRoutes.failures, { params: { remedyId } });
    expect([name, csv.split('\r\n').length]).toEqual(['incident-1-failed.csv', 3]);
    expect(csv).toContain(numbers[3]);
    for (let times = 0; times < 2; times += 1) {
      expect(await story.desk.as('lead').ok(insightRoutes.repeat, { params: { remedyId }, body: {} })).toMatchObject({ again: 1 });
      await story.desk.settle();
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from offers group by case_id`.execute(story.desk.house.db);
    expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 11 }, () => 1));
    expect((await preview()).rows.filter((row) => row.state === 'offered')).toHaveLength(10);
    await story.desk.as('lead').ok(insightRoutes.settle, { ...on(), body: {} });
    expect((await board())[0]).toMatchObject({ state: 'settled', offered: 10 });
  });
});

// design/sample-shop.md, rows 7 and 10: one live stream promised a gift, one van let water in.
describe('an incident opened by hand', () => {
  const streamed: Told[] = [];
  const lead = () => story.desk.as('lead');
  const common = (ids: readonly string[]) => lead().ok(insightRoutes.common, { body: { cases: [...ids] } });

  it('begins with what the chosen cases have in common: the live stream of their orders, the trip of their parcels', async () => {
    for (const n of [31, 32, 33]) {
      const trip = n === 33 ? {} : { trip: '迅川 7-31' };
      await story.order(orderOf(n), {
        liveSession: '11-18 晚场',
        parcels: [{ waybill: `XC4600${n}`, carrier: 'xunchuan', warehouse: 'north', state: 'signed', ...trip }],
      });
      streamed.push(
        await story.report({ orderNo: orderOf(n), words: '说好送量勺的，没有', handles: [{ kind: 'phone', value: `199000047${n}` }] }),
      );
    }
    const seen = await common(streamed.map((each) => each.id));
    expect(seen.numbers).toHaveLength(3);
    expect(seen.signs.filter(({ kind }) => kind === 'live' || kind === 'van').map(({ kind, words, cases: n }) => [kind, words, n])).toEqual(
      [
        ['live', '11-18 晚场', 3],
        ['van', '迅川 7-31', 2],
      ],
    );
    expect(seen.shops).toMatchObject([{ cases: 3 }]);
    expect((await story.desk.as('agent').send(insightRoutes.common, { body: { cases: [streamed[0]?.id ?? ''] } })).status).toBe(403);
  });

  it('takes the chosen cases in at once and says of each that could not come why; a cause that nobody knows is refused', async () => {
    const { numbers: chosen, shops } = await common(streamed.map((each) => each.id));
    const shopId = shops[0]?.id ?? '';
    const body = {
      shopId,
      title: '11-18 晚场漏发量勺',
      cause: { kind: 'live' as const, key: '11-18 晚场' },
      cases: [...chosen, numbers[10], '26119999999999'].join('\n'),
    };
    const goods = { kind: 'goods' as const, key: 'FC-999' };
    expect(await lead().refused(insightRoutes.open, { body: { ...body, cause: goods } })).toMatchObject({
      code: 'cause-unknown',
      status: 422,
    });
    const opened = await lead().ok(insightRoutes.open, { body });
    incidentId = opened.id;
    expect([opened.joined, opened.rows.slice(3).map((row) => row.result)]).toEqual([3, ['closed', 'unknown']]);
    expect(await read()).toMatchObject({ cause: { kind: 'live', words: '11-18 晚场' }, members: chosen.map((number) => ({ number })) });
    expect((await common([streamed[0]?.id ?? ''])).open.map((each) => each.title)).toEqual(['11-18 晚场漏发量勺']);
    expect(await lead().refused(insightRoutes.open, { body })).toMatchObject({ code: 'incident-stands' });
  });

  it('lets cases go again, many at once; the preview names who may approve the sum', async () => {
    for (const told of streamed) await told.leadTo('enquire');
    const seen = await preview();
    expect([seen.n, seen.sumFen, seen.approvers]).toEqual([3, 2_400, ['executive', 'lead', 'operations']]);
    await sql`update remedy_authority set per_case_fen = 2000 where role = 'lead' and remedy = 'incident'`.execute(story.desk.house.db);
    expect((await preview()).approvers).toEqual(['executive', 'operations']);
    const gone = await lead().ok(insightRoutes.leave, { ...on(), body: { cases: [streamed[2]?.id ?? '', (cases[0] as Told).id] } });
    expect(gone).toEqual({ left: 1 });
    expect((await read()).members).toHaveLength(2);
    expect(await (streamed[2] as Told).events()).toContain('incident.left');
    await lead().ok(insightRoutes.settle, { ...on(), body: {} });
    expect(await lead().refused(insightRoutes.leave, { ...on(), body: { cases: [streamed[0]?.id ?? ''] } })).toMatchObject({
      code: 'incident-not-open',
    });
  });

  it('of goods is kept under the goods themselves, by their code or by what many cases show', async () => {
    const shopId = (await common([streamed[0]?.id ?? ''])).shops[0]?.id ?? '';
    const { id } = await lead().ok(insightRoutes.open, { body: { shopId, title: '铰链', cause: { kind: 'goods', key: 'FC-120' } } });
    incidentId = id;
    expect((await read()).cause).toMatchObject({ kind: 'goods', words: '栖木折叠餐边柜 FC-120' });
    const elsewhere = {
      shopId: story.desk.cast.otherShop,
      title: '别店',
      cause: { kind: 'other' as const, key: '停电' },
      cases: numbers[0] ?? '',
    };
    expect((await story.desk.as('operations').ok(insightRoutes.open, { body: elsewhere })).rows).toMatchObject([{ result: 'other-shop' }]);
    // What was proposed for the same cause is opened, not refused: with the cases that were chosen.
    await sql`insert into incidents (id, shop_id, state, cause, cause_key, problem, candidates, proposed_at)
      values (gen_random_uuid(), ${shopId}, 'proposed', 'place', '望岳营业部', '*', '{}', now())`.execute(story.desk.house.db);
    const [number] = (await common([streamed[2]?.id ?? ''])).numbers;
    const same = { shopId, title: '望岳', cause: { kind: 'place' as const, key: '望岳营业部' }, cases: number ?? '' };
    expect(await lead().ok(insightRoutes.open, { body: same })).toMatchObject({ joined: 1 });
    expect(await lead().refused(insightRoutes.open, { body: same })).toMatchObject({ code: 'incident-stands' });
  });
});
