import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { fulfilmentRoutes, workRoutes } from '#fulfilment/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// 「页面写实木，背板一敲是空的。」
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

const tasksOf = async (told: Told) => (await story.desk.as('operations').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } })).items;

describe('a listing that is wrong', () => {
  it('is a complaint without an order: operations corrects it and reports, then the customer is called and thanked (VE-3, FU-2)', async () => {
    const told = await story.report({
      orderNo: '',
      shopId: story.desk.cast.shop,
      problem: 'listing.text',
      words: '没买，只是看到页面写实木，评论里都说是空心的。',
      lines: [],
      fields: { contactName: '周', listing: '栖木折叠餐边柜 FC-120', wish: 'correct-listing' },
      handles: [{ kind: 'phone', value: '19900004401' }],
    });
    expect(await told.now()).toMatchObject({ orderId: null, current: { step: 'verify' } });
    const waiting = async (who: 'operations' | 'finance' | 'agent') =>
      (await story.desk.as(who).ok(triageRoutes.work, { query: { list: 'role' } })).items.map((each) => each.caseId);
    expect([await waiting('operations'), await waiting('finance'), await waiting('agent')]).toEqual([[told.id], [], []]);
    const wrong = { step: 'verify', answer: 'wrong' };
    expect(await told.isRefused('agent', caseRoutes.answer, wrong)).toMatchObject({ code: 'not-your-step' });
    await told.does('operations', caseRoutes.answer, wrong);
    expect(await waiting('operations')).toEqual([]);
    const [task] = await tasksOf(told);
    expect(task).toMatchObject({ kind: 'correct-listing', party: 'operations', state: 'open', promisedAt: expect.any(String) });
    expect(await messagesOf(story.desk, told.id)).toContain('arranged');
    await story.desk.as('operations').ok(workRoutes.report, {
      params: { taskId: task?.id ?? '' },
      body: { outcome: 'done', note: '材质改为“实木框架＋中空背板”' },
    });
    expect(await told.step()).toBe('confirm');
    const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(items.findLast((each) => each.template === 'carried-out')?.body).toContain('商品页面已更正');
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone', note: '已回电致谢' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
  });

  it('and goods that were bought are taken back at our cost, while operations corrects the page (FU-2, RE-1)', async () => {
    await story.order('26111660000001');
    const told = await story.report({
      orderNo: '26111660000001',
      problem: 'listing.text',
      words: '页面写实木，背板一敲是空的。',
      lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
      fields: { contactName: '林', wish: 'return' },
    });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', caseRoutes.answer, { step: 'examine', answer: 'unlike' });
    expect(await tasksOf(told)).toMatchObject([{ kind: 'follow-up', party: 'operations', state: 'open' }]);
    const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const back = proposal.options.find((each) => each.remedy === 'return');
    expect(back).toMatchObject({ fen: 42_900 });
    await told.does('agent', remedyRoutes.offer, { options: [{ key: back?.key ?? '' }] });
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    await told.does('agent', choiceRoutes.choose, { offerId: items[0]?.id ?? '', option: 1, channel: 'phone' });
    expect(await told.now()).toMatchObject({ current: { step: 'goods-back' }, waitingFor: 'goods' });
  });
});
