import { afterEach, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { shippingRoutes } from '#commerce/shippingWire.ts';
import type { ShippingChangeGiven } from '#commerce/shippingWire.ts';
import { workRoutes } from '#fulfilment/workWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { checkRoutes } from '#investigation/checkWire.ts';
import { proofRoutes } from '#investigation/proofWire.ts';
import { reportRoutes } from '#investigation/reportWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { all, sql } from '#platform/db.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { followUpRoutes } from '#triage/followUpWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, offerable, openStory, type Story, type Told } from './telling.ts';

let story: Story;
afterEach(() => story.desk.close());

const orderNo = '26111672000001';
const change: ShippingChangeGiven = {
  source: 'erp-note',
  key: 'NOTE-1',
  field: 'address',
  old: '澜江市望岳区青石路 12 号',
  new: '澜江市高新区软件园 3 栋',
  madeBy: 'staff',
  account: 'kefu03',
  askedAt: '2026-11-16T20:12:00+08:00',
  askedHow: 'byhand',
  madeAt: '2026-11-16T20:14:00+08:00',
  printedAt: '2026-11-16T20:31:00+08:00',
  label: 'old',
};
const holds = (evidence: string) => ({ holds: true, evidence });
const verified = {
  asked: holds('聊天记录 20:12'),
  complete: holds('含门牌与楼层'),
  deliverable: holds('网点查询可派送'),
  confirmed: holds('电话复述 17:40'),
};

/** Takes the story's usual sign-off away. */
const notSigned = { signedAt: undefined } as object;

const putChange = (more: Partial<ShippingChangeGiven> = {}) =>
  story.desk.as('operations').ok(shippingRoutes.put, { params: { shop: 'qimu', orderNo }, body: { ...change, ...more } });
const proof = async (told: Told) => (await story.desk.as('agent').ok(proofRoutes.proof, { params: { caseId: told.id } })).proof;

/** The order went to the parents' house although the office was asked for ten minutes after ordering. */
async function complained(problem = 'shipping.not-changed'): Promise<Told> {
  story = await openStory();
  await story.order(orderNo, {
    state: 'shipped',
    shippedAt: '2026-11-16T22:00:00+08:00',
    ...notSigned,
    parcels: [
      {
        waybill: '77290000072',
        carrier: 'xunchuan',
        warehouse: 'north',
        state: 'problem',
        shippedAt: '2026-11-16T22:00:00+08:00',
        scan: { at: '2026-11-20T15:00:00+08:00', text: '收件人称地址有误', place: '松川市' },
      },
    ],
  });
  return story.report({
    orderNo,
    problem,
    words: '下单十分钟就跟你们说换成公司地址了，你们回“好的”，现在显示送到我老家去了。',
    lines: [],
    fields: {
      contactName: '林',
      changedField: 'address',
      newInformation: '澜江市高新区软件园 3 栋',
      ...(problem === 'shipping.not-changed' ? { askedAt: '2026-11-16 20:12', askedHow: 'byhand' } : {}),
      wish: 'correct-information',
    },
  });
}

async function accept(told: Told): Promise<void> {
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  const conditions = (await told.now()).current?.conditions ?? [];
  await told.does('agent', triageRoutes.review, {
    answer: 'accepted',
    ticks: Object.fromEntries(conditions.map((each) => [each.id, { holds: true }])),
  });
}

it('the proof shows who lost the change; new information is verified, arranged anew with a new number, and the customer is told each time (IV-2, RE-1, LI-1)', async () => {
  const told = await complained();
  await putChange();
  await accept(told);
  expect(await proof(told)).toMatchObject({
    lost: 'ours',
    safety: null,
    changes: [{ field: 'address', old: '澜江市望岳区****', new: '澜江市高新区****', label: 'old' }],
  });
  const line = (await proof(told))?.entries.map(({ kind, lost }) => `${kind}${lost ? ' !' : ''}`);
  expect(line?.filter((each) => each !== 'said')).toEqual(['asked', 'asked !', 'made', 'printed', 'shipped', 'scan']);

  await told.does('agent', investigationRoutes.find, { answer: 'our-fault', text: '只写了 ERP 备注，面单 20:31 按旧地址打印' });
  await told.does('agent', liabilityRoutes.decide, {
    shares: [{ party: 'warehouse', id: story.desk.cast.warehouse, percent: 100 }],
    cause: 'human',
    impact: { risk: 'middle', lossFen: 0, neededBy: null, otherOrders: 0 },
  });
  expect(await told.step()).toBe('verify');
  await told.does('agent', checkRoutes.check, {
    field: 'address',
    ticks: { ...verified, confirmed: { holds: false, evidence: '请确认楼层' } },
  });
  expect(await told.step()).toBe('wait-information');
  await told.does('agent', caseRoutes.answer, { step: 'wait-information', answer: 'given' });
  await told.does('agent', checkRoutes.check, { field: 'address', ticks: verified });

  await told.does('agent', remedyRoutes.offer, { options: await offerable(story.desk, told.id) });
  const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
  const offer = items.find((each) => each.state === 'open');
  const anew = offer?.options.find((each) => each.remedy === 'rearrange');
  await told.does('agent', choiceRoutes.choose, { offerId: offer?.id ?? '', option: anew?.n ?? 0, channel: 'phone' });
  const [task] = (await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } })).items;
  const params = { taskId: task?.id ?? '' };
  await story.desk.as('logistics').ok(workRoutes.ask, { params, body: { by: 'phone' } });
  expect(await told.step()).toBe('carry-out');
  await story.desk
    .as('logistics')
    .ok(workRoutes.confirm, { params, body: { note: '快递改派', carrier: 'xunchuan', waybill: '7729000009901' } });
  expect(await told.step()).toBe('confirm');
  await story.desk.settle();
  const said = await messagesOf(story.desk, told.id);
  expect(said.filter((each) => each === 'shipping-changed')).toHaveLength(1);
  expect(said).toEqual(
    expect.arrayContaining(['acknowledged', 'accepted', 'information-needed', 'offer-made', 'choice-confirmed', 'carried-out']),
  );
});

