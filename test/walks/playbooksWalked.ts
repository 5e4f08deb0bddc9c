import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlaybook } from '#case/parsePlaybook.ts';
import type { Leg, Walk } from '#case/paths.ts';
import type { Playbook } from '#case/playbook.ts';
import { type Cover, coveringWalks } from '#case/walks.ts';
import type { OrderGiven } from '#commerce/wire.ts';
import type { intakeRoutes } from '#intake/wire.ts';
import { jsonb, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { BodyIn } from '#platform/wire.ts';
import type { Walking } from './walker.ts';

/** A playbook that is walked through the whole product, and how a case of it comes about. */
export interface WalkedPlaybook {
  /** Its file in `playbooks/`. */
  readonly name: string;
  /** `pairs` of edges that follow one another, with loops by the count; or `edges`, for playbooks that share their shape with a walked one. */
  readonly cover: Cover;
  /** What its report says more or otherwise than the plain one of a missing part. */
  report(walk: Walk): Partial<BodyIn<typeof intakeRoutes.register>>;
  /** What its order says otherwise than the plain one, signed two days ago; or that a report names none. */
  readonly order?: 'none' | ((walk: Walk) => Partial<OrderGiven>);
  /** Makes so what a leg asks of the facts, before it is walked; a step that is passed over after it is named in its place. */
  arrange?(walking: Walking, leg: Leg): Promise<void>;
}

const shippingFields = { contactName: '林', changedField: 'address', newInformation: '澜江市高新区软件园 3 栋' };

/** A parcel that its carrier can still stop. */
const onItsWay = (): Partial<OrderGiven> => ({ state: 'shipped', parcels: [] });

/** The whole of the one line that an order has. */
const soldWhole = [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }];

/** One cheap thing of a dear order: it can be returned for money in several rounds of one walk. */
const cheapThing = (): Partial<OrderGiven> => ({
  lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 1_000, paidFen: 1_000 }],
});

const weighed = (received: number) => ({
  contactName: '林',
  quantityOrdered: '5',
  quantityReceived: String(received),
  quantityUnit: 'kg',
});

/** A walk that passes the order check over is one of a report that names none (VE-3). */
const withoutOrder = (walk: Walk) => (walk[0]?.kind === 'otherwise' ? { orderNo: '', lines: [] } : {});

