import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersRoutes } from '#answers/wire.ts';
import { lockCase } from '#case/contract.ts';
import { openRecoveries } from '#fulfilment/openRecovery.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { fileRoutes } from '#case/fileWire.ts';
import { recoveryFiles, recoveryRoutes, type RecoveryView } from '#fulfilment/recoveryWire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { all, sql } from '#platform/db.ts';
import type { Who } from '../cast.ts';
import { uploadPhoto } from '../photos.ts';
import { unzip } from '../unzip.ts';
import { carryOut, hingeOrder, openStory, type Story, type Told } from './telling.ts';

// The carrier broke it open on the way; the customer has the hinges from us, and the carrier owes us for them (LI-4).
let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  await story.desk.as('operations').ok(answersRoutes.putTerms, {
    params: { carrierId: story.desk.cast.carrier },
    body: {
      lostDays: 5,
      claimDays: 30,
      damageDays: 7,
      acceptanceDays: 2,
      decisionDays: 15,
      paymentDays: 7,
      uninsuredTimes: 5,
      sourceZh: '示例合同 §7',
      sourceEn: 'example contract §7',
      validFrom: '2026-01-01',
    },
  });
  told = await story.report();
  await told.leadTo('liability');
});
afterAll(() => story.desk.close());

const ofCase = () => story.desk.as('claims').ok(recoveryRoutes.ofCase, { params: { caseId: told.id } });
async function draft(): Promise<RecoveryView> {
  const { items } = await ofCase();
  const [only] = items;
  if (!only || items.length !== 1) throw new Error(`one recovery was expected, there are ${items.length}`);
  return only;
}

