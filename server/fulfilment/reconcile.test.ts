import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { all, inTransaction, one, sql } from '#platform/db.ts';
import { systemActor } from '#platform/actor.ts';
import { type Chosen, type Floor, openFloor, pointsOf, refundOf, resendOf } from '../../test/chosenRemedy.ts';
import { reconcile } from './reconcile.ts';
import { reconcileDaily } from './reconcileDaily.ts';

// One difference of each kind is planted behind the product's back, and each is seen for what it is (FU-5).
let floor: Floor;
let chosen: Chosen;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const db = () => floor.house.db;
const key = async (kind: string): Promise<{ id: string; key: string }> => {
  const task = (await floor.tasks(chosen.caseId)).find((each) => each.kind === kind);
  if (!task) throw new Error(`there is no ${kind}`);
  return task;
};
const found = async () => (await reconcile(db(), systemActor)).differences;
const payout = { ...refundOf(5_000), remedy: 'claim-payment', way: 'payout' } as never;

it('balances while nothing is wrong', async () => {
  for (const plan of [refundOf(800), payout, pointsOf(50)]) await floor.choose(plan);
  expect(await reconcile(db(), systemActor)).toMatchObject({ balanced: true, differences: [] });
});

describe('a difference of each kind is seen', () => {
  it('refund: the partner paid what we hold for open', async () => {
    chosen = await floor.choose(refundOf(800));
    const task = await key('refund');
    await sql`update intents set state = 'done', answer = '{"amountFen": 800}' where key = ${task.key}`.execute(db());
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'refund', key: task.key, ours: 0, ledger: 0, partner: 800 }));
  });

  it('owed: an amount that was changed', async () => {
    chosen = await floor.choose(refundOf(700));
    const task = await key('refund');
    await sql`update fulfilment_tasks set amount_fen = 900 where id = ${task.id}`.execute(db());
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'owed', key: task.key, ours: 900, ledger: 700 }));
  });

  it('payout: a result that nobody booked, and one that contradicts', async () => {
    chosen = await floor.choose(payout);
    const task = await key('payout');
    const batch = newId();
    await sql`insert into payout_batches (id, number, state, made_by, made_at) values (${batch}, 'P261120-9', 'sent', 'staff:x', ${floor.house.clock.now()})`.execute(
      db(),
    );
    await sql`insert into payout_rows (batch_id, task_id, position, amount_fen, outcome, at) values (${batch}, ${task.id}, 1, 5000, 'paid', ${floor.house.clock.now()})`.execute(
      db(),
    );
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'payout', key: task.key, ours: 0, ledger: 0, partner: 5_000 }));
    await sql`insert into payout_results (id, file_name, sha256, row_count, changed, unchanged, refused, made_by, at)
      values (${newId()}, 'r.csv', 'h', 1, 0, 0, '[{"line": 2, "key": "P261120-9-001", "code": "payout-row-contradicts"}]', 'staff:x', ${floor.house.clock.now()})`.execute(
      db(),
    );
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'contradiction', key: 'P261120-9-001', ours: 5_000, partner: 0 }));
  });

  it('cash: handed over and not booked', async () => {
    chosen = await floor.choose({ ...refundOf(300), way: 'counter' } as never);
    const task = await key('refund');
    await sql`update fulfilment_tasks set state = 'done' where id = ${task.id}`.execute(db());
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'cash', key: task.key, ours: 300, ledger: 0 }));
  });

  it('goods: a cost that was not booked, and one charged to somebody else than who is liable (LI-2)', async () => {
    chosen = await floor.choose(resendOf(floor.warehouseId, 'S1', 'S2'));
    const [first, second] = await floor.tasks(chosen.caseId);
    for (const task of [first, second])
      await floor.post(`/api/v1/resends/${task?.id ?? ''}/shipments`, floor.logistics, {
        carrier: 'xunchuan',
        waybill: `77290${task?.n ?? 0}0001`,
        freightFen: 450,
      });
    const mine = async () => (await found()).filter((each) => each.caseId === chosen.caseId);
    expect(await mine()).toEqual([]);
    await sql`update fulfilment_tasks set cost_fen = 999 where id = ${first?.id}`.execute(db());
    const liability = newId();
    await inTransaction(db(), async (tx) => {
      await sql`insert into liabilities (id, case_id, shop_id, round, seq, problem, cause, by_rule, by_kind, by_id, at)
        values (${liability}, ${chosen.caseId}, ${floor.shopId}, 1, 1, 'missing.accessory', 'human', false, 'staff', 'x', ${floor.house.clock.now()})`.execute(
        tx,
      );
      await sql`insert into liability_shares (liability_id, position, party, warehouse_id, percent, at) values (${liability}, 0, 'warehouse', ${floor.warehouseId}, 100, ${floor.house.clock.now()})`.execute(
        tx,
      );
    });
    expect(await mine()).toMatchObject([
      { what: 'goods', key: first?.key, ours: 1_449, ledger: 570, partner: 0 },
      { what: 'goods', key: second?.key, ours: 570, ledger: 570, partner: 0 },
    ]);
  });

  it('coupon: a code that is no longer the task’s', async () => {
    const pool = newId();
    await sql`insert into coupon_pools (id, code, name, name_en, created_at) values (${pool}, 'ten', '十元券', 'Ten', ${floor.house.clock.now()})`.execute(
      db(),
    );
    await sql`insert into coupon_codes (id, pool_id, code, added_at) values (${newId()}, ${pool}, 'AAA-1', ${floor.house.clock.now()})`.execute(
      db(),
    );
    chosen = await floor.choose({ ...pointsOf(1), remedy: 'coupon', pool: 'ten', fen: 1_000, points: undefined } as never);
    const task = await key('coupon');
    await sql`update coupon_codes set task_id = null, given_at = null where task_id = ${task.id}`.execute(db());
    expect(await found()).toContainEqual(
      expect.objectContaining({ what: 'coupon', key: task.key, ours: 1_000, ledger: 1_000, partner: 0 }),
    );
  });

  it('points: an account that was changed', async () => {
    chosen = await floor.choose(pointsOf(50));
    const task = await key('points');
    await sql`update points_entries set points = 5 where key = ${task.key}`.execute(db());
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'points', key: task.key, ours: 50, ledger: 50, partner: 5 }));
  });

  it('recovery: money entered and never booked', async () => {
    const id = newId();
    await sql`insert into recoveries (id, case_id, shop_id, party, state, cost_fen, amount_fen, received_fen, opened_at, changed_at)
      values (${id}, ${chosen.caseId}, ${floor.shopId}, 'carrier:x', 'paid', 420, 420, 400, ${floor.house.clock.now()}, ${floor.house.clock.now()})`.execute(
      db(),
    );
    expect(await found()).toContainEqual(
      expect.objectContaining({ what: 'recovery', key: `recovery:${id}`, ours: 400, ledger: 0, partner: 0 }),
    );
  });

  it('entry: one that does not balance, which the database refuses unless its own guard is gone', async () => {
    await sql`alter table ledger_lines disable trigger ledger_balances`.execute(db());
    await inTransaction(db(), async (tx) => {
      const id = newId();
      await sql`insert into ledger_entries (id, at, kind, key, shop_id) values (${id}, ${floor.house.clock.now()}, 'x', 'crooked', ${floor.shopId})`.execute(
        tx,
      );
      await sql`insert into ledger_lines (entry_id, position, account, unit, debit) values (${id}, 0, 'payable-to-customer', 'fen', 5)`.execute(
        tx,
      );
    });
    await sql`alter table ledger_lines enable trigger ledger_balances`.execute(db());
    expect(await found()).toContainEqual(expect.objectContaining({ what: 'entry', key: 'crooked', ledger: 5 }));
  });
});

