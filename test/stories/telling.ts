import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { commerceRoutes, type OrderGiven } from '#commerce/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes, type Registration } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { day } from '#platform/clock.ts';
import type { Answer, BodyIn, RouteSpec } from '#platform/wire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Who } from '../cast.ts';
import { type Desk, openDesk } from '../desk.ts';

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
  leadTo(step: 'review' | 'enquire' | 'liability' | 'offer' | 'choice' | 'carry-out' | 'confirm', remedy?: string): Promise<void>;
  events(): Promise<string[]>;
  journey(): Promise<string[]>;
}

/** Every review condition ticked. */
export const allHold = Object.fromEntries(
  ['right-order', 'in-window', 'not-settled-already', 'not-a-duplicate', 'materials-complete'].map((each) => [each, { holds: true }]),
);

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

function told(desk: Desk, caseId: string): Told {
  const on = { params: { caseId } };
  const now = (who: Who = 'agent') => desk.as(who).ok(caseRoutes.read, on);
  const does: Told['does'] = async (who, spec, body) =>
    desk.as(who).ok(spec, { ...on, version: (await now('operations')).version, body } as never);
  const step = async (): Promise<string> => {
    const theCase = await now('operations');
    return theCase.outcome ?? theCase.current?.step ?? 'nowhere';
  };
  return {
    id: caseId,
    now,
    step,
    does,
    isRefused: async (who, spec, body) => desk.as(who).refused(spec, { ...on, version: (await now('operations')).version, body } as never),
    leadTo: (to, remedy) => leadTo({ desk, caseId, does, step, to, remedy: remedy ?? 'resend' }),
    events: async () => (await desk.as('operations').ok(caseRoutes.timeline, on)).items.map((each) => each.kind),
    journey: async () => (await now('operations')).journey.map((each) => (each.answer ? `${each.step}.${each.answer}` : each.step)),
  };
}

interface Leading {
  readonly desk: Desk;
  readonly caseId: string;
  readonly does: Told['does'];
  readonly step: Told['step'];
  readonly to: string;
  readonly remedy: string;
}

async function leadTo({ desk, caseId, does, step, to, remedy }: Leading): Promise<void> {
  for (let moves = 0; moves < 12; moves += 1) {
    const at = await step();
    if (at === to) return;
    if (at === 'match-order') await does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    else if (at === 'review') await does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
    else if (at === 'enquire')
      await does('agent', investigationRoutes.find, { answer: 'missing', text: '装箱视频 14:02:11 只放入 2 个铰链' });
    else if (at === 'liability')
      await does('agent', liabilityRoutes.decide, {
        shares: [{ party: 'warehouse', id: desk.cast.warehouse, percent: 100 }],
        cause: 'human',
      });
    else if (at === 'offer') await does('agent', remedyRoutes.offer, { options: await offerable(desk, caseId) });
    else if (at === 'choice') await choose(desk, caseId, does, remedy);
    else if (at === 'carry-out') await carryOut(desk, caseId);
    else throw new Error(`no way is told from ${at} to ${to}`);
  }
}

/** Everything that the policy permits, as proposed. */
export async function offerable(desk: Desk, caseId: string): Promise<{ key: string }[]> {
  const proposal = await desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId } });
  return proposal.options
    .filter((each) => each.allowed)
    .slice(0, 4)
    .map(({ key }) => ({ key }));
}

async function choose(desk: Desk, caseId: string, does: Told['does'], remedy: string): Promise<void> {
  const { items } = await desk.as('agent').ok(remedyRoutes.offers, { params: { caseId } });
  const open = items.find((each) => each.state === 'open');
  const option = open?.options.find((each) => each.remedy === remedy);
  if (!open || !option)
    throw new Error(`${remedy} is not on offer: ${JSON.stringify(items.map((each) => each.options.map((one) => one.remedy)))}`);
  await does('agent', remedyRoutes.choose, { offerId: open.id, option: option.n, channel: 'phone' });
}

/** Logistics ships what is to be resent and it arrives; money and points are done by the worker. */
export async function carryOut(desk: Desk, caseId: string): Promise<void> {
  await desk.settle();
  const { items } = await desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId } });
  for (const task of items.filter((each) => each.kind === 'resend' || each.kind === 'exchange')) {
    if (task.state === 'open' || task.state === 'sent-to-warehouse') {
      await desk
        .as('logistics')
        .ok(fulfilmentRoutes.ship, { params: { resendId: task.id }, body: { carrier: 'xunchuan', waybill: '7729110099887' } });
    }
    await desk.settle();
    await desk.as('logistics').ok(fulfilmentRoutes.arrive, { params: { resendId: task.id }, body: {} });
  }
  await desk.settle();
}

/** What the customer was sent on a case, newest last: the playbook's names of the messages. */
export async function messagesOf(desk: Desk, caseId: string): Promise<string[]> {
  const { items } = await desk.as('agent').ok(talkRoutes.thread, { params: { caseId } });
  return items.map((each) => each.template ?? each.direction);
}

export { feedbackRoutes };
export type { Registration };
