import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { type Chosen, type Floor, openFloor, pointsOf, refundOf, resendOf, workOf } from '../../test/chosenRemedy.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const only = async ({ caseId }: Chosen) => {
  const task = (await floor.tasks(caseId)).at(-1);
  if (!task) throw new Error('there is a task');
  return task;
};
const act = (id: string, what: string, body: unknown, who = floor.logistics) => floor.post(`/api/v1/tasks/${id}/${what}`, who, body);
const told = (caseId: string) =>
  all(
    sql<{ role: string; why: string }>`select role, data ->> 'why' as why from notices where case_id = ${caseId} and kind = 'task.late'`,
    floor.house.db,
  );
const addParcel = (chosen: Chosen, state: string) =>
  sql`with p as (insert into parcels (id, shop_id, waybill, carrier_name, state, shipped_at) values (${newId()}, ${floor.shopId}, ${`W${chosen.number.replaceAll('-', '')}`}, '迅川快递', ${state}, ${floor.house.clock.now()}) returning id)
    insert into order_parcels (parcel_id, order_id, shop_id) select p.id, c.order_id, c.shop_id from p, cases c where c.id = ${chosen.caseId}`.execute(
    floor.house.db,
  );

describe('a correction that a carrier is asked for', () => {
  it('counts only once the carrier has confirmed it (FU-3)', async () => {
    const chosen = await floor.choose(workOf('correct-information', 'carrier'));
    const task = await only(chosen);
    expect(task).toMatchObject({ state: 'open', party: 'carrier' });
    expect(await act(task.id, 'confirmations', { note: '客户说已改' })).toMatchObject({ status: 409, body: { code: 'no-such-task-move' } });
    expect(await act(task.id, 'askings', { by: 'phone' })).toMatchObject({ status: 200, body: { state: 'asked' } });
    expect(await floor.step(chosen.caseId)).toBe('carry-out');
    expect(await act(task.id, 'recalls', { reason: '不改了' })).toMatchObject({ status: 409, body: { code: 'partner-has-begun' } });
    expect(await act(task.id, 'confirmations', { note: '网点张姐电话确认' })).toMatchObject({ body: { state: 'confirmed' } });
    expect(await floor.step(chosen.caseId)).toBe('confirm');
  });

  it('shows how the parcel stands first', async () => {
    const chosen = await floor.choose(workOf('correct-information', 'carrier'));
    await addParcel(chosen, 'in-transit');
    const board = await floor.get('/api/v1/tasks?group=carrier', floor.logistics);
    const row = (board.body['items'] as { caseId: string; parcels: unknown[] }[]).find((each) => each.caseId === chosen.caseId);
    expect(row?.parcels).toMatchObject([{ state: 'in-transit', changeable: true, carrier: '迅川快递' }]);
  });

  it('that is refused leads to a new offer with the reason', async () => {
    const chosen = await floor.choose(workOf('correct-information', 'carrier'));
    const task = await only(chosen);
    await act(task.id, 'askings', { by: 'sheet' });
    expect(await act(task.id, 'refusals', { reason: 'too-late' })).toMatchObject({ body: { state: 'refused', stage: 'remedy' } });
    expect((await floor.tasks(chosen.caseId))[0]).toMatchObject({ state: 'refused', failure: 'too-late' });
  });

  it('can’t be asked of the interface when there is none, and says the other way', async () => {
    const task = await only(await floor.choose(workOf('correct-information', 'carrier')));
    expect(await act(task.id, 'askings', { by: 'carrier-api' })).toMatchObject({ status: 422, body: { code: 'intercept-not-set-up' } });
  });
});

it('a delivery that is arranged anew carries its new number, and the customer is told it', async () => {
  const chosen = await floor.choose(workOf('rearrange', 'carrier'));
  const task = await only(chosen);
  await act(task.id, 'askings', { by: 'phone', wanted: 'change-address' });
  expect(await act(task.id, 'confirmations', { note: '已改派' })).toMatchObject({ status: 422, body: { code: 'new-number-missing' } });
  floor.said.length = 0;
  expect(await act(task.id, 'confirmations', { note: '已改派', carrier: 'xunchuan', waybill: 'XC90000001' })).toMatchObject({
    status: 200,
  });
  expect(floor.said[0]).toBe('shipped');
  expect((await floor.tasks(chosen.caseId))[0]).toMatchObject({ waybill: 'XC90000001', carrierName: '迅川快递' });
});