it('changed without being asked: it says who, by which account, and the customer gets a safety notice (IN-4, IN-8)', async () => {
  const told = await complained('shipping.changed-unasked');
  const { askedAt: _asked, askedHow: _how, ...unasked } = change;
  await story.desk.as('operations').ok(shippingRoutes.put, {
    params: { shop: 'qimu', orderNo },
    body: { ...unasked, source: 'oms', key: 'X-9', account: 'kefu09', label: 'new' },
  });
  await accept(told);
  expect(await proof(told)).toMatchObject({ lost: 'unasked', safety: { madeBy: 'staff', source: 'oms', account: 'kefu09' } });
  await told.does('agent', investigationRoutes.find, { answer: 'unasked', text: '账号 kefu09 改错订单' });
  await story.desk.settle();
  expect(await messagesOf(story.desk, told.id)).toContain('safety-notice');
});

it('every change is told once with a link to object, whatever more is learnt of it, and never by its value (FU-9)', async () => {
  const told = await complained();
  await putChange();
  await story.desk.settle();
  await putChange({ warehouseAt: '2026-11-16T20:40:00+08:00' });
  await story.desk.settle();
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  const letters = items.filter((each) => each.template === 'shipping-changed');
  expect(letters).toHaveLength(1);
  expect(letters[0]?.body).toMatch(/包裹已经发出.*如果不是您本人的意思，请告诉我们，我们请快递更正.*http/);
  expect(letters[0]?.body).not.toContain('软件园');
  expect((await proof(told))?.changes).toMatchObject([{ toldAt: expect.any(String), objectedAt: null }]);
});

