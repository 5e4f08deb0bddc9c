import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { day } from '#platform/clock.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, openStory, type Story } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

describe('a warehouse that does not answer (IV-3, FU-6, CL-7)', () => {
  it('is raised by itself; the answer that comes late is taken all the same', async () => {
    await story.order('26111630000001');
    // A door is dear enough for the playbook to ask the warehouse.
    const told = await story.report({ orderNo: '26111630000001', lines: [{ partCode: 'MB-2', name: '门板', quantity: 1 }] });
    await told.leadTo('enquire');
    const asked = await story.desk.as('agent').ok(questionRoutes.questions, { params: { caseId: told.id } });
    expect(asked.items).toMatchObject([{ party: 'warehouse', state: 'asked', task: 'packing-check', place: { code: 'north' } }]);
    expect((await told.now()).waitingFor).toBe('warehouse');
    await story.desk.later(4 * day);
    const late = await story.desk.as('logistics').ok(questionRoutes.list, { query: { party: 'warehouse' } });
    expect(late.items[0]).toMatchObject({ state: 'late' });
    const notices = await story.desk.as('lead').ok(caseRoutes.notices, { query: {} });
    expect(notices.items.some((each) => each.caseId === told.id)).toBe(true);
    await story.desk
      .as('logistics')
      .ok(questionRoutes.answer, { params: { questionId: late.items[0]?.id ?? '' }, body: { text: '装箱时漏放一块门板' } });
    expect((await told.now()).waitingFor).toBeNull();
    await told.does('agent', investigationRoutes.find, { answer: 'missing', text: '仓库确认漏装' });
    expect(await told.step()).toBe('liability');
  });

  it('may be given more time twice at the most, each time with a reason and a word to the customer (CL-7)', async () => {
    await story.order('26111630000002');
    const told = await story.report({ orderNo: '26111630000002' });
    await told.leadTo('enquire');
    for (const used of [1, 2]) {
      const extended = await told.does('agent', investigationRoutes.extend, { reason: '等待装箱录像', n: 3 });
      expect(extended).toMatchObject({ used, max: 2 });
    }
    expect(await told.isRefused('agent', investigationRoutes.extend, { reason: '再等等', n: 3 })).toMatchObject({ status: 422 });
    expect((await messagesOf(story.desk, told.id)).filter((each) => each === 'still-looking')).toHaveLength(2);
  });
});

describe('a second parcel (OR-3)', () => {
  it('is seen before anything is called missing, and the case ends explained', async () => {
    const at = (days: number) => new Date(story.desk.clock.now().getTime() - days * day).toISOString();
    await story.order('26111630000003', {
      state: 'part-shipped',
      parcels: [
        {
          waybill: '7729000000031',
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'signed',
          shippedAt: at(4),
          signedAt: at(2),
          contents: [{ lineNo: '1', quantity: 1 }],
        },
        { waybill: '7729000000032', carrier: 'xunchuan', warehouse: 'north', state: 'in-transit', shippedAt: at(1) },
      ],
    });
    const told = await story.report({ orderNo: '26111630000003' });
    const { orderId } = await told.now();
    const order = await story.desk.as('agent').ok(commerceRoutes.order, { params: { orderId: orderId ?? '' } });
    expect(JSON.stringify(order)).toContain('7729000000032');
    await told.leadTo('enquire');
    await told.does('agent', investigationRoutes.find, { answer: 'second-parcel', text: '五金包在第二个包裹，运输中' });
    expect(await messagesOf(story.desk, told.id)).toContain('second-parcel-found');
    await told.does('agent', caseRoutes.answer, { step: 'explain', answer: 'agreed' });
    expect(await told.now()).toMatchObject({ outcome: 'explained' });
  });
});

describe('at the counter and by marketplace chat (IN-1, TA-11)', () => {
  it('a report at the counter is registered by store staff for their own shop only', async () => {
    const at = (days: number) => new Date(story.desk.clock.now().getTime() - days * day).toISOString();
    await story.desk.as('operations').ok(commerceRoutes.putOrder, {
      params: { shop: 'wangyue', orderNo: 'WY000088' },
      body: {
        state: 'signed',
        payment: 'counter',
        placedAt: at(3),
        paidAt: at(3),
        signedAt: at(3),
        paidFen: 42_900,
        contact: { phone: '19900000077', phoneKind: 'real' },
        lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '餐边柜', quantity: 1, priceFen: 42_900 }],
      },
    });
    const told = await story.report(
      {
        orderNo: 'WY000088',
        channel: 'counter',
        handles: [{ kind: 'phone', value: '19900000077' }],
        fields: { wish: 'resend', contactName: '吴女士' },
      },
      'store',
    );
    expect(await told.now('store')).toMatchObject({ channel: 'counter' });
    await story.order('26111630000004');
    const other = await story.report({ orderNo: '26111630000004' });
    expect(await story.desk.as('store').refused(caseRoutes.read, { params: { caseId: other.id } })).toMatchObject({ status: 404 });
  });

  it('a chat text is copied, marked sent, and counts as told; the answer is pasted back', async () => {
    await story.order('26111630000005');
    const told = await story.report({ orderNo: '26111630000005', channel: 'byhand', handles: [{ kind: 'nick', value: '栖小木' }] });
    await told.leadTo('enquire');
    const thread = () => story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    const { items } = await thread();
    const accepted = items.find((each) => each.template === 'accepted');
    expect(accepted).toMatchObject({ channel: 'byhand', state: 'to-copy' });
    expect((await told.now()).clocks.find((clock) => clock.name === 'firstReview')?.state).toBe('running');
    const on = { caseId: told.id, messageId: accepted?.id ?? '' };
    await story.desk.as('agent').ok(talkRoutes.copy, { params: on, body: {} });
    await story.desk.as('agent').ok(talkRoutes.attest, { params: on, body: { note: '千牛已发' } });
    expect((await told.now()).clocks.find((clock) => clock.name === 'firstReview')?.state).toBe('met');
    await story.desk
      .as('agent')
      .ok(talkRoutes.reply, { params: { caseId: told.id }, body: { nick: '栖小木', text: '好的，谢谢[抱拳]🙏' } });
    expect((await thread()).items.at(-1)).toMatchObject({ direction: 'in' });
  });

  it('a text that ties the remedy to a review is refused (RE-11)', async () => {
    await story.order('26111630000006');
    const told = await story.report({ orderNo: '26111630000006', channel: 'byhand' });
    const refused = await story.desk
      .as('agent')
      .refused(talkRoutes.write, { params: { caseId: told.id }, body: { body: '改好评就给您补发，好评返现 5 元' } });
    expect(refused).toMatchObject({ code: 'text-ties-review' });
    expect((await story.desk.as('agent').ok(triageRoutes.work, { query: { list: 'mine' } })).items.length).toBeGreaterThan(0);
  });
});
