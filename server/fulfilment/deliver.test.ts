import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { type Floor, openFloor, resendOf } from '../../test/chosenRemedy.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

/** A picture that the person has uploaded. */
async function picture(owner: string): Promise<string> {
  const id = newId();
  const now = floor.house.clock.now();
  await sql`insert into files (id, owner_kind, owner_id, name, size, state, type, created_at, changed_at)
    values (${id}, 'staff', ${owner}, 'sign.png', 900, 'checked', 'image/png', ${now}, ${now})`.execute(floor.house.db);
  return id;
}
const deliver = (id: string, what: string, body: unknown = {}, who = floor.deliverer) =>
  floor.post(`/api/v1/deliveries/${id}/${what}`, who, body);
const assign = (id: string, staffId: string | null) => floor.post(`/api/v1/tasks/${id}/assignments`, floor.logistics, { staffId });
const exchange = async () => {
  const plan = resendOf(floor.warehouseId, 'M4') as Extract<ReturnType<typeof resendOf>, { goods: unknown }>;
  const chosen = await floor.choose({ ...plan, remedy: 'exchange', sendBack: plan.goods, wayBack: 'pickup' } as never);
  const task = (await floor.tasks(chosen.caseId))[0];
  if (!task) throw new Error('there is a task');
  return { ...chosen, task };
};
const listed = async (who = floor.deliverer) =>
  (await floor.get('/api/v1/deliveries', who)).body['items'] as { id: string; may: string[] }[];

describe('a delivery by our own staff (FU-13)', () => {
  it('is given by logistics, and seen by that person alone', async () => {
    const { task } = await exchange();
    expect(await listed()).toEqual([]);
    expect(await deliver(task.id, 'arrivals')).toMatchObject({ status: 404 });
    expect(await assign(task.id, floor.ids.stranger)).toMatchObject({ status: 422, body: { code: 'cannot-take-task' } });
    expect(await assign(task.id, floor.ids.deliverer)).toMatchObject({ status: 200 });
    expect(await listed()).toMatchObject([{ id: task.id, takeBack: 'awaited', may: ['arrive', 'hand-over', 'refuse'] }]);
    await assign(task.id, floor.ids.logistics);
    expect(await listed()).toEqual([]);
    expect(await listed(floor.stranger)).toEqual([]);
    expect((await floor.get('/api/v1/resends', floor.deliverer)).status).toBe(403);
  });

  it('is handed over against a signature, the old goods taken along, and ends the case’s waiting', async () => {
    const { task, caseId } = await exchange();
    await assign(task.id, floor.ids.deliverer);
    expect(await deliver(task.id, 'arrivals')).toMatchObject({ body: { state: 'at-door' } });
    expect(await floor.post(`/api/v1/tasks/${task.id}/recalls`, floor.logistics, { reason: '改期' })).toMatchObject({ status: 409 });
    expect(await deliver(task.id, 'hand-overs', { files: [] })).toMatchObject({ status: 400 });
    expect(await deliver(task.id, 'hand-overs', { files: [await picture(floor.ids.logistics)] })).toMatchObject({
      body: { code: 'file-not-yours' },
    });
    const file = await picture(floor.ids.deliverer);
    expect(await deliver(task.id, 'hand-overs', { files: [file], tookBack: true })).toMatchObject({ status: 200, body: { state: 'done' } });
    expect((await floor.tasks(caseId))[0]).toMatchObject({ state: 'done', goodsBack: 'received' });
    const evidence = await all(sql`select material from case_files where case_id = ${caseId}`, floor.house.db);
    expect(evidence).toEqual([{ material: 'delivery-proof' }]);
    expect(await floor.step(caseId)).toBe('confirm');
  });

  it('that isn’t taken leads to a new offer with the reason', async () => {
    const { task, caseId } = await exchange();
    await assign(task.id, floor.ids.deliverer);
    expect(await deliver(task.id, 'refusals', { reason: 'refused-at-door', note: '说颜色不对' })).toMatchObject({
      body: { state: 'failed' },
    });
    expect(await floor.step(caseId)).not.toBe('carry-out');
  });

  it('shows whose it is only when asked, and writes it down', async () => {
    const { task, caseId } = await exchange();
    await assign(task.id, floor.ids.deliverer);
    await sql`insert into order_contacts (order_id, shop_id, receiver, phone, address) select order_id, shop_id, '林女士', '13900001111', '澜江市望岳路 1 号' from cases where id = ${caseId}`.execute(
      floor.house.db,
    );
    expect(JSON.stringify(await listed())).not.toContain('林女士');
    expect(await deliver(task.id, 'contacts')).toMatchObject({ body: { receiver: '林女士', phone: '13900001111' } });
    expect(await deliver(task.id, 'contacts', {}, floor.stranger)).toMatchObject({ status: 404 });
    const looked = await all(sql`select act from access_log where subject_id = ${task.id}`, floor.house.db);
    expect(looked).toEqual([{ act: 'reveal' }]);
  });
});
