import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { type Floor, openFloor, resendOf } from '../../test/chosenRemedy.ts';
import { readSheet, writeCsv } from './sheets.ts';
import { fulfilmentFiles } from './wire.ts';

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
const upload = (text: string | Buffer, headers = floor.logistics) =>
  floor.app.inject({
    method: 'POST',
    url: `${fulfilmentFiles.upload}?name=back.csv`,
    headers: { ...headers, 'content-type': 'text/csv' },
    payload: text,
  });

describe('the file for the warehouse', () => {
  it('marks each row as sent once, and is logged (FU-14)', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id, key } = await first(caseId);
    const made = await floor.post('/api/v1/resends/exports', floor.logistics, {
      layout: 'wangdiantong',
      format: 'csv',
      warehouseId: floor.warehouseId,
    });
    expect(made.status).toBe(200);
    const file = await floor.app.inject({ method: 'GET', url: String(made.body['file']), headers: floor.logistics });
    expect(file.headers['content-disposition']).toMatch(/resends-\d+\.csv/);
    expect(file.body).toContain(`补发 ${key} 承诺送达 2026-11-25 23:59`);
    expect(await first(caseId)).toMatchObject({ state: 'sent-to-warehouse' });
    expect(await floor.post('/api/v1/resends/exports', floor.logistics, {})).toMatchObject({
      status: 422,
      body: { code: 'nothing-to-export' },
    });
    expect(await floor.post('/api/v1/resends/exports', floor.logistics, { ids: [id] })).toMatchObject({ status: 200, body: { count: 1 } });
    const log = await all(
      sql<{ act: string }>`select act from access_log where subject = 'resends' and subject_id = ${String(made.body['id'])} order by id`,
      floor.house.db,
    );
    expect(log).toEqual([{ act: 'export' }, { act: 'download' }]);
    expect((await floor.app.inject({ method: 'GET', url: String(made.body['file']), headers: floor.stranger })).statusCode).toBe(404);
    expect((await floor.app.inject({ method: 'GET', url: String(made.body['file']) })).statusCode).toBe(401);
  });

  it('comes back with numbers and states; a bad row is refused with its line, and the same file again changes nothing (FU-14)', async () => {
    const good = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const none = await floor.choose(resendOf(floor.warehouseId, 'M6'));
    const here = await floor.choose(resendOf(floor.warehouseId, 'M8'));
    const keys = await Promise.all([good, none, here].map(async ({ caseId }) => (await first(caseId)).key));
    const file = writeCsv([
      ['补发单号', '快递公司', '快递单号', '状态', '原因'],
      [keys[0] ?? '', '迅川', 'XC20000001', '已发货', ''],
      [keys[1] ?? '', '', '', '缺货', '本周无货'],
      ['C261121-99999-9-R1', '迅川快递', 'XC20000002', '', ''],
      [keys[2] ?? '', '迅川快递', 'XC20000003', '已签收', ''],
      [keys[0] ?? '', '', 'XC20000009', '', ''],
    ]);
    const reply = await upload(file);
    expect(reply.json()).toMatchObject({
      rows: 5,
      changed: 3,
      unchanged: 0,
      refused: [
        { line: 4, code: 'row-key-unknown' },
        { line: 6, code: 'row-carrier-missing' },
      ],
    });
    expect([await floor.step(good.caseId), await floor.step(none.caseId), await floor.step(here.caseId)]).toEqual([
      'carry-out',
      'offer',
      'confirm',
    ]);
    expect(await first(good.caseId)).toMatchObject({ state: 'shipped', carrierName: '迅川快递', waybill: 'XC20000001' });
    const events = () => one(sql<{ n: number }>`select count(*) as n from events`, floor.house.db);
    const before = await events();
    expect((await upload(file)).json()).toMatchObject({ rows: 5, changed: 0, unchanged: 3 });
    expect(await events()).toEqual(before);
  });

  it('does not undo a number that was corrected by hand', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const { id, key } = await first(caseId);
    await ship(id, 'XC30000002');
    const reply = await upload(
      writeCsv([
        ['补发单号', '快递公司', '快递单号'],
        [key, '迅川快递', 'XC30000001'],
      ]),
    );
    expect(reply.json()).toMatchObject({ changed: 0, refused: [{ line: 2, code: 'shipped-otherwise' }] });
    expect((await first(caseId)).waybill).toBe('XC30000002');
  });

  it('is refused whole when it is none, or from somebody who may not', async () => {
    expect((await upload('a,b\n1,2\n')).json()).toMatchObject({ code: 'no-key-column' });
    expect((await upload('')).json()).toMatchObject({ code: 'file-unreadable' });
    expect((await upload('x', floor.agent)).statusCode).toBe(403);
    expect(await readSheet(Buffer.from('补发单号\n'))).toMatchObject({ ok: true });
  });
});

