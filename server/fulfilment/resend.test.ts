import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { systemActor } from '#platform/actor.ts';
import { lockCase, takeStep } from '#case/contract.ts';
import { type Floor, openFloor, pointsOf, refundOf, resendOf } from '../../test/chosenRemedy.ts';
import { progressOf } from './contract.ts';
import { scanArrivals } from './scanArrivals.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const ship = (id: string, waybill: string, carrier = 'xunchuan') =>
  floor.post(`/api/v1/resends/${id}/shipments`, floor.logistics, { carrier, waybill });
const first = async (caseId: string) => {
  const task = (await floor.tasks(caseId))[0];
  if (!task) throw new Error('there is a task');
  return task;
};

describe('a resend', () => {
  it('goes out, tells its number once, arrives, and asks the customer', async () => {
    const { caseId, number } = await floor.choose(resendOf(floor.warehouseId, 'M4', 'M6'));
    const tasks = await floor.tasks(caseId);
    expect(tasks.map((task) => [task.key, task.state])).toEqual([
      [`${number}-R1`, 'open'],
      [`${number}-R2`, 'open'],
    ]);
    for (const task of tasks)
      expect(await ship(task.id, 'XC10000001')).toMatchObject({ status: 200, body: { state: 'shipped', stage: 'fulfilment' } });
    expect(floor.said).toEqual(['shipped']);
    const progress = await progressOf(floor.house.db, caseId, 'zh');
    expect(progress[0]).toMatchObject({
      title: '补发 螺丝 M4 ×2',
      words: '已寄出 迅川快递 XC10000001',
      trackingNo: 'XC10000001',
      settled: false,
    });
    await floor.post(`/api/v1/resends/${tasks[0]?.id}/arrivals`, floor.logistics);
    expect(await floor.step(caseId)).toBe('carry-out');
    expect(await floor.post(`/api/v1/resends/${tasks[1]?.id}/arrivals`, floor.logistics)).toMatchObject({
      body: { state: 'arrived', stage: 'confirmation' },
    });
    expect(floor.said).toEqual(['shipped', 'carried-out']);
    const money = await floor.get(`/api/v1/cases/${caseId}/money`, floor.agent);
    expect(money.body).toMatchObject({ cost: { expectedFen: 240, realFen: 240, netFen: 240 }, byParty: [{ party: '本公司', fen: 240 }] });
  });

  it('stays quiet when the same number is entered again, and is corrected by another', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id } = await first(caseId);
    await ship(id, 'XC10000002');
    await ship(id, 'XC10000002');
    expect(floor.said).toEqual(['shipped']);
    await ship(id, 'XC10000003');
    expect(floor.said).toEqual(['shipped', 'shipped']);
    expect(await first(caseId)).toMatchObject({ waybill: 'XC10000003', state: 'shipped' });
  });

  it('is done at once when it is handed over at the counter', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id } = await first(caseId);
    expect(await floor.post(`/api/v1/resends/${id}/hand-overs`, floor.logistics)).toMatchObject({
      body: { state: 'done', stage: 'confirmation' },
    });
  });

  it('leads back to an offer when there is no stock, and takes back what has not begun', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4', 'M6'));
    const { id } = await first(caseId);
    expect(await floor.post(`/api/v1/resends/${id}/failures`, floor.logistics, { reason: 'no-stock' })).toMatchObject({
      body: { state: 'failed', stage: 'remedy' },
    });
    expect((await floor.tasks(caseId)).map((task) => task.state)).toEqual(['failed', 'recalled']);
    expect(floor.said).toContain('sorry-again');
    await floor.chooseAgain(caseId, pointsOf(50));
    expect(await floor.step(caseId)).toBe('confirm');
  });

  it('is not sent a second time in a round, whatever is chosen anew', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4', 'M6'));
    const [a, b] = await floor.tasks(caseId);
    await ship(a?.id ?? '', 'XC10000011');
    await floor.post(`/api/v1/resends/${b?.id}/failures`, floor.logistics, { reason: 'no-stock' });
    await floor.chooseAgain(caseId, resendOf(floor.warehouseId, 'M4', 'M6'));
    expect((await floor.tasks(caseId)).map((task) => [task.partCode, task.state])).toEqual([
      ['M4', 'shipped'],
      ['M6', 'failed'],
      ['M6', 'open'],
    ]);
  });

  it('is recalled until the warehouse has it (FU-17)', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id } = await first(caseId);
    await floor.post('/api/v1/resends/exports', floor.logistics, { ids: [id] });
    expect(await floor.post(`/api/v1/tasks/${id}/recalls`, floor.agent, { reason: '客户已自行购买' })).toMatchObject({
      status: 409,
      body: { code: 'partner-has-begun' },
    });
    const early = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    expect(
      await floor.post(`/api/v1/tasks/${(await first(early.caseId)).id}/recalls`, floor.agent, { reason: '客户已自行购买' }),
    ).toMatchObject({ status: 200, body: { state: 'recalled', stage: 'remedy' } });
  });

  it('is raised by itself when it is not shipped and when it does not arrive', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id } = await first(caseId);
    await floor.later(25 * hour);
    expect(await first(caseId)).toMatchObject({ lateWhy: 'not-shipped' });
    const notices = await all(
      sql<{ role: string }>`select role from notices where case_id = ${caseId} and kind = 'task.late'`,
      floor.house.db,
    );
    expect(notices).toEqual([{ role: 'logistics' }]);
    await floor.house.command(() => Promise.resolve());
    await sql`update sessions set expires_at = expires_at + interval '365 days', seen_at = ${floor.house.clock.now()}, created_at = ${floor.house.clock.now()}`.execute(
      floor.house.db,
    );
    await ship(id, 'XC10000004');
    expect(await first(caseId)).toMatchObject({ lateWhy: null });
    await floor.later(5 * day);
    expect(await first(caseId)).toMatchObject({ lateWhy: 'not-arrived' });
    await sql`update sessions set expires_at = expires_at + interval '365 days', seen_at = ${floor.house.clock.now()}, created_at = ${floor.house.clock.now()}`.execute(
      floor.house.db,
    );
    expect((await floor.get('/api/v1/resends?state=late', floor.logistics)).body['items']).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, late: true, lateWhy: '承诺时间内未送达' })]),
    );
  });

  it('has arrived when an import says that its parcel was signed for; not when the customer has denied it', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id } = await first(caseId);
    await ship(id, 'XC10000005');
    await sql`insert into parcels (id, shop_id, waybill, state, signed_at, scan_at, scan_text) values (${newId()}, ${floor.shopId}, 'XC10000005', 'signed', ${floor.house.clock.now()}, ${floor.house.clock.now()}, '已签收')`.execute(
      floor.house.db,
    );
    expect(await scanArrivals(floor.house)).toBe(1);
    expect(await floor.step(caseId)).toBe('confirm');
    await floor.house.command(async (command) => {
      const locked = await lockCase({ ...command, actor: systemActor }, caseId, null, 'case.read');
      if (!locked.ok) throw new Error('the case is there');
      return takeStep(command, locked.value, { kind: 'answer', answer: 'not-yet', by: 'customer', byAct: true });
    });
    expect((await floor.tasks(caseId)).map((task) => [task.kind, task.state])).toEqual([
      ['resend', 'shipped'],
      ['follow-up', 'open'],
    ]);
    expect(await scanArrivals(floor.house)).toBe(0);
    const followUp = (await floor.tasks(caseId))[1];
    expect(
      await floor.post(`/api/v1/tasks/${followUp?.id}/reports`, floor.logistics, { outcome: 'done', note: '放在门卫处' }),
    ).toMatchObject({ body: { state: 'done', stage: 'fulfilment' } });
    expect(await floor.post(`/api/v1/resends/${id}/arrivals`, floor.logistics)).toMatchObject({ body: { stage: 'confirmation' } });
  });

  it('is not for logistics of another shop', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id } = await first(caseId);
    expect(
      await floor.post(`/api/v1/resends/${id}/shipments`, floor.stranger, { carrier: 'xunchuan', waybill: 'XC10000006' }),
    ).toMatchObject({ status: 404 });
    expect((await floor.get('/api/v1/resends', floor.stranger)).body['items']).toEqual([]);
    expect(await floor.post(`/api/v1/resends/${id}/shipments`, floor.agent, { carrier: 'xunchuan', waybill: 'XC10000006' })).toMatchObject({
      status: 403,
    });
  });

  it('has routes of its own: a refund is neither shipped nor failed by logistics', async () => {
    const { caseId } = await floor.choose(refundOf(800));
    const { id } = await first(caseId);
    expect(await floor.post(`/api/v1/resends/${id}/failures`, floor.logistics, { reason: 'other' })).toMatchObject({ status: 404 });
    expect(await floor.post(`/api/v1/resends/${id}/hand-overs`, floor.logistics)).toMatchObject({
      status: 409,
      body: { code: 'no-such-task-move' },
    });
  });
});

describe('points', () => {
  it('are granted once, at once, and booked', async () => {
    const { caseId, choiceId } = await floor.choose(pointsOf(200));
    expect(await floor.step(caseId)).toBe('confirm');
    const granted = await all(
      sql<{ points: number }>`select points from points_entries where key = ${`points:${choiceId}`}`,
      floor.house.db,
    );
    expect(granted).toEqual([{ points: 200 }]);
    expect((await floor.get('/api/v1/reconciliation', floor.lead)).body).toMatchObject({ balanced: true });
  });

  it('lead back to an offer when nobody is known to grant them to', async () => {
    const { caseId } = await floor.choose(pointsOf(200), { customer: false });
    expect(await floor.step(caseId)).toBe('offer');
    expect(await first(caseId)).toMatchObject({ state: 'failed', failure: 'no-customer' });
  });
});
