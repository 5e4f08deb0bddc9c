import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appealRoutes } from '#appeal/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, messagesOf, openStory, type Story } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

describe('materials asked for twice (VE-6, CL-3)', () => {
  it('meets the review clock each time and starts a new one of 24 hours on receipt', async () => {
    await story.order('26111610000001');
    const told = await story.report({ orderNo: '26111610000001' });
    await told.leadTo('review');
    for (const round of [1, 2]) {
      await told.does('agent', triageRoutes.review, {
        answer: 'materials',
        ticks: { ...allHold, 'materials-complete': { holds: false, note: '照片看不清' } },
        materials: [{ material: 'photos' }],
      });
      expect(await told.now()).toMatchObject({ stage: 'materials', waitingFor: 'customer' });
      await story.desk.later(25 * hour);
      expect(await messagesOf(story.desk, told.id)).toContain('materials-reminder');
      await told.does('agent', triageRoutes.receiveMaterials, { items: [{ material: 'photos', text: '客户重新拍了照片' }] });
      const theCase = await told.now();
      expect(theCase.current?.step).toBe('review');
      const review = theCase.clocks.filter((clock) => clock.name === 'materialsReview');
      expect(review).toHaveLength(round);
      const [running] = review.filter((clock) => clock.state === 'running');
      expect(new Date(running?.dueAt ?? 0).getTime() - new Date(running?.startedAt ?? 0).getTime()).toBe(24 * hour);
    }
    await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
    expect(await told.step()).toBe('enquire');
  });

  it('closes by rule when nothing comes, and the customer can take it up again', async () => {
    await story.order('26111610000002');
    const told = await story.report({ orderNo: '26111610000002' });
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, {
      answer: 'materials',
      ticks: { ...allHold, 'materials-complete': { holds: false } },
      materials: [{ material: 'photos' }],
    });
    await story.desk.later(14 * day);
    expect(await told.now()).toMatchObject({ outcome: 'closed-unanswered' });
    expect(await messagesOf(story.desk, told.id)).toContain('no-materials');
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    expect(await told.step()).toBe('review');
  });
});

describe('rejected, appealed, upheld (TA-3, CL-4, LI-5)', () => {
  it('tells the rejection in 24 hours, lets another person decide the appeal, and goes on from there', async () => {
    await story.order('26111610000003');
    const told = await story.report({ orderNo: '26111610000003' });
    await told.leadTo('review');
    expect(
      await told.isRefused('agent', triageRoutes.review, { answer: 'accepted', ticks: { ...allHold, 'in-window': { holds: false } } }),
    ).toMatchObject({ status: 422 });
    await told.does('lead', triageRoutes.review, {
      answer: 'rejected',
      ticks: { ...allHold, 'in-window': { holds: false, note: '超过申请期限' } },
      reason: '签收已超过申请期限',
    });
    const rejected = await told.now();
    expect(rejected).toMatchObject({ outcome: 'rejected' });
    expect(rejected.appealUntil).not.toBeNull();
    expect(rejected.clocks.find((clock) => clock.name === 'tellRejection')).toMatchObject({ state: 'running' });
    await story.desk.as('lead').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已电话告知' } });
    expect((await told.now()).clocks.find((clock) => clock.name === 'tellRejection')).toMatchObject({ state: 'met', breached: false });

    await told.does('agent', appealRoutes.file, { reason: '我前天才拆箱，页面写的是签收起三十天' });
    expect(await told.now()).toMatchObject({ outcome: null, round: 2, stage: 'appeal' });
    expect(await told.isRefused('lead', appealRoutes.decide, { answer: 'look-again', reasons: '自己复核自己' })).toMatchObject({
      status: 403,
      code: 'another-person',
    });
    expect(await told.isRefused('agent', appealRoutes.decide, { answer: 'look-again', reasons: '越权' })).toMatchObject({ status: 403 });
    await told.does('lead2', appealRoutes.decide, { answer: 'look-again', reasons: '期限内，重新核查' });
    expect(await told.step()).toBe('enquire');
    const { items } = await story.desk.as('lead2').ok(appealRoutes.read, { params: { caseId: told.id } });
    expect(items[0]).toMatchObject({ state: 'decided', intact: true, first: { outcome: 'rejected' } });
    await told.leadTo('confirm');
  });

  it('is refused after its time, and a second appeal is the last', async () => {
    await story.order('26111610000004');
    const told = await story.report({ orderNo: '26111610000004' });
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, {
      answer: 'rejected',
      ticks: { ...allHold, 'in-window': { holds: false } },
      reason: '超过申请期限',
    });
    for (const who of ['lead', 'lead2'] as const) {
      await told.does('agent2', appealRoutes.file, { reason: '不认同' });
      await told.does(who, appealRoutes.decide, { answer: 'kept', reasons: '维持原结论' });
    }
    expect(await told.isRefused('agent2', appealRoutes.file, { reason: '再来一次' })).toMatchObject({ code: 'appeals-exhausted' });
    await story.order('26111610000005');
    const late = await story.report({ orderNo: '26111610000005' });
    await late.leadTo('review');
    await late.does('agent', triageRoutes.review, {
      answer: 'rejected',
      ticks: { ...allHold, 'in-window': { holds: false } },
      reason: '超过申请期限',
    });
    await story.desk.later(17 * day);
    expect(await late.isRefused('agent', appealRoutes.file, { reason: '太晚了' })).toMatchObject({ code: 'appeal-too-late' });
  });
});
