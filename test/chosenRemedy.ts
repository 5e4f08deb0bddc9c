import type { FastifyInstance } from 'fastify';
import { type CaseModule, handle, lockCase, openCase, takeStep } from '#case/contract.ts';
import { caseModule, wireJourneys } from '#case/module.ts';
import { customersModule } from '#customers/module.ts';
import { findOrCreateCustomer } from '#customers/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { jsonb, one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { runDueIntents } from '#platform/intents.ts';
import { sweepClocks } from '#case/sweepClocks.ts';
import type { RemedyPlan, WorkPlan } from '#remedy/contract.ts';
import { staffModule } from '#staff/module.ts';
import { addShop, addSignedIn, ask, type TestHouse, testHouse, testHttp } from './house.ts';
import { interceptHandler } from '#fulfilment/intercept.ts';
import { interceptKind } from '#fulfilment/interceptWire.ts';
import { fulfilmentModule } from '#fulfilment/module.ts';
import { refundHandler, refundKind } from '#fulfilment/refund.ts';
import { type TaskRow, tasksOfCase } from '#fulfilment/tasksStore.ts';

export interface Chosen {
  readonly caseId: string;
  readonly choiceId: string;
  readonly number: string;
}

export interface Floor {
  readonly house: TestHouse;
  readonly app: FastifyInstance;
  readonly shopId: string;
  readonly warehouseId: string;
  readonly agent: Record<string, string>;
  readonly lead: Record<string, string>;
  readonly logistics: Record<string, string>;
  readonly stranger: Record<string, string>;
  readonly operations: Record<string, string>;
  readonly deliverer: Record<string, string>;
  /** Whom a task can be given to. */
  readonly ids: { readonly deliverer: string; readonly logistics: string; readonly stranger: string };
  /** Messages that the customer was told, by name, in order. */
  readonly said: string[];
  /** Registers a case and lets the customer choose this; the case then carries it out. */
  choose(plan: RemedyPlan, more?: { customer?: boolean }): Promise<Chosen>;
  /** The customer of a case that has come back to an offer chooses this. */
  chooseAgain(caseId: string, plan: RemedyPlan): Promise<string>;
  tasks(caseId: string): Promise<TaskRow[]>;
  step(caseId: string): Promise<string>;
  /** Lets this much time pass; then intents and clocks that are due are run. */
  later(ms: number): Promise<void>;
  post(path: string, headers: Record<string, string>, body?: unknown): ReturnType<typeof ask>;
  get(path: string, headers: Record<string, string>): ReturnType<typeof ask>;
  close(): Promise<void>;
}

const source = { policy: 'missing-parts', version: 1, row: 1, rowId: 'r1' };
const common = { source, agentMost: 100_000, leadMost: 100_000, valueFen: 800, costFen: 120 };
export const refundOf = (fen: number): RemedyPlan => ({
  ...common,
  remedy: 'refund',
  fen,
  way: 'platform-refund',
  payWords: { zh: '预计 1–3 个工作日到账', en: 'in 1–3 working days' },
  basis: 'parts-value',
});
/** Work for a party, due in the afternoon of the next day. */
export const workOf = (remedy: WorkPlan['remedy'], party: WorkPlan['party']): RemedyPlan => ({
  ...common,
  remedy,
  party,
  doneBy: '2026-11-22T08:00:00.000Z',
});
export const couponOf = (pool: string, fen: number): RemedyPlan => ({ ...common, remedy: 'coupon', pool, fen });
export const pointsOf = (points: number): RemedyPlan => ({ ...common, remedy: 'points', points });
export const resendOf = (warehouseId: string, ...codes: string[]): RemedyPlan => ({
  ...common,
  remedy: 'resend',
  sendBack: [],
  wayBack: 'none',
  promisedArrival: '2026-11-25T15:59:59.000Z',
  goods: codes.map((code) => ({
    caseLineId: null,
    orderLineId: null,
    code,
    erpCode: `ERP-${code}`,
    name: `螺丝 ${code}`,
    nameEn: `Screw ${code}`,
    quantity: 2,
    warehouseId,
    costFen: 120,
  })),
});

