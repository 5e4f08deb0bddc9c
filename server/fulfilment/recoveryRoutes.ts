import { readCase } from '#case/contract.ts';
import { carrierById } from '#commerce/contract.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { neutraliseFormula } from '#platform/text.ts';
import { moveRecovery } from './moveRecovery.ts';
import { lossOfCase, presentRecoveries } from './presentRecovery.ts';
import { dossierOf } from './recoveryDossier.ts';
import { boardCount, boardPage, boardSums, positionOf, recoveryById } from './recoveryStore.ts';
import { recoveryRoutes as specs } from './recoveryWire.ts';
import { writeCsv } from './sheets.ts';

const tabs = ['draft', 'due', 'filed', 'accepted', 'more-asked', 'offered', 'agreed', 'refused', 'paid', 'written-off', 'open'] as const;

export const recoveryRoutes: readonly Route[] = [
  read(specs.board, async ({ db, query, actor, lang, now }) => {
    const { cursor, limit, ...filter } = query;
    const from = readCursor(filter, cursor, 2);
    if (!from.ok) return from;
    const after = from.value === null ? null : { deadline: String(from.value[0]), id: String(from.value[1]) };
    const wanted = { ...filter, now };
    const page = pageOf(await boardPage(db, actor, wanted, after, limit + 1), limit, (row) => makeCursor(filter, positionOf(row)));
    const counts = await Promise.all(
      tabs.map(async (state) => [state, cappedCount(await boardCount(db, actor, { ...wanted, state }))] as const),
    );
    return ok({
      items: await presentRecoveries(db, page.items, { actor, lang, now }),
      next: page.next,
      count: cappedCount(await boardCount(db, actor, wanted)),
      tabs: Object.fromEntries(counts),
      sums: await boardSums(db, actor, wanted),
    });
  }),
  read(specs.ofCase, async ({ db, params, actor, lang, now }) => {
    const theCase = await readCase(db, actor, params.caseId, 'recovery.read');
    return theCase.ok ? ok(await lossOfCase(db, params.caseId, { actor, lang, now })) : theCase;
  }),
  command(specs.move, async (asked) => {
    const moved = await moveRecovery(asked, asked.params.recoveryId, asked.body);
    if (!moved.ok) return moved;
    const [view] = await presentRecoveries(asked.tx, [moved.value], asked);
    return view ? ok(view) : refuse('not-found');
  }),
  command(specs.bulk, async (asked) => {
    const carrier = await carrierById(asked.tx, asked.body.carrierId);
    if (!carrier) return refuse('not-found', { field: 'carrierId' });
    const rows = await boardPage(
      asked.tx,
      asked.actor,
      { carrierId: carrier.id, state: asked.body.ids ? 'open' : 'draft', now: asked.now },
      null,
      500,
    );
    const chosen = rows.filter((row) => !asked.body.ids || asked.body.ids.includes(row.id));
    const zh = asked.lang === 'zh';
    const head = zh
      ? ['工单号', '运单号', '索赔金额（元）', '索赔截止', '状态', '对方受理号']
      : ['Case', 'Waybill', 'Amount (yuan)', 'File by', 'State', 'Their number'];
    const lines = chosen.map((row) => [
      row.caseNumber,
      row.waybill ?? '',
      (row.amountFen / 100).toFixed(2),
      row.deadline?.toISOString().slice(0, 10) ?? '',
      row.state,
      row.theirNo ?? '',
    ]);
    const csv = writeCsv([head, ...lines].map((line) => line.map(neutraliseFormula))).toString('utf8');
    return ok({ name: `recovery-${carrier.code}-${asked.now.toISOString().slice(0, 10)}.csv`, count: chosen.length, csv });
  }),
  read(specs.dossier, async ({ db, params, actor, lang, now }) => {
    const row = await recoveryById(db, actor, params.recoveryId, 'recovery.read');
    return row ? ok(await dossierOf(db, row, { actor, lang, now })) : refuse('not-found');
  }),
];