describe('what the carrier owes us for a part that it lost (LI-4)', () => {
  it('is nothing as long as nothing has gone out', async () => {
    await told.does('agent', liabilityRoutes.decide, {
      shares: [{ party: 'carrier', id: story.desk.cast.carrier, percent: 100 }],
      cause: 'human',
    });
    await story.desk.settle();
    expect((await ofCase()).items).toEqual([]);
  });

  it('becomes a draft by itself once goods are sent, with the deadline and source of its terms', async () => {
    await told.leadTo('carry-out');
    await carryOut(story.desk, told.id);
    await story.desk.settle();
    const opened = await draft();
    expect(opened).toMatchObject({
      state: 'draft',
      party: '迅川快递',
      amountFen: 420,
      costFen: 420,
      late: false,
      source: '示例合同 §7（示例，未核实）',
    });
    // Signed for two days before the report, on the 18th: seven days for damage and contents.
    expect(opened.deadline).toBe('2026-11-25T09:20:00.000Z');
    expect(await told.events()).toContain('recovery.opened');
  });

  it('stands on the board of those who claim it, and agents do not see it', async () => {
    const board = await story.desk.as('logistics').ok(recoveryRoutes.board, { query: { state: 'draft' } });
    expect(board.items.map((each) => each.caseId)).toEqual([told.id]);
    expect(board.tabs['draft']).toEqual({ n: 1, capped: false });
    expect(await story.desk.as('agent').refused(recoveryRoutes.board)).toMatchObject({ status: 403 });
    expect(await story.desk.as('stranger').refused(recoveryRoutes.ofCase, { params: { caseId: told.id } })).toMatchObject({ status: 403 });
  });

  it('has its papers gathered, and says what is missing', async () => {
    const { id } = await draft();
    const papers = await story.desk.as('claims').ok(recoveryRoutes.dossier, { params: { recoveryId: id } });
    expect(papers.letter).toContain('¥4.20');
    expect(papers.given).toMatchObject([{ title: '补发 铰链 ×2', fen: null }]);
    expect(papers).toMatchObject({ orderNo: hingeOrder, liability: [{ party: '迅川快递', percent: 100 }], missing: ['照片或视频'] });
    expect(JSON.stringify(papers)).not.toMatch(/17000000031|林\*\*/);
    const bulk = await story.desk.as('claims').ok(recoveryRoutes.bulk, { body: { carrierId: story.desk.cast.carrier } });
    expect(bulk).toMatchObject({ count: 1 });
    expect(bulk.csv).toContain('"4.20","2026-11-25"');
  });

  it('goes to the carrier as one file: a page to print, scans, amounts and evidence, nothing that a sheet would run, nobody’s phone', async () => {
    const { id, waybill } = await draft();
    await told.does('agent', fileRoutes.attach, {
      files: [await uploadPhoto(story.desk, 'agent', '..\\破损:外箱.jpg')],
      material: 'photos',
    });
    const scan = { at: '2026-11-17T03:00:00Z', text: '=HYPERLINK("http://x")' };
    await sql`insert into parcel_scans (parcel_id, shop_id, n, at, place, text, code, source)
      select id, shop_id, 0, ${scan.at}, '+86 松川', ${scan.text}, null, 'import' from parcels where waybill = ${waybill}`.execute(
      story.desk.house.db,
    );
    await sql`update cases set summary = '外箱压瘪 <b>，请打 17000000031 联系' where id = ${told.id}`.execute(story.desk.house.db);
    const take = (who: Who | null) =>
      story.desk.app.inject({
        url: recoveryFiles.papers.replace(':recoveryId', id),
        ...(who ? { headers: { cookie: `amends_session=${story.desk.cast.cookie(who)}` } } : {}),
      });
    expect([(await take(null)).statusCode, (await take('agent')).statusCode, (await take('stranger')).statusCode]).toEqual([401, 403, 403]);
    const taken = await take('claims');
    expect(taken.headers).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'no-store' });
    const files = await unzip(taken.rawPayload);
    expect([...files.keys()]).toEqual(['索赔说明.html', '物流轨迹.csv', '金额.csv', '证据/01-.._破损_外箱.webp']);
    const page = files.get('索赔说明.html')?.toString() ?? '';
    expect(page).toContain('外箱压瘪 &lt;b&gt;，请打 170****0031 联系');
    expect(page).toContain('01-.._破损_外箱.webp');
    expect([...files.values()].join('')).not.toContain('17000000031');
    expect(files.get('物流轨迹.csv')?.toString()).toContain(`"2026-11-17 11:00","'+86 松川","'=HYPERLINK(""http://x"")"`);
    expect(files.get('金额.csv')?.toString()).toContain('"索赔金额","4.20"');
    expect(files.get('证据/01-.._破损_外箱.webp')?.subarray(8, 12).toString()).toBe('WEBP');
    const noted = await all(
      sql<{ why: string }>`select why from access_log where act = 'download' and subject = 'recovery' and subject_id = ${id}`,
      story.desk.house.db,
    );
    expect(noted).toHaveLength(1);
  });

  it('is filed, offered less, disputed, agreed and paid; the ledger balances and our own loss is what is left', async () => {
    const { id } = await draft();
    const claims = story.desk.as('claims');
    const move = (body: object) => claims.ok(recoveryRoutes.move, { params: { recoveryId: id }, body: body as never });
    expect(await claims.refused(recoveryRoutes.move, { params: { recoveryId: id }, body: { move: 'pay', fen: 420 } })).toMatchObject({
      code: 'no-such-move',
    });
    await move({ move: 'file', theirNo: 'XC-778' });
    expect(await claims.refused(recoveryRoutes.move, { params: { recoveryId: id }, body: { move: 'offer' } })).toMatchObject({
      code: 'amount-needed',
    });
    await move({ move: 'offer', fen: 100 });
    expect(await claims.refused(recoveryRoutes.move, { params: { recoveryId: id }, body: { move: 'dispute' } })).toMatchObject({
      code: 'reason-required',
    });
    await move({ move: 'dispute', note: '按实际成本索赔' });
    await move({ move: 'offer', fen: 400 });
    expect(await move({ move: 'agree' })).toMatchObject({ state: 'agreed', agreedFen: 400 });
    expect((await ofCase()).recoveredFen).toBe(0);
    expect(await claims.refused(recoveryRoutes.move, { params: { recoveryId: id }, body: { move: 'pay', fen: 900 } })).toMatchObject({
      code: 'more-than-claimed',
    });
    expect(await move({ move: 'pay', fen: 400, note: '抵扣 11 月运费' })).toMatchObject({
      state: 'paid',
      receivedFen: 400,
      theirNo: 'XC-778',
      may: [],
    });
    expect(await ofCase()).toMatchObject({
      paidOutFen: 420,
      recoveredFen: 400,
      ownLossFen: 20,
      byParty: [{ party: '迅川快递', paidOutFen: 420, recoveredFen: 400, ownLossFen: 20 }],
    });
    const books = await story.desk.as('finance').ok(fulfilmentRoutes.ledger, { query: { caseId: told.id } });
    expect(books.items.map((each) => each.kind).filter((kind) => kind.startsWith('recovery'))).toEqual([
      'recovery-received',
      'recovery-agreed',
    ]);
    expect(await story.desk.as('finance').ok(fulfilmentRoutes.reconciliation)).toMatchObject({ balanced: true });
  });
});

describe('what a case costs no more', () => {
  it('is claimed no more: the draft goes with a refund that was taken back before it was paid (FU-17)', async () => {
    await story.order('26111688428899');
    const second = await story.report({ orderNo: '26111688428899', handles: [{ kind: 'phone', value: '19900000899' }] });
    await second.leadTo('liability');
    await second.does('agent', liabilityRoutes.decide, {
      shares: [{ party: 'carrier', id: story.desk.cast.carrier, percent: 100 }],
      cause: 'human',
    });
    await second.leadTo('carry-out', 'refund');
    const { db, clock } = story.desk.house;
    await inTransaction(db, async (tx) => {
      const command = { tx, now: clock.now(), actor: systemActor, cause: 'test' };
      const held = await lockCase(command, second.id, null, 'case.read');
      if (held.ok) await openRecoveries(command, held.value);
    });
    const claims = async () => (await story.desk.as('claims').ok(recoveryRoutes.ofCase, { params: { caseId: second.id } })).items;
    expect(await claims()).toMatchObject([{ state: 'draft', costFen: 800 }]);
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId: second.id } });
    await story.desk.as('agent').ok(shipRoutes.recall, { params: { taskId: items[0]?.id ?? '' }, body: { reason: '改为补发' } });
    await story.desk.settle();
    expect(await claims()).toEqual([]);
    expect(await second.events()).toContain('recovery.dropped');
  });
});