describe('work that is reported', () => {
  it('an invoice is done with its number and kind', async () => {
    const chosen = await floor.choose(workOf('reissue-invoice', 'finance'));
    const task = await only(chosen);
    expect(await act(task.id, 'reports', { outcome: 'done', note: '已开' })).toMatchObject({ body: { code: 'invoice-number-missing' } });
    const given = {
      outcome: 'done',
      note: '红冲后重开',
      invoiceNo: '26317000000123456789',
      invoiceKind: 'red-letter',
      redLetterNo: '26317000000123450000',
      onPaper: true,
    };
    expect(await act(task.id, 'reports', { ...given, onPaper: false })).toMatchObject({ body: { code: 'invoice-file-missing' } });
    expect(await act(task.id, 'reports', given)).toMatchObject({ body: { state: 'done' } });
    expect((await only(chosen)).detail).toMatchObject({
      invoiceNo: '26317000000123456789',
      invoiceKind: 'red-letter',
      redLetterNo: '26317000000123450000',
    });
  });

  it('a listing is corrected and reported by operations, and only then counts as done (FU-2)', async () => {
    const chosen = await floor.choose(workOf('correct-listing', 'operations'));
    const task = await only(chosen);
    expect(task).toMatchObject({ state: 'open', party: 'operations' });
    expect(await floor.step(chosen.caseId)).toBe('carry-out');
    expect(await act(task.id, 'reports', { outcome: 'done', note: '' }, floor.operations)).toMatchObject({ status: 400 });
    expect(await act(task.id, 'reports', { outcome: 'done', note: '材质改为实木贴皮' }, floor.operations)).toMatchObject({
      body: { state: 'done' },
    });
    expect(await floor.step(chosen.caseId)).toBe('confirm');
  });

  it('a listing that couldn’t be corrected leads to a new offer (FU-2)', async () => {
    const chosen = await floor.choose(workOf('correct-listing', 'operations'));
    await act((await only(chosen)).id, 'reports', { outcome: 'failed', note: '平台锁定商品' }, floor.operations);
    expect(await floor.step(chosen.caseId)).not.toBe('carry-out');
  });

  it('can be taken back until somebody reported it, and is out of reach for another shop', async () => {
    const task = await only(await floor.choose(workOf('correct-listing', 'operations')));
    expect(await act(task.id, 'reports', { outcome: 'done', note: '改好了' }, floor.stranger)).toMatchObject({ status: 404 });
    expect(await act(task.id, 'recalls', { reason: '不必了' })).toMatchObject({ body: { state: 'recalled' } });
  });
});

describe('plans that go together', () => {
  it('are carried out together; what is at once doesn’t end the case', async () => {
    const chosen = await floor.choose({ ...resendOf(floor.warehouseId, 'M4'), also: [pointsOf(50)] });
    expect((await floor.tasks(chosen.caseId)).map((task) => [task.slot, task.state])).toEqual([
      ['order/M4', 'open'],
      ['+1/points', 'done'],
    ]);
    expect(await floor.step(chosen.caseId)).toBe('carry-out');
  });

  it('of the same kind each have their own slot and number', async () => {
    const { caseId, choiceId } = await floor.choose({ ...refundOf(800), also: [refundOf(300)] });
    expect((await floor.tasks(caseId)).map((task) => task.key)).toEqual([`refund:${choiceId}`, `refund:${choiceId}/+1/refund`]);
  });
});

it('a payout waits in the open, whatever remedy it pays', async () => {
  const chosen = await floor.choose({ ...refundOf(5000), remedy: 'claim-payment', way: 'payout' } as never);
  expect(await only(chosen)).toMatchObject({
    kind: 'payout',
    state: 'open',
    payWay: 'payout',
    intentId: null,
    detail: { of: 'claim-payment' },
  });
  const board = await floor.get('/api/v1/tasks?group=payout', floor.operations);
  expect(board.body['items']).toMatchObject([{ kind: 'payout', title: '理赔款 ¥50.00' }]);
});

it('surplus is never asked back, and the customer is told so (RE-5)', async () => {
  const chosen = await floor.choose({ ...pointsOf(1), remedy: 'keep-surplus' } as never);
  expect(await only(chosen)).toMatchObject({ kind: 'keep-surplus', state: 'done' });
  const tasks = await floor.get(`/api/v1/cases/${chosen.caseId}/tasks`, floor.agent);
  expect(tasks.body['items']).toMatchObject([{ progress: '多收到的部分无需退回，归您所有' }]);
});

// Last: sessions don't outlive the days that pass here.
describe('work that nobody did in time', () => {
  it('that nobody asked for, or nobody answered, is raised by itself', async () => {
    const chosen = await floor.choose(workOf('correct-information', 'carrier'));
    await floor.later(2 * day);
    expect(await told(chosen.caseId)).toEqual([{ role: 'logistics', why: 'not-asked' }]);
  });

  it('late, tells the party that has to do it', async () => {
    const chosen = await floor.choose(workOf('correct-listing', 'operations'));
    await floor.later(2 * day);
    expect(await told(chosen.caseId)).toEqual([{ role: 'operations', why: 'not-reported' }]);
  });
});
