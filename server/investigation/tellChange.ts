import { type Doing, lockCase, type PlaceholderProvider, playbookOf, saveCase, sayMessage, tellOf, type TheCase } from '#case/contract.ts';
import { markChangeTold, orderForCase, shippingChange, type ShippingChangeInFull } from '#commerce/contract.ts';
import { registerReport } from '#intake/contract.ts';
import { type Lang, systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, type Reader } from '#platform/db.ts';
import type { House, Subscription } from '#platform/module.ts';
import { endIfShipped } from './endNotices.ts';
import { goneOut } from './objectToChange.ts';
import { noticedOf, openCasesOfOrder } from './proofStore.ts';
import { reportWords } from './reportWords.ts';

/** What the customer is told of a change, whoever made it; the new value itself stays out of the letter (FU-9). */
const changeWords = {
  zh: '您好，订单 {orderNo} 的邮寄信息有一处更改已登记：{change}（服务单 {caseNumber}）。{objecting}：{link}',
  en: 'Hello, a change to the shipping information of order {orderNo} has been recorded: {change} (case {caseNumber}). {objecting}: {link}',
};

/** How to object: once a parcel is on its way nothing can be taken back, and nothing is promised that can't be kept. */
const objectingWords = {
  before: {
    zh: '如果不是您本人的意思，请在包裹发出前告诉我们，我们会立即撤回',
    en: 'If it was not what you wanted, tell us before the parcel leaves and we take it back',
  },
  after: {
    zh: '包裹已经发出，这处更改无法直接撤回；如果不是您本人的意思，请告诉我们，我们请快递更正',
    en: 'The parcel is on its way, so the change can no longer be taken back; if it was not what you wanted, tell us and we ask the carrier to correct it',
  },
} as const;

/** The problem of a notice; the playbook in force that handles it says what is told and how long one may object. */
const noticed = 'shipping.changed-notice';

/**
 * Every change of shipping information is confirmed to the customer, with a way to object until the parcel goes out (FU-9):
 * said in the order's open case, once for each change; without an open case one is registered for it. What was loaded from
 * the past is told to nobody. Where no playbook of the shop handles notices it waits for an open case; the order shows it as
 * not told.
 */
export const tellChanges: Subscription = {
  queue: 'investigation-shipping-changed',
  on: ['order.shipping-changed'],
  perCase: false,
  run: async (event, house) => {
    if (event.origin === 'import') return;
    const { orderId, change } = event.data;
    if (typeof orderId !== 'string' || typeof change !== 'string') throw new Error('order.shipping-changed says which');
    await inTransaction(house.db, async (tx) => {
      const command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
      const row = await shippingChange(tx, change);
      if (!row || row.toldAt || row.past) return;
      const [caseId] = await openCasesOfOrder(tx, orderId);
      await (caseId ? tellInCase(command, caseId, row) : registerNotice(command, house, row));
    });
  },
};

async function tellInCase(command: Command, caseId: string, row: ShippingChangeInFull): Promise<void> {
  const locked = await lockCase(command, caseId, null, 'case.read');
  if (!locked.ok) throw new Error(`case ${caseId}: ${locked.refused.code}`);
  const theCase = locked.value;
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const objecting = await objectingOf(command.tx, row.orderId);
  const words = {
    zh: changeWords.zh.replace('{change}', sayChange(row, 'zh')).replace('{objecting}', objecting.zh),
    en: changeWords.en.replace('{change}', sayChange(row, 'en')).replace('{objecting}', objecting.en),
  };
  await sayMessage(doing, { message: 'shipping-changed', words });
  await told(command, theCase, row);
  await saveCase(command, theCase);
}

/** A case of its own: its acknowledgement is the letter. A parcel that has left already is told all the same, and nothing waits. */
async function registerNotice(command: Command, house: House, row: ShippingChangeInFull): Promise<void> {
  const order = await orderForCase(command.tx, row.orderId);
  if (!order) return;
  const registered = await registerReport(command, {
    shopId: row.shopId,
    problem: noticed,
    channel: 'api',
    words: `${sayChange(row, 'zh')} / ${sayChange(row, 'en')}`,
    orderNo: order.orderNo,
    fields: { changedField: row.field, changedBy: row.madeBy },
    lines: [],
    handles: [],
    materials: [],
    take: false,
  });
  if (!registered.ok) {
    house.log.warn({ category: 'shipping-notice', change: row.id, refused: registered.refused.code }, 'a change could not be told');
    return;
  }
  await told(command, registered.value, row);
  await endIfShipped(command, registered.value);
  await saveCase(command, registered.value);
}

async function told(command: Command, theCase: TheCase, row: ShippingChangeInFull): Promise<void> {
  await markChangeTold(command, row.id, theCase.id);
  await tellOf(command, theCase, { kind: 'shipping.change-told', data: { change: row.id, field: row.field, source: row.source } });
}

/** 收货地址，由本店人员更改 */
function sayChange(change: { readonly field: string; readonly madeBy: string }, lang: Lang): string {
  const words = reportWords[lang];
  const field = words.fields[change.field] ?? change.field;
  const maker = words.makers[change.madeBy] ?? change.madeBy;
  return lang === 'zh' ? `${field}，由${maker}更改` : `${field}, changed by: ${maker}`;
}

/** `{change}` of a notice: what was changed and by whom, as it was registered; `{objecting}`: how to object now. */
export const changeNoticed: PlaceholderProvider = {
  names: ['change', 'objecting'],
  load: async (on, theCase, lang) => {
    const row = await noticedOf(on, theCase.id);
    const objecting = theCase.orderId ? await objectingOf(on, theCase.orderId) : objectingWords.before;
    return { objecting: objecting[lang], ...(row ? { change: sayChange(row, lang) } : {}) };
  },
};

async function objectingOf(on: Reader, orderId: string): Promise<Readonly<Record<Lang, string>>> {
  const order = await orderForCase(on, orderId);
  return objectingWords[order && goneOut(order) ? 'after' : 'before'];
}
