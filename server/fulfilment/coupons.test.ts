import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { all, one, sql } from '#platform/db.ts';
import { couponOf, type Floor, openFloor } from '../../test/chosenRemedy.ts';
import { takeCode } from './couponStore.ts';
import { progressOf } from './contract.ts';

let floor: Floor;
let poolId: string;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());
beforeEach(async () => {
  await sql`delete from coupon_codes`.execute(floor.house.db);
  const made = await floor.post('/api/v1/coupon-pools', floor.operations, {
    code: 'sorry-10',
    name: '致歉券',
    nameEn: 'Apology',
    lowMark: 2,
  });
  poolId = String(made.body['id']);
});

const addCodes = (csv: string) => floor.post(`/api/v1/coupon-pools/${poolId}/codes`, floor.operations, { csv });
const pool = async () => ((await floor.get('/api/v1/coupon-pools', floor.operations)).body['items'] as Record<string, unknown>[])[0];

it('codes of a CSV come in once, whatever the file looks like', async () => {
  const csv = '\uFEFF券码,备注\r\nAAAA-0001,x\r\n"BBBB-0002"\r\n坏码\r\nAAAA-0001\r\n\r\n';
  expect((await addCodes(csv)).body).toEqual({ added: 2, known: 1, refused: [{ line: 4 }] });
  expect((await addCodes(csv)).body).toMatchObject({ added: 0, known: 3 });
  expect(await pool()).toMatchObject({ code: 'sorry-10', left: 2, given: 0 });
  expect(await addCodes('券码\r\n')).toMatchObject({ status: 422, body: { code: 'no-codes' } });
});

it('a code is given once, booked, and shown to the customer alone (FU-16)', async () => {
  await addCodes('CODE-0001\nCODE-0002\nCODE-0003');
  const { caseId } = await floor.choose(couponOf('sorry-10', 1000));
  expect((await floor.tasks(caseId))[0]).toMatchObject({ kind: 'coupon', state: 'done', amountFen: 1000 });
  expect(await floor.step(caseId)).toBe('confirm');
  const [mine] = await progressOf(floor.house.db, caseId, 'zh');
  expect(mine).toMatchObject({ title: '优惠券 ¥10.00', coupon: 'CODE-0001' });
  expect(mine?.words).toContain('CODE-0001');
  const desk = await floor.get(`/api/v1/cases/${caseId}/tasks`, floor.agent);
  const events = await all(sql`select data from events`, floor.house.db);
  for (const seen of [desk.body, events]) expect(JSON.stringify(seen)).not.toContain('CODE-000');
  const ledger = await floor.get(`/api/v1/ledger?caseId=${caseId}`, floor.agent);
  expect(ledger.body['items']).toMatchObject([
    {
      kind: 'coupon-given',
      lines: [
        { account: 'remedy-cost', debit: 1000 },
        { account: 'coupons-issued', credit: 1000 },
      ],
    },
  ]);
});

it('twenty at once get twenty codes, none twice (FU-16)', async () => {
  await addCodes(Array.from({ length: 20 }, (_, i) => `SAME-${String(i).padStart(4, '0')}`).join('\n'));
  await Promise.all(Array.from({ length: 20 }, () => floor.choose(couponOf('sorry-10', 500))));
  const given = await one(
    sql<{ n: number; tasks: number }>`select count(*) as n, count(distinct task_id) as tasks from coupon_codes where task_id is not null`,
    floor.house.db,
  );
  expect(given).toEqual({ n: 20, tasks: 20 });
});

it('two that take the last code at the same moment don’t share it', async () => {
  await addCodes('LAST-0001');
  const { caseId } = await floor.choose(couponOf('none', 500)).catch(() => ({ caseId: '' }));
  const tasks = await floor.tasks(caseId);
  const taken = await floor.house.command(async (first) => {
    const one = await takeCode(first, { pool: 'sorry-10', shopId: floor.shopId, taskId: tasks[0]?.id ?? '' });
    const other = await floor.house.command((second) =>
      takeCode(second, { pool: 'sorry-10', shopId: floor.shopId, taskId: tasks[0]?.id ?? '' }),
    );
    return [one, other];
  });
  expect(taken.map((each) => each !== undefined)).toEqual([true, false]);
});

it('an empty pool fails the task in the open, tells operations, and leads to a new offer', async () => {
  const { caseId } = await floor.choose(couponOf('sorry-10', 1000));
  expect((await floor.tasks(caseId))[0]).toMatchObject({ state: 'failed', failure: 'pool-empty' });
  expect(await floor.step(caseId)).not.toBe('carry-out');
  const notices = await all(
    sql<{ role: string }>`select role from notices where case_id = ${caseId} and kind = 'task.late'`,
    floor.house.db,
  );
  expect(notices).toEqual([{ role: 'operations' }]);
  const board = await floor.get('/api/v1/tasks?group=coupon', floor.operations);
  const mine = (board.body['items'] as { caseId: string }[]).find((each) => each.caseId === caseId);
  expect(mine).toMatchObject({ state: 'failed', failure: { words: '优惠券暂时发完' } });
});
