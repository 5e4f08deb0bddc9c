import { onCase, readCase } from '#case/contract.ts';
import { carrierById } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { writeEvents } from '#platform/events.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { countArticles, findArticles } from './articleStore.ts';
import { countExternal, externalPage, externalRates } from './externalBoard.ts';
import { answerExternal, presentExternal, registerExternal } from './externalComplaint.ts';
import { externalRoutes } from './externalWire.ts';
import { presentArticle, putArticle, retire, todayOf, vote } from './findArticles.ts';
import { presentTerms, putAuthority, putTerms } from './keepTerms.ts';
import { importPlaces, lookUpArea, presentPlace, putPlace } from './lookUpArea.ts';
import { quoteFee } from './quoteFee.ts';
import { countPlaces, listPlaces, listTariffs, saveTariff, tariffById, type TariffRow } from './tariffStore.ts';
import { listAuthorities, listTerms } from './termsStore.ts';
import { trackParcel } from './trackParcel.ts';
import { answersRoutes as specs, type TariffView } from './wire.ts';

export const routes: readonly Route[] = [
  read(specs.articles, async ({ db, query, now }) => {
    const { q, all, limit } = query;
    const filter = ['articles', q, all];
    const cursor = readCursor(filter, query.cursor, 2);
    if (!cursor.ok) return cursor;
    const wanted = { q, all, open: false, today: todayOf(now) };
    const after = cursor.value === null ? null : { rank: Number(cursor.value[0]), id: String(cursor.value[1]) };
    const page = pageOf(await findArticles(db, wanted, after, limit + 1), limit, (row) => makeCursor(filter, [row.rank, row.id]));
    return ok({ items: page.items.map(presentArticle), next: page.next, count: cappedCount(await countArticles(db, wanted)) });
  }),
  command(specs.putArticle, (asked) => putArticle(asked, asked.params.articleId, asked.body)),
  command(specs.retireArticle, (asked) => retire(asked, asked.params.articleId)),
  command(specs.voteArticle, (asked) => vote(asked, asked.params.articleId, `${asked.actor.kind}:${asked.actor.id}`, asked.body.useful)),
  // A question to the calculator writes nothing; it is a command only because what is asked doesn't fit an address.
  command(specs.quote, (asked) => quoteFee(asked.tx, asked.body, asked.now, asked.lang)),
  read(specs.area, async ({ db, query, lang }) => ok({ items: await lookUpArea(db, query, lang) })),
  read(specs.tracking, ({ db, query, now, lang }) => trackParcel(db, query.q, now, lang)),
  read(specs.tariffs, async ({ db, query, lang }) => ok({ items: (await listTariffs(db, query)).map((row) => presentTariff(row, lang)) })),
  command(specs.putTariff, async (asked) => {
    const { body, params } = asked;
    if (!(await carrierById(asked.tx, body.carrierId))) return refuse('not-found', { field: 'carrierId' });
    if (body.validUntil !== null && body.validUntil < body.validFrom) return refuse('dates-turned', { field: 'validUntil' });
    if (body.daysMost < body.daysLeast) return refuse('dates-turned', { field: 'daysMost' });
    if (!(await saveTariff(asked, params.tariffId, body))) return refuse('tariff-stands', { field: 'validFrom' });
    await writeEvents(asked, [{ kind: 'tariff.saved', data: { tariff: params.tariffId, carrier: body.carrierId } }]);
    const saved = await tariffById(asked.tx, params.tariffId);
    return saved ? ok(presentTariff(saved, asked.lang)) : refuse('not-found');
  }),
  read(specs.places, async ({ db, query, lang }) => {
    const { q, carrierId, limit } = query;
    const filter = ['places', q, carrierId ?? null];
    const cursor = readCursor(filter, query.cursor, 2);
    if (!cursor.ok) return cursor;
    const after = cursor.value === null ? null : { place: String(cursor.value[0]), id: String(cursor.value[1]) };
    const page = pageOf(await listPlaces(db, { q, carrierId }, after, limit + 1), limit, (row) => makeCursor(filter, [row.place, row.id]));
    return ok({
      items: page.items.map((row) => presentPlace(row, lang)),
      next: page.next,
      count: cappedCount(await countPlaces(db, { q, carrierId })),
    });
  }),
  command(specs.putPlace, (asked) => putPlace(asked, asked.body, asked.lang)),
  command(specs.importPlaces, (asked) => importPlaces(asked, asked.body)),
  read(specs.terms, async ({ db, now, lang }) =>
    ok({
      items: (await listTerms(db, todayOf(now))).map((row) => presentTerms(row, lang)),
      authorities: await listAuthorities(db),
    }),
  ),
  command(specs.putTerms, (asked) => putTerms(asked, asked.params.carrierId, asked.body, asked.lang)),
  command(specs.putAuthority, (asked) => putAuthority(asked, asked.params.authority, asked.body)),
  read(externalRoutes.list, async ({ db, query, actor, lang, now }) => {
    const { state, limit } = query;
    const filter = ['external', state];
    const cursor = readCursor(filter, query.cursor, 2);
    if (!cursor.ok) return cursor;
    const after = cursor.value === null ? null : { receivedAt: String(cursor.value[0]), id: String(cursor.value[1]) };
    const rows = await externalPage(db, { actor, lang, now }, state, after, limit + 1);
    const page = pageOf(rows, limit, (row) => makeCursor(filter, [row.receivedAt, row.caseId]));
    return ok({ items: page.items, next: page.next, count: cappedCount(await countExternal(db, actor, state)) });
  }),
  read(externalRoutes.rates, async ({ db, query, actor, lang, now }) => ok(await externalRates(db, { actor, lang, now }, query.days))),
  read(specs.external, async ({ db, actor, params }) => {
    const theCase = await readCase(db, actor, params.caseId);
    return theCase.ok ? ok({ item: await presentExternal(db, params.caseId) }) : theCase;
  }),
  command(specs.registerExternal, (asked) => onCase(asked, (theCase) => registerExternal(asked, theCase, asked.body), 'case.answer')),
  command(specs.answerExternal, (asked) => onCase(asked, (theCase) => answerExternal(asked, theCase, asked.body), 'case.answer')),
];

function presentTariff(row: TariffRow, lang: Lang): TariffView {
  const { carrierZh, carrierEn, ...rest } = row;
  return { ...rest, carrier: lang === 'zh' ? carrierZh : carrierEn };
}
