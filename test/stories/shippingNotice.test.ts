import { afterEach, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { type ShippingChangeGiven, shippingRoutes } from '#commerce/shippingWire.ts';
import { proofRoutes } from '#investigation/proofWire.ts';
import { hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { messagesOf, openStory, type Story } from './telling.ts';

let story: Story;
afterEach(() => story.desk.close());

const orderNo = '26111673000001';
const notYet = { shippedAt: undefined, signedAt: undefined } as object;
const waiting = { waybill: '77290000073', carrier: 'xunchuan', warehouse: 'north', state: 'created' as const };

/** Staff change the address of a paid order that nobody complains about. */
async function changed(more: Partial<ShippingChangeGiven> = {}): Promise<string | undefined> {
  story = await openStory();
  await story.order(orderNo, { state: 'paid', ...notYet, parcels: [waiting] });
  await put(more);
  return caseOfOrder();
}

async function put(more: Partial<ShippingChangeGiven> = {}): Promise<void> {
  await story.desk.as('operations').ok(shippingRoutes.put, {
    params: { shop: 'qimu', orderNo },
    body: {
      source: 'oms',
      key: 'N-1',
      field: 'address',
      new: '澜江市高新区软件园 3 栋',
      madeBy: 'staff',
      madeAt: '2026-11-20T17:00:00+08:00',
      ...more,
    },
  });
  await story.desk.settle();
}

async function caseOfOrder(): Promise<string | undefined> {
  const rows = await all(sql<{ id: string }>`select id from cases where order_no = ${orderNo} order by id`, story.desk.house.db);
  expect(rows.length).toBeLessThan(2);
  return rows[0]?.id;
}

const read = (caseId: string | undefined) => story.desk.as('operations').ok(caseRoutes.read, { params: { caseId: caseId ?? '' } });
const thread = async (caseId: string | undefined) =>
  (await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: caseId ?? '' } })).items;

it('a change without an open case is told in a notice of its own: which field, by whom, never the value, with a link (FU-9)', async () => {
  const caseId = await changed();
  expect(await read(caseId)).toMatchObject({ problem: 'shipping.changed-notice', closedAt: null, current: { step: 'tell' } });
  const [letter] = await thread(caseId);
  expect(letter?.body).toMatch(/收货地址，由本店人员更改.*如果不是您本人的意思，请在包裹发出前告诉我们，我们会立即撤回.*http/);
  expect(letter?.body).not.toContain('软件园');
  // A second change finds the notice open, and is told in it; more about the first is told to nobody.
  await put({ key: 'N-2', field: 'phone', new: '13900000000', madeBy: 'system' });
  await put({ warehouseAt: '2026-11-20T17:10:00+08:00' });
  expect(await caseOfOrder()).toBe(caseId);
  expect(await messagesOf(story.desk, caseId ?? '')).toEqual(['told', 'shipping-changed']);
  expect((await thread(caseId))[1]?.body).toContain('电话，由系统更改');
});

it('who objects goes on under the complaint, and the notice is no proof that they asked (FU-9, IN-4)', async () => {
  const caseId = await changed();
  const link = /\/c\/[\w-]+/.exec((await thread(caseId))[0]?.body ?? '')?.[0] ?? '';
  const visitor = visitorOf(story.desk.app);
  const page = await visitor.get(link);
  // They filed nothing, and said nothing yet.
  expect(page.text).toContain('已登记');
  expect(page.text).not.toMatch(/您已提交|您反映的问题/);
  // Both ways stand together, before the road so far.
  const [mine, notMine, road] = ['是我的意思', '邮寄信息不是我要改的', '进度'].map((words) => page.text.indexOf(words));
  expect([(mine ?? -1) > 0, (notMine ?? -1) > (mine ?? 0), (road ?? -1) > (notMine ?? 0)]).toEqual([true, true, true]);
  await visitor.post(`${link}/objection`, { ...page.form('/objection'), objection: '我没有要求改地址' });
  expect(await read(caseId)).toMatchObject({ problem: 'shipping.changed-unasked', kind: 'complaint', current: { step: 'match-order' } });
  const { proof } = await story.desk.as('agent').ok(proofRoutes.proof, { params: { caseId: caseId ?? '' } });
  expect(proof).toMatchObject({ lost: 'unasked', changes: [{ objectedAt: expect.any(String) }] });
});

it('a notice ends after 24 hours; who objects later, before the parcel leaves, takes it up again as a complaint (FU-9)', async () => {
  const caseId = await changed();
  const link = /\/c\/[\w-]+/.exec((await thread(caseId))[0]?.body ?? '')?.[0] ?? '';
  await story.desk.later(25 * hour);
  expect(await read(caseId)).toMatchObject({ outcome: 'explained' });
  const visitor = visitorOf(story.desk.app);
  const page = await visitor.get(link);
  await visitor.post(`${link}/objection`, { ...page.form('/objection'), objection: '不是我改的' });
  expect(await read(caseId)).toMatchObject({ problem: 'shipping.changed-unasked', closedAt: null });
});

it('a notice ends when the parcel goes out, at once when it had gone before, and the past is told to nobody (FU-9)', async () => {
  const caseId = await changed();
  await story.order(orderNo, { state: 'shipped', parcels: [{ ...waiting, state: 'in-transit' }] });
  await story.desk.settle();
  expect(await read(caseId)).toMatchObject({ outcome: 'explained' });
  await story.desk.close();
  const late = await changed({ origin: 'import' });
  expect(late).toBeUndefined();
  await story.order(orderNo, { state: 'shipped', parcels: [{ ...waiting, state: 'in-transit' }] });
  await put({ key: 'N-3' });
  const gone = await caseOfOrder();
  expect(await read(gone)).toMatchObject({ outcome: 'explained' });
  expect(await messagesOf(story.desk, gone ?? '')).toEqual(['told']);
  // Nothing is promised that can't be kept any more.
  const [letter] = await thread(gone);
  expect(letter?.body).toMatch(/包裹已经发出.*请快递更正/);
  expect(letter?.body).not.toContain('立即撤回');
});