describe('the ledger', () => {
  it('is never changed, and an entry that does not balance is refused by the database', async () => {
    await expect(sql`delete from ledger_lines`.execute(floor.house.db)).rejects.toThrow('never changed');
    const [entry, caseId] = [newId(), (await one(sql<{ id: string }>`select id from cases limit 1`, floor.house.db))?.id];
    await expect(
      floor.house.command(async ({ tx, now }) => {
        await sql`insert into ledger_entries (id, at, kind, key, case_id, shop_id) values (${entry}, ${now}, 'x', 'x', ${caseId}, ${floor.shopId})`.execute(
          tx,
        );
        await sql`insert into ledger_lines values (${entry}, 0, 'payment-partner', null, 'fen', 0, 5)`.execute(tx);
      }),
    ).rejects.toThrow('does not balance');
  });

  it('names the party that a cost falls on', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const liability = newId();
    await floor.house.command(async ({ tx, now }) => {
      await sql`insert into liabilities (id, case_id, shop_id, round, seq, problem, cause, by_rule, by_kind, by_id, at) values (${liability}, ${caseId}, ${floor.shopId}, 1, 1, 'missing.accessory', 'human', true, 'system', 'system', ${now})`.execute(
        tx,
      );
      await sql`insert into liability_shares (liability_id, position, party, warehouse_id, percent, at) values (${liability}, 0, 'warehouse', ${floor.warehouseId}, 100, ${now})`.execute(
        tx,
      );
    });
    await ship((await first(caseId)).id, 'XC40000001');
    expect((await floor.get(`/api/v1/cases/${caseId}/money`, floor.agent)).body).toMatchObject({
      byParty: [{ party: '澜江北仓', fen: 120 }],
    });
    const list = await floor.get(`/api/v1/ledger?party=warehouse:${floor.warehouseId}`, floor.agent);
    expect(list.body['items']).toMatchObject([{ kind: 'goods-sent' }]);
    expect(floor.house.faults).toEqual([]);
  });
});

describe('a layout of the shop’s own', () => {
  const columns = [
    { header: '外部单号', field: 'orderNo' },
    { header: '编码', field: 'erpCode' },
    { header: '说明', field: 'remark' },
    { header: '承运', field: 'carrier' },
    { header: '面单', field: 'waybill' },
  ];

  it('goes out with its headers and comes back by them (FU-14)', async () => {
    const { caseId } = await floor.choose(resendOf(floor.warehouseId, 'M4'));
    const saved = await floor.post('/api/v1/resend-layouts', floor.logistics, { shopId: floor.shopId, name: '云仓', columns });
    const task = await first(caseId);
    const made = await floor.post('/api/v1/resends/exports', floor.logistics, {
      layout: 'own',
      layoutId: saved.body['id'],
      format: 'csv',
      ids: [task.id],
    });
    const file = await floor.app.inject({ method: 'GET', url: String(made.body['file']), headers: floor.logistics });
    const sheet = await readSheet(file.rawPayload);
    if (!sheet.ok) throw new Error('unreadable');
    const [head = [], row = []] = sheet.value;
    expect(head).toEqual(columns.map((each) => each.header));
    const back = await upload(writeCsv([head, [...row.slice(0, 3), '迅川快递', 'XC30000001']]));
    expect(back.json()).toMatchObject({ changed: 1, refused: [] });
    expect(await first(caseId)).toMatchObject({ state: 'shipped', waybill: 'XC30000001' });
  });

  it('must let a row be known again, and is out of reach of other shops', async () => {
    const without = columns.filter((each) => each.field !== 'remark');
    expect(
      await floor.post('/api/v1/resend-layouts', floor.logistics, { shopId: floor.shopId, name: 'x', columns: without }),
    ).toMatchObject({
      body: { code: 'layout-without-key' },
    });
    const twice = [...columns, { header: '说明', field: 'key' }];
    expect(await floor.post('/api/v1/resend-layouts', floor.logistics, { shopId: floor.shopId, name: 'x', columns: twice })).toMatchObject({
      body: { code: 'layout-header-twice' },
    });
    expect(await floor.post('/api/v1/resend-layouts', floor.stranger, { shopId: floor.shopId, name: 'x', columns })).toMatchObject({
      status: 404,
    });
    expect(await floor.get('/api/v1/resend-layouts', floor.stranger)).toMatchObject({ body: { items: [] } });
  });
});

describe('what was sent to the warehouse', () => {
  const why = (caseId: string) =>
    all(sql<{ why: string }>`select data ->> 'why' as why from notices where case_id = ${caseId} and kind = 'task.late'`, floor.house.db);

  it('and not taken over in time is raised by itself; what was taken over isn’t (FU-14)', async () => {
    const [left, taken] = [await floor.choose(resendOf(floor.warehouseId, 'M4')), await floor.choose(resendOf(floor.warehouseId, 'M6'))];
    const ids = [(await first(left.caseId)).id, (await first(taken.caseId)).id];
    await floor.post('/api/v1/resends/exports', floor.logistics, { ids });
    const key = (await first(taken.caseId)).key;
    expect((await upload(`补发单号,状态\r\n${key},配货中\r\n`)).json()).toMatchObject({ changed: 1 });
    expect((await upload(`补发单号,状态\r\n${key},配货中\r\n`)).json()).toMatchObject({ changed: 0, unchanged: 1 });
    await floor.later(13 * 3_600_000);
    expect(await why(left.caseId)).toEqual([{ why: 'not-picked-up' }]);
    expect(await why(taken.caseId)).toEqual([]);
  });
});