/** A shop with an order, people and the modules that carrying out needs, on a database of its own; the clock stands still. */
export async function openFloor(settings: Record<string, string> = {}): Promise<Floor> {
  const house = await testHouse(settings);
  const said: string[] = [];
  const ear: CaseModule = {
    name: 'ear',
    effects: [handle('say', (_doing, effect) => Promise.resolve(void said.push(effect.message)))],
    facts: [{ names: ['orderPending'], load: () => Promise.resolve({ orderPending: false }) }],
  };
  const modules = [staffModule, customersModule(() => Promise.resolve(true)), caseModule, fulfilmentModule];
  wireJourneys([...modules, ear]);
  await caseModule.prepare?.(house);
  const app = await testHttp(house, modules);
  const shopId = await addShop(house, 'qimu');
  const otherShop = await addShop(house, 'other');
  const warehouseId = newId();
  await sql`insert into warehouses (id, code, name, name_en) values (${warehouseId}, 'north', '澜江北仓', 'Lanjiang North')`.execute(
    house.db,
  );
  await sql`insert into carriers (id, code, name, name_en) values (${newId()}, 'xunchuan', '迅川快递', 'Xunchuan Express')`.execute(
    house.db,
  );
  await sql`insert into policies (name, code, title_zh, title_en) values ('missing-parts', 'MP', '遗失配件', 'Missing parts') on conflict do nothing`.execute(
    house.db,
  );
  const version = await one(
    sql<{ id: string }>`insert into policy_versions (id, policy, version, origin, hash, body, note, valid_from, created_at, created_by)
      values (${newId()}, 'missing-parts', 99, 'product', 'h', '{}', '', ${house.clock.now()}, ${house.clock.now()}, 'test') returning id`,
    house.db,
  );
  const logistics = await addSignedIn(house, 'logistics', { shopIds: [shopId] });
  const stranger = await addSignedIn(house, 'logistics', { shopIds: [otherShop] });
  const deliverer = await addSignedIn(house, 'delivery', { shopIds: [shopId] });
  const people = {
    agent: (await addSignedIn(house, 'agent', { shopIds: [shopId] })).headers,
    lead: (await addSignedIn(house, 'lead', { shopIds: [shopId] })).headers,
    operations: (await addSignedIn(house, 'operations', { allShops: true })).headers,
    logistics: logistics.headers,
    stranger: stranger.headers,
    deliverer: deliverer.headers,
    ids: { deliverer: deliverer.id, logistics: logistics.id, stranger: stranger.id },
  };
  const handlers = new Map([
    [refundKind, refundHandler({ patienceMs: 400 })],
    [interceptKind, interceptHandler({ patienceMs: 400 })],
  ]);

  const choice = async (caseId: string, plan: RemedyPlan): Promise<string> => {
    const [offerId, optionId, choiceId] = [newId(), newId(), newId()];
    const now = house.clock.now();
    await sql`insert into offers (id, case_id, shop_id, round, seq, state, policy_version_id, facts, valid_until, silence, by_rule, by_kind, by_id, at)
      values (${offerId}, ${caseId}, ${shopId}, 1, (select count(*) + 1 from offers where case_id = ${caseId}), 'chosen', ${version?.id}, '{}', ${now}, 'closed-unanswered', false, 'system', 'system', ${now})`.execute(
      house.db,
    );
    await sql`insert into offer_options (id, offer_id, case_id, round, n, remedy, plan, policy_row, row_id) values (${optionId}, ${offerId}, ${caseId}, 1, 1, ${plan.remedy}, ${jsonb(plan)}, 1, 'r1')`.execute(
      house.db,
    );
    await sql`insert into choices (id, offer_id, case_id, round, kind, option_id, channel, by_rule, by_kind, by_id, at) values (${choiceId}, ${offerId}, ${caseId}, 1, 'option', ${optionId}, 'phone', false, 'system', 'system', ${now})`.execute(
      house.db,
    );
    await house.command(async (command) => {
      const locked = await lockCase({ ...command, actor: systemActor }, caseId, null, 'case.read');
      if (!locked.ok) throw new Error(locked.refused.code);
      await sql`update journey_steps set left_at = ${command.now}, answer = 'moved' where case_id = ${caseId} and left_at is null`.execute(
        command.tx,
      );
      const taken = await takeStep(command, locked.value, { kind: 'enter', step: 'carry-out' });
      if (!taken.ok) throw new Error(taken.refused.code);
    });
    return choiceId;
  };

  return {
    house,
    app,
    shopId,
    warehouseId,
    ...people,
    said,
    choose: async (plan, more = {}) => {
      const orderId = newId();
      const orderNo = `2611${String(orderNumber++).padStart(10, '0')}`;
      await sql`insert into orders (id, shop_id, order_no, platform, state, paid_fen, arrived_at, changed_at) values (${orderId}, ${shopId}, ${orderNo}, 'taobao', 'signed', 12900, ${house.clock.now()}, ${house.clock.now()})`.execute(
        house.db,
      );
      const opened = await house.command(async (command) => {
        const customer =
          more.customer === false
            ? null
            : await findOrCreateCustomer(command, {
                name: '林女士',
                lang: 'zh',
                handles: [{ kind: 'phone', value: `139${orderNo.slice(-8)}` } as never],
              });
        const made = await openCase(
          command,
          {
            shopId,
            playbook: 'missing-parts',
            problem: 'missing.accessory',
            channel: 'phone',
            receivedAt: command.now,
            customerId: customer?.customerId ?? null,
            orderId,
            orderNo,
            wish: null,
            ownerId: null,
            teamId: null,
            priority: 0,
            summary: '少了螺丝',
          },
          async () => undefined,
        );
        if (!made.ok) throw new Error(made.refused.code);
        return made.value;
      });
      said.length = 0;
      return { caseId: opened.id, number: opened.number, choiceId: await choice(opened.id, plan) };
    },
    chooseAgain: choice,
    tasks: (caseId) => tasksOfCase(house.db, caseId),
    step: async (caseId) => (await one(sql<{ step: string }>`select step from cases where id = ${caseId}`, house.db))?.step ?? '',
    later: async (ms) => {
      house.clock.advance(ms);
      await runDueIntents(house, handlers);
      await sweepClocks(house);
    },
    post: (path, headers, body = {}) => ask(app, { method: 'POST', url: path, headers, body }),
    get: (path, headers) => ask(app, { method: 'GET', url: path, headers }),
    close: async () => {
      await app.close();
      await house.close();
    },
  };
}

let orderNumber = 1;
