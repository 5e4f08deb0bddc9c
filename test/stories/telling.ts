import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { commerceRoutes, type OrderGiven } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { day } from '#platform/clock.ts';
import type { Answer, BodyIn, RouteSpec } from '#platform/wire.ts';
import type { Who } from '../cast.ts';
import {
  allHold,
  carryOut as carryOutBy,
  type Leader,
  leadTo,
  offerable as offerableBy,
  type Station,
  stepOf,
} from '../../db/sample/leading.ts';
import { type Desk, openDesk } from '../desk.ts';

export { allHold };

/** A story: the desk, and one case at a time led through it in the product's own words. */
export interface Story {
  readonly desk: Desk;
  /** An order of the flagship shop: a cabinet with hinges, signed two days ago. */
  order(orderNo: string, more?: Partial<OrderGiven>): Promise<void>;
  /** The report that an agent writes down; answers the case. */
  report(given?: Partial<BodyIn<typeof intakeRoutes.register>>, who?: Who): Promise<Told>;
  /** The same case again, as it stands now. */
  again(caseId: string): Told;
}

/** A case in a story. Each verb acts with the version as it stands, as somebody who has just looked. */
export interface Told {
  readonly id: string;
  now(who?: Who): Promise<Answer<typeof caseRoutes.read>>;
  step(): Promise<string>;
  does<S extends RouteSpec>(who: Who, spec: S, body: BodyIn<S>): Promise<Answer<S>>;
  isRefused<S extends RouteSpec>(who: Who, spec: S, body: BodyIn<S>): Promise<{ status: number; code: string }>;
  /** matches → accepted → missing → liability by a person → offer. */
  leadTo(to: Station, remedy?: string): Promise<void>;
  events(): Promise<string[]>;
  journey(): Promise<string[]>;
}

export const hingeOrder = '26111688428842';

export async function openStory(options: Parameters<typeof openDesk>[0] = {}): Promise<Story> {
  const desk = await openDesk(options);
  await desk.as('operations').ok(commerceRoutes.putGoods, {
    params: { shop: 'qimu', goodsCode: 'FC-120' },
    body: {
      title: '栖木折叠餐边柜 FC-120',
      priceFen: 42_900,
      warehouse: 'north',
      parts: [
        {
          code: 'HJ-35',
          name: '铰链',
          nameEn: 'Hinge',
          model: 'HJ-35',
          quantity: 4,
          valueFen: 400,
          costFen: 210,
          resentFrom: 'north',
          stock: 500,
        },
        {
          code: 'MB-2',
          name: '门板',
          nameEn: 'Door',
          model: 'MB',
          quantity: 2,
          valueFen: 6_000,
          costFen: 2_800,
          resentFrom: 'north',
          stock: 20,
        },
        {
          code: 'LS-30',
          name: '自攻螺丝（包）',
          nameEn: 'Screws',
          model: 'M4×30',
          quantity: 1,
          valueFen: 300,
          costFen: 60,
          resentFrom: 'north',
          stock: 900,
        },
      ],
    },
  });
  const story: Story = {
    desk,
    order: (orderNo, more) => putOrder(desk, orderNo, more),
    report: async (given = {}, who = 'agent') => {
      const registered = await desk.as(who).ok(intakeRoutes.register, { body: reportOf(given) });
      return told(desk, registered.id);
    },
    again: (caseId) => told(desk, caseId),
  };
  return story;
}

export function reportOf(given: Partial<BodyIn<typeof intakeRoutes.register>> = {}): BodyIn<typeof intakeRoutes.register> {
  const plain: BodyIn<typeof intakeRoutes.register> = {
    problem: 'missing.accessory',
    channel: 'phone',
    words: '柜门装到一半少两个铰链，螺丝倒是多一包。',
    orderNo: hingeOrder,
    lines: [{ partCode: 'HJ-35', name: '铰链', quantity: 2 }],
    fields: { wish: 'resend', contactHours: '19:00 以后' },
    handles: [{ kind: 'phone', value: '19900000031' }],
    take: true,
  };
  return { ...plain, ...given };
}

async function putOrder(desk: Desk, orderNo: string, more: Partial<OrderGiven> = {}): Promise<void> {
  const at = (days: number): string => new Date(desk.clock.now().getTime() - days * day).toISOString();
  await desk.as('operations').ok(commerceRoutes.putOrder, {
    params: { shop: 'qimu', orderNo },
    body: {
      state: 'signed',
      placedAt: at(5),
      paidAt: at(5),
      shippedAt: at(4),
      signedAt: at(2),
      goodsFen: 42_900,
      paidFen: 42_900,
      contact: {
        receiver: '林**',
        phone: '17000000031',
        phoneKind: 'virtual',
        extension: '1207',
        phoneExpiresAt: at(-9),
        nick: '栖小木',
        buyerId: 'b-31',
        address: '澜江市望岳区***',
      },
      lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 42_900, paidFen: 42_900 }],
      parcels: [
        {
          waybill: `772900${orderNo.slice(-8)}`,
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'signed',
          weightG: 18_200,
          weightExpectedG: 18_300,
          shippedAt: at(4),
          signedAt: at(2),
        },
      ],
      ...more,
    },
  });
}

/** Every reader's requests are counted; who sees everything takes turns. */
const lookers = ['operations', 'executive', 'finance', 'administrator'] as const;
let looks = 0;
function looker(): (typeof lookers)[number] {
  looks += 1;
  return lookers[looks % lookers.length] ?? 'operations';
}

function told(desk: Desk, caseId: string): Told {
  const on = { params: { caseId } };
  const now = (who: Who = 'agent') => desk.as(who).ok(caseRoutes.read, on);
  const does: Told['does'] = async (who, spec, body) =>
    desk.as(who).ok(spec, { ...on, version: (await now(looker())).version, body } as never);
  const step = (): Promise<string> => stepOf(leaderOf(desk), caseId);
  return {
    id: caseId,
    now,
    step,
    does,
    isRefused: async (who, spec, body) => desk.as(who).refused(spec, { ...on, version: (await now(looker())).version, body } as never),
    leadTo: (to, remedy) => leadTo(leaderOf(desk), caseId, to, remedy),
    events: async () => (await desk.as(looker()).ok(caseRoutes.timeline, on)).items.map((each) => each.kind),
    journey: async () => (await now(looker())).journey.map((each) => (each.answer ? `${each.step}.${each.answer}` : each.step)),
  };
}

/** The story's people as the sample's leader. */
function leaderOf(desk: Desk): Leader {
  return {
    ok: (who, spec, ask) => desk.as(who as Who).ok(spec, ask),
    settle: () => desk.settle(),
    agent: 'agent',
    logistics: 'logistics',
    operations: 'operations',
    reader: looker,
    warehouse: desk.cast.warehouse,
  };
}

export const offerable = (desk: Desk, caseId: string): Promise<{ key: string }[]> => offerableBy(leaderOf(desk), caseId);
export const carryOut = (desk: Desk, caseId: string): Promise<void> => carryOutBy(leaderOf(desk), caseId);

/** What the customer was sent on a case, newest last: the playbook's names of the messages. */
export async function messagesOf(desk: Desk, caseId: string): Promise<string[]> {
  const { items } = await desk.as('agent').ok(talkRoutes.thread, { params: { caseId } });
  return items.map((each) => each.template ?? each.direction);
}
