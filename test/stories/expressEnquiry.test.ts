import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersRoutes } from '#answers/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { openStory, type Story, type Told } from './telling.ts';

// 「从望岳寄到北渡，6 公斤，多少钱，几天到？」 Answered at once, without a case; and what can't be, becomes one by a click (EX-1, EX-2, FB-8).
let story: Story;
beforeAll(async () => {
  story = await openStory();
  const operations = story.desk.as('operations');
  const { carrier } = story.desk.cast;
  const csv = '地点,英文,分区,派送\n澜江市/望岳区,Lanjiang/Wangyue,本地,可派送\n松川市/北渡镇,Songchuan/Beidu,外围,可派送';
  await operations.ok(answersRoutes.importPlaces, { body: { carrierId: carrier, csv } });
  await operations.ok(answersRoutes.putTariff, {
    params: { tariffId: newId() },
    body: {
      carrierId: carrier,
      serviceZh: '标准件',
      serviceEn: 'Standard',
      origin: '本地',
      destination: '*',
      firstG: 1000,
      firstFen: 1200,
      furtherG: 1000,
      furtherFen: 400,
      volumeDivisor: 6000,
      daysLeast: 2,
      daysMost: 3,
      source: '示例价目表',
      validFrom: '2026-01-01',
    },
  });
});
afterAll(() => story.desk.close());

const cases = async (): Promise<number> =>
  (await one(sql<{ n: number }>`select count(*)::int as n from cases`, story.desk.house.db))?.n ?? -1;
const enquiry = (more: object = {}): Promise<Told> =>
  story.report({
    shopId: story.desk.cast.shop,
    playbook: 'express-enquiry',
    problem: 'enquiry.fee',
    words: '从望岳寄到北渡，6 公斤，多少钱，几天到？',
    orderNo: '',
    lines: [],
    fields: { contactName: '周先生', from: '澜江市望岳区', to: '北渡镇', weight: 6000 },
    ...more,
  });
const bodies = async (told: Told, template: string): Promise<string> => {
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  return items
    .filter((each) => each.template === template)
    .map((each) => each.body)
    .join('\n');
};

describe('an enquiry', () => {
  it('is answered by the calculator, and no case is made', async () => {
    const { items } = await story.desk.as('agent').ok(answersRoutes.quote, { body: { from: '望岳', to: '松川市北渡镇', weightG: 6000 } });
    expect(items.map(({ totalFen, daysLeast, daysMost }) => [totalFen, daysLeast, daysMost])).toEqual([[3200, 2, 3]]);
    expect(await cases()).toBe(0);
  });

  it('becomes a case by one click, is answered in words, and told in time', async () => {
    const told = await enquiry();
    expect(await told.step()).toBe('answer');
    const { clocks } = await told.now();
    expect(clocks.find((clock) => clock.name === 'answer')).toMatchObject({
      state: 'running',
      dueAt: '2026-11-21T09:20:00.000Z',
      source: 'EX-1',
    });
    const reason = '6 公斤 ¥32.00，2 到 3 天送达（示例价目表）';
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'answer', answer: 'answered' })).toMatchObject({
      code: 'reason-required',
    });
    await told.does('agent', caseRoutes.answer, { step: 'answer', answer: 'answered', reason });
    expect(await told.now()).toMatchObject({ outcome: 'explained', kind: 'enquiry' });
    expect(await bodies(told, 'answered')).toContain(reason);
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已电话答复' } });
    expect((await told.now()).clocks.filter((clock) => clock.name === 'answer').map((clock) => clock.state)).toEqual(['met']);
  });

  it('that nobody knows is asked of the branch, and then decided by a lead', async () => {
    const told = await enquiry({ problem: 'enquiry.area', words: '孤屿能送吗？' });
    await told.does('agent', caseRoutes.answer, { step: 'answer', answer: 'ask-others' });
    expect(await told.events()).toContain('question.asked');
    await told.does('agent', caseRoutes.answer, { step: 'asked', answer: 'unknown' });
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'escalate', answer: 'decided', reason: '不派送' })).toMatchObject({
      code: 'not-your-step',
    });
    await told.does('lead', caseRoutes.answer, { step: 'escalate', answer: 'decided', reason: '孤屿暂不派送，可寄到白鹭网点自取' });
    expect(await bodies(told, 'answered')).toContain('白鹭网点自取');
  });
});

describe('a suggestion', () => {
  it('is passed to operations as work, followed, and the customer is told what came of it (FB-8, FB-13)', async () => {
    const told = await enquiry({
      playbook: 'express-suggestion',
      problem: 'suggestion.service',
      words: '驿站晚上八点就关门，能不能延到十点？',
      fields: { contactName: '周先生' },
    });
    await told.does('agent', caseRoutes.answer, { step: 'read', answer: 'pass-on' });
    const { items } = await story.desk.as('operations').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.map(({ kind, state, party }) => ({ kind, state, party }))).toEqual([
      { kind: 'follow-up', state: 'open', party: 'operations' },
    ]);
    expect((await told.now()).clocks.find((clock) => clock.name === 'outcome')).toMatchObject({ state: 'running', source: 'FB-13' });
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'outcome', answer: 'adopted', reason: '好的' })).toMatchObject({
      code: 'not-your-step',
    });
    await told.does('operations', caseRoutes.answer, { step: 'outcome', answer: 'later', reason: '明年一季度试行' });
    expect(await bodies(told, 'planned')).toContain('明年一季度试行');
    await told.does('operations', caseRoutes.answer, { step: 'planned', answer: 'adopted', reason: '望岳网点自 1 月起营业到 22 点' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved', kind: 'suggestion' });
    expect(await bodies(told, 'told-outcome')).toContain('营业到 22 点');
  });
});