it('the report gathers findings, hashes, questions, proof and liability in both languages, masked, on the desk and as PDF; delay is made good beside the correction (IV-6, RE-1, TA-7)', async () => {
  const told = await complained();
  await putChange();
  await accept(told);
  const contact = { receiver: '林晓月' };
  await story.desk
    .as('operations')
    .ok(commerceRoutes.putOrder, { params: { shop: 'qimu', orderNo }, body: { contact, freightFen: 1_200 } });
  await told.does('agent', investigationRoutes.find, {
    answer: 'our-fault',
    text: '仓库说客户 13812345678 没有回电，林晓月的面单没有改成澜江市高新区软件园 3 栋，也没人送到软件园 3 栋',
  });
  await told.does('agent', liabilityRoutes.decide, {
    shares: [{ party: 'warehouse', id: story.desk.cast.warehouse, percent: 100 }],
    cause: 'human',
    impact: { risk: 'high', lossFen: 4_200, neededBy: null, otherOrders: 3 },
  });
  const params = { caseId: told.id };
  const zh = await story.desk.as('agent').ok(reportRoutes.report, { params, query: { lang: 'zh' } });
  const en = await story.desk.as('agent').ok(reportRoutes.report, { params, query: { lang: 'en' } });
  expect(zh.parts.map((part) => part.title)).toEqual(['案件', '核实结论', '邮寄信息改动证据', '协查与答复', '定责']);
  expect(en.parts.map((part) => part.title)).toEqual([
    'Case',
    'Findings',
    'Proof of changes of shipping information',
    'Questions and answers',
    'Liability',
  ]);
  const text = JSON.stringify([zh, en]);
  expect(text).toContain('138****5678');
  expect(text).toContain('3 other orders touched');
  expect(text).toContain('林***月的面单没有改成澜江市高新区****');
  for (const personal of ['13812345678', '林晓月', '软件园', '青石路']) expect(text).not.toContain(personal);

  const get = (who: 'agent' | 'stranger' | null) =>
    story.desk.app.inject({
      url: `/api/v1/cases/${told.id}/investigation-report.pdf?lang=en`,
      headers: who ? { cookie: `amends_session=${story.desk.cast.cookie(who)}` } : {},
    });
  const file = await get('agent');
  expect([file.statusCode, file.headers['content-type'], file.rawPayload.subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  // Only the characters that are used go into the file: the whole font would be 10 MB.
  expect(file.rawPayload.length).toBeLessThan(200_000);
  expect((await get('stranger')).statusCode).toBe(404);
  expect((await get(null)).statusCode).toBe(401);
  const logged = await all(sql<{ why: string }>`select why from access_log where subject = 'report'`, story.desk.house.db);
  expect(logged).toEqual([{ why: 'en' }]);

  // Whoever has it put right is not asked to choose between that and what the delay cost them (RE-1).
  await told.does('agent', checkRoutes.check, { field: 'address', ticks: verified });
  const { options } = await story.desk.as('agent').ok(remedyRoutes.proposal, { params });
  expect(options.map(({ key, fen }) => [key, fen])).toEqual(
    expect.arrayContaining([
      ['correct-information', 1_200],
      ['rearrange', 1_200],
      ['part-refund', 1_200],
    ]),
  );
});

it('whoever has the complaint sees it through: the procedure gives them the follow-up of the order, and later cases come to them (FU-7, IV-1)', async () => {
  const told = await complained();
  await accept(told);
  const { dedicated } = await story.desk.as('lead').ok(followUpRoutes.read, { params: { caseId: told.id } });
  expect(dedicated).toMatchObject({ of: 'order', owner: { id: story.desk.cast.ids.agent } });
  expect(await told.events()).toContain('follow-up.dedicated');
  const later = await story.report({ orderNo, problem: 'missing.accessory', take: false }, 'agent2');
  await story.desk.settle();
  expect((await later.now()).owner).toMatchObject({ id: story.desk.cast.ids.agent });
});

it('no complaint about shipping information is registered without saying which field it is about (IN-8)', async () => {
  story = await openStory();
  await story.order(orderNo);
  const refused = await story.desk.as('agent').refused(intakeRoutes.register, {
    body: {
      problem: 'shipping.not-updated',
      channel: 'phone',
      words: '改了没生效',
      orderNo,
      fields: { contactName: '林' },
      handles: [{ kind: 'phone', value: '19900000031' }],
    },
  });
  expect(refused).toMatchObject({ status: 422, code: 'fields-missing', field: 'fields.changedField' });
});