it('tells finance and the leads once a day, and the page says how each is mended', async () => {
  await sql`delete from settings where key = 'reconciliation.last'`.execute(db());
  expect(await reconcileDaily(floor.house)).toBe(1);
  expect(await reconcileDaily(floor.house)).toBe(0);
  const notices = await all(sql<{ role: string }>`select role from notices where kind = 'ledger.differs' order by role`, db());
  expect(notices.map((each) => each.role)).toEqual(['finance', 'lead']);
  const page = await floor.get('/api/v1/reconciliation', floor.operations);
  const differences = page.body['differences'] as { what: string; words: string; at: string }[];
  expect(new Set(differences.map((each) => each.what)).size).toBe(10);
  expect(differences.every((each) => each.words.length > 10 && each.at.startsWith('/'))).toBe(true);
  expect((await one(sql<{ n: number }>`select count(*)::int as n from events where kind = 'ledger.reconciled'`, db()))?.n).toBeGreaterThan(
    0,
  );
});

it('what was given by another case for the same waybill is seen before a payout, also where no order is known (RE-13)', async () => {
  const [first, second] = [await floor.choose(payout), await floor.choose(payout)];
  await sql`update cases set order_id = null, order_no = 'YT7700001' where id = any(${[first.caseId, second.caseId]}::uuid[])`.execute(
    db(),
  );
  await sql`update fulfilment_tasks set order_id = null where case_id = any(${[first.caseId, second.caseId]}::uuid[])`.execute(db());
  const list = await floor.get(`/api/v1/payouts?caseId=${second.caseId}`, floor.operations);
  expect(list.body).toMatchObject({
    items: [{ given: { oursFen: 5_000 }, warnings: [{ code: 'given-before', fen: 5_000 }, { code: 'no-order' }] }],
  });
});