export const playbooksWalked: readonly WalkedPlaybook[] = [
  {
    name: 'missing-parts',
    cover: 'pairs',
    report: () => ({ problem: 'missing.accessory', fields: { wish: 'resend', contactName: '林' } }),
  },
  {
    name: 'damaged-lost',
    cover: 'edges',
    report: () => ({ problem: 'damaged.goods', fields: { wish: 'resend', contactName: '林' } }),
    // One cheap thing of a dear order: it can be returned for money in several rounds of one walk.
    order: () => ({
      lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 1_000, paidFen: 1_000 }],
    }),
    // What was really paid after an appeal isn't due a second time (TA-3): for a further return the thing turns out dearer.
    arrange: async ({ story, told }, { from }) => {
      if (from === 'offer')
        await sql`update sub_orders set price_fen = paid.fen, paid_fen = paid.fen
          from (select t.order_id, 1000 + sum(t.amount_fen) as fen from fulfilment_tasks t where t.case_id = ${told.id} and t.kind = 'refund' and t.state = 'done' group by t.order_id) paid
          where sub_orders.order_id = paid.order_id`.execute(story.desk.house.db);
    },
  },
  {
    name: 'shipping-request',
    cover: 'edges',
    report: () => ({ problem: 'shipping.change-request', words: '能不能改到公司地址？', lines: [], fields: shippingFields }),
    order: onItsWay,
  },
  {
    name: 'shipping-notice',
    cover: 'edges',
    report: () => ({
      problem: 'shipping.changed-notice',
      words: '收货地址更改',
      lines: [],
      fields: { changedField: 'address', changedBy: 'staff' },
    }),
  },
  {
    name: 'shipping-information',
    cover: 'edges',
    report: () => ({
      problem: 'shipping.not-changed',
      words: '下单十分钟就说换成公司地址了，现在显示送到我老家去了。',
      lines: [],
      fields: { ...shippingFields, askedAt: '2026-11-16 20:12', wish: 'correct-information' },
    }),
    order: onItsWay,
  },
  {
    name: 'express-enquiry',
    cover: 'edges',
    report: () => ({ problem: 'enquiry.fee', playbook: 'express-enquiry', lines: [], fields: { contactName: '周' } }),
  },
  {
    name: 'express-suggestion',
    cover: 'edges',
    report: () => ({ problem: 'suggestion.service', playbook: 'express-suggestion', lines: [], fields: { contactName: '周' } }),
  },
  {
    name: 'external-complaint',
    cover: 'edges',
    report: () => ({ problem: 'external.12315', playbook: 'external-complaint', lines: [], fields: { contactName: '周' } }),
  },
  {
    name: 'express-complaint',
    cover: 'edges',
    report: () => ({
      problem: 'signed.left-without-consent',
      playbook: 'express-complaint',
      lines: [],
      fields: { contactName: '周', wish: 'points' },
    }),
  },
  {
    name: 'express-claim',
    cover: 'edges',
    // Only what is lost is searched for.
    report: (walk) => ({
      problem: walk.some((leg) => leg.kind === 'otherwise') ? 'damaged.goods' : 'lost.parcel',
      playbook: 'express-claim',
      words: '寄的柜子出了问题，要多久赔？',
      lines: soldWhole,
      fields: { contactName: '林', claimant: 'sender', wish: 'claim-payment', amountClaimed: 1_000, amountClaimedBasis: '订单价' },
    }),
    order: cheapThing,
  },
  {
    name: 'missing-components',
    cover: 'edges',
    report: () => ({ problem: 'missing.component', words: '少一双筷子。', fields: { wish: 'resend', contactName: '林' } }),
  },
  {
    name: 'quality-quantity',
    cover: 'edges',
    report: () => ({ problem: 'quality.defect', words: '柜门有划痕，五公斤的漆也只有四公斤。', lines: soldWhole, fields: weighed(4) }),
    order: cheapThing,
    // What the scales show decides which answers are open.
    arrange: async ({ story, told }, { answer }) => {
      if (answer !== 'short' && answer !== 'surplus') return;
      await sql`update reports set registered = registered || ${jsonb({ quantityReceived: answer === 'short' ? '4' : '6' })} where case_id = ${told.id}`.execute(
        story.desk.house.db,
      );
    },
  },
  {
    name: 'unlike-listing',
    cover: 'edges',
    report: (walk) => ({
      problem: 'listing.text',
      words: '页面写实木，背板一敲是空的。',
      lines: soldWhole,
      fields: { contactName: '林', wish: 'return' },
      ...withoutOrder(walk),
    }),
    order: cheapThing,
    // Goods that come back are those of an order: a walk without one gets it before its offer.
    arrange: async ({ story, told, seen, orderNo }, { from }) => {
      if (from === 'offer' && seen.orderId === null)
        await sql`update cases c set order_id = o.id, order_no = o.order_no from orders o where o.order_no = ${orderNo} and c.id = ${told.id}`.execute(
          story.desk.house.db,
        );
    },
  },
  {
    name: 'price',
    cover: 'edges',
    report: (walk) => ({
      problem: 'price.dropped',
      words: '昨天买的，今天便宜了一百。',
      lines: [],
      fields: { contactName: '林', wish: 'difference' },
      ...withoutOrder(walk),
    }),
    // Bought dearer than it costs today.
    order: () => ({
      goodsFen: 52_900,
      paidFen: 52_900,
      lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 52_900, paidFen: 52_900 }],
    }),
  },
  {
    name: 'invoice',
    cover: 'edges',
    report: () => ({
      problem: 'invoice.missing',
      words: '一直没有收到发票。',
      lines: [],
      fields: { contactName: '林', invoiceTitle: '澜江林记商贸有限公司', invoiceContent: '餐边柜', invoiceKind: 'electronic-ordinary' },
    }),
  },
  {
    name: 'cod-refusal',
    cover: 'edges',
    report: () => ({ problem: 'cod.refusal', words: '不想要了。', lines: [], fields: { contactName: '林' } }),
    order: () => ({ payment: 'cod' }),
    // How it was paid; and who is warned was good before, who is limited had been warned.
    arrange: async ({ story, told }, { from, answer }) => {
      const { db } = story.desk.house;
      if (from === 'goods')
        await sql`update orders set payment = ${answer === 'not-cod' ? 'online' : 'cod'} where id = (select order_id from cases where id = ${told.id})`.execute(
          db,
        );
      if (from === 'advise' && answer.startsWith('insists'))
        await sql`insert into cod_standings (id, customer_id, standing, because, by_kind, by_id, at)
          select ${newId()}, customer_id, ${answer === 'insists' ? 'good' : 'warned'}, 'by-hand', 'system', 'walk', ${story.desk.clock.now()} from cases where id = ${told.id}`.execute(
          db,
        );
    },
  },
];

const folder = join(import.meta.dirname, '../../playbooks');

/** A playbook as it is shipped; throws with every fault when it has any. */
export function shippedPlaybook(name: string): Playbook {
  const words = join(folder, `${name}.words.yaml`);
  const parsed = parsePlaybook(
    readFileSync(join(folder, `${name}.yaml`), 'utf8'),
    `${name}.yaml`,
    existsSync(words) ? { text: readFileSync(words, 'utf8'), file: `${name}.words.yaml` } : undefined,
  );
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.file}:${fault.line} ${fault.words.en}`).join('\n'));
  return parsed.playbook;
}

/** The walks that cover a playbook as its entry asks; the long run (`bin/soak walks`) covers pairs everywhere. */
export function walksOf({ name, cover }: WalkedPlaybook): readonly Walk[] {
  return coveringWalks(shippedPlaybook(name), process.env.AMENDS_WALKS === 'pairs' ? 'pairs' : cover);
}
