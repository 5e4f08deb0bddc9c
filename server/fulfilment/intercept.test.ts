import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { type InterceptDouble, startInterceptDouble } from '../../test/doubles/interceptDouble.ts';
import { type Floor, openFloor, workOf } from '../../test/chosenRemedy.ts';

let partner: InterceptDouble;
let floor: Floor;
beforeAll(async () => {
  partner = await startInterceptDouble();
  floor = await openFloor({ ...partner.settings });
  await floor.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await partner.stop();
  await floor.close();
});
beforeEach(() => partner.steer({ mode: 'ok' }));

const base = () => `http://127.0.0.1:${(floor.app.server.address() as AddressInfo).port}`;
let parcels = 0;

/** A case whose carrier is to be asked, with a parcel of its order in this state. */
async function chosen(state = 'in-transit') {
  const { caseId } = await floor.choose(workOf('correct-information', 'carrier'));
  parcels += 1;
  const waybill = `XC7000${String(parcels).padStart(4, '0')}`;
  const { db, clock } = floor.house;
  await sql`with p as (insert into parcels (id, shop_id, waybill, carrier_id, state, shipped_at) select ${newId()}, ${floor.shopId}, ${waybill}, id, ${state}, ${clock.now()} from carriers limit 1 returning id)
    insert into order_parcels (parcel_id, order_id, shop_id) select p.id, c.order_id, c.shop_id from p, cases c where c.id = ${caseId}`.execute(
    db,
  );
  await sql`insert into order_contacts (order_id, shop_id, receiver, phone, address) select order_id, shop_id, '林女士', '13900001111', '澜江市新居路 8 号' from cases where id = ${caseId}`.execute(
    db,
  );
  const id = (await floor.tasks(caseId))[0]?.id ?? '';
  return { caseId, id, waybill };
}
const askCarrier = (id: string) => floor.post(`/api/v1/tasks/${id}/askings`, floor.logistics, { by: 'carrier-api' });
const intent = (id: string) =>
  one(
    sql<{ state: string; fault: string | null; payload: unknown }>`select state, fault, payload from intents where subject_id = ${id}`,
    floor.house.db,
  );
const stateOf = async (caseId: string) => (await floor.tasks(caseId))[0]?.state;

describe('a carrier that is asked by its interface', () => {
  it('counts only by its own callback, which may come twice', async () => {
    const { caseId, id, waybill } = await chosen();
    expect(await askCarrier(id)).toMatchObject({ status: 200, body: { state: 'asked' } });
    await floor.later(0);
    const { asked } = await partner.asked();
    expect(asked.at(-1)).toMatchObject({
      kuaidinum: waybill,
      interceptType: 'MODIFY_ADDR',
      recManInfo: { printAddr: '澜江市新居路 8 号' },
    });
    expect(JSON.stringify((await intent(id))?.payload)).not.toContain('新居路');
    expect([await stateOf(caseId), (await intent(id))?.state]).toEqual(['asked', 'waiting']);
    expect(await partner.callBack({ num: waybill, status: 'SUCCESS', base: base(), times: 3 })).toBe(200);
    expect([await stateOf(caseId), await floor.step(caseId)]).toEqual(['confirmed', 'confirm']);
  });

  it('that forges a signature or tells of another parcel is not believed', async () => {
    const { caseId, id, waybill } = await chosen();
    await askCarrier(id);
    await floor.later(0);
    expect(await partner.callBack({ num: waybill, status: 'SUCCESS', base: base(), forge: true })).toBe(401);
    const other = await fetch(`${base()}/partner/intercept/callback?key=nothing`, { method: 'POST', body: 'param=%7B%7D&sign=x' });
    expect(other.status).toBe(401);
    expect(await stateOf(caseId)).toBe('asked');
  });

  it('that refuses at once or later leads to a new offer with its reason', async () => {
    await partner.steer({ mode: 'refuse', times: 1, message: '包裹派送中' });
    const first = await chosen();
    await askCarrier(first.id);
    await floor.later(0);
    expect((await floor.tasks(first.caseId))[0]).toMatchObject({ state: 'refused', failure: 'too-late' });
    const second = await chosen();
    await askCarrier(second.id);
    await floor.later(0);
    await partner.callBack({ num: second.waybill, status: 'FAIL', message: '网点拒绝', base: base() });
    expect((await floor.tasks(second.caseId))[0]).toMatchObject({ state: 'refused', failure: 'refused-by-carrier' });
    expect(await floor.step(second.caseId)).not.toBe('carry-out');
  });

  it.each([
    ['slow', 'no-answer-in-time'],
    ['error', 'system-error'],
    ['drop-after', 'connection-broke'],
  ])('whose answer is lost (%s) is asked once, shown, and settled by its callback', async (mode, fault) => {
    await partner.steer({ mode, times: 1, delayMs: 900 });
    const { caseId, id, waybill } = await chosen();
    await askCarrier(id);
    await floor.later(0);
    expect(await intent(id)).toMatchObject({ fault });
    await floor.later(120_000);
    await floor.later(120_000);
    expect((await partner.asked()).asked.filter((each) => each.kuaidinum === waybill)).toHaveLength(1);
    const shown = await floor.get('/api/v1/intents?state=uncertain', floor.lead);
    expect((shown.body['items'] as { caseId: string; resolvable: boolean }[]).find((each) => each.caseId === caseId)).toMatchObject({
      resolvable: true,
    });
    await partner.callBack({ num: waybill, status: 'SUCCESS', base: base() });
    expect(await stateOf(caseId)).toBe('confirmed');
  });

  it('is not asked about a parcel that was signed for, nor twice', async () => {
    const signed = await chosen('signed');
    expect(await askCarrier(signed.id)).toMatchObject({ status: 409, body: { code: 'parcel-not-changeable' } });
    const { id } = await chosen();
    await askCarrier(id);
    expect(await askCarrier(id)).toMatchObject({ status: 409, body: { code: 'asked-already' } });
  });

  it('that says otherwise than a person entered changes nothing, and it is shown', async () => {
    const { caseId, id, waybill } = await chosen();
    await askCarrier(id);
    await floor.later(0);
    await floor.post(`/api/v1/tasks/${id}/refusals`, floor.logistics, { reason: 'refused-by-carrier' });
    await partner.callBack({ num: waybill, status: 'SUCCESS', base: base() });
    expect(await stateOf(caseId)).toBe('refused');
    const told = await one(
      sql<{ data: unknown }>`select data from events where case_id = ${caseId} and kind = 'carrier.contradicted'`,
      floor.house.db,
    );
    expect(told?.data).toMatchObject({ ours: 'refused', theirs: 'confirmed' });
  });
});
