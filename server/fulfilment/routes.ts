import type { Reader } from '#platform/db.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, type IntentHandler, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { readCase } from '#case/contract.ts';
import { boardCount, boardPage } from './boardStore.ts';
import { moneyOfCase } from './caseMoney.ts';
import { exportResends } from './exportResends.ts';
import { countIntents, intentWords, listIntents, resolvable, resolveIntent } from './intentsDesk.ts';
import { partyNames } from './bearers.ts';
import { countEntries, listEntries } from './ledgerStore.ts';
import { presentTasks } from './presentTask.ts';
import { reconcileRoutes } from './reconcileRoutes.ts';
import { tasksOfCase } from './tasksStore.ts';
import { failureWords } from './taskWords.ts';
import { fulfilmentFiles, fulfilmentRoutes as specs } from './wire.ts';

const tabs = ['open', 'sent-to-warehouse', 'shipped', 'late', 'failed'] as const;

export function fulfilmentRoutes(partners: readonly IntentHandler[]): Route[] {
  return [
    read(specs.tasks, async ({ db, params, actor, lang }) => {
      const theCase = await readCase(db, actor, params.caseId, 'fulfilment.read');
      return theCase.ok ? ok({ items: await presentTasks(db, await tasksOfCase(db, params.caseId), { actor, lang }) }) : theCase;
    }),
    read(specs.money, async ({ db, params, actor, lang }) => {
      const theCase = await readCase(db, actor, params.caseId, 'ledger.read');
      return theCase.ok ? ok(await moneyOfCase(db, theCase.value, lang)) : theCase;
    }),
    read(specs.resends, async ({ db, query, actor, lang }) => {
      const { cursor, limit, ...filter } = query;
      const from = readCursor(filter, cursor, 2);
      if (!from.ok) return from;
      const after = from.value ? { promisedAt: new Date(String(from.value[0])), id: String(from.value[1]) } : null;
      const page = pageOf(await boardPage(db, actor, filter, after, limit + 1), limit, (row) =>
        makeCursor(filter, [row.promisedAt?.toISOString() ?? '', row.id]),
      );
      const counts = await Promise.all(
        tabs.map(async (state) => [state, cappedCount(await boardCount(db, actor, { ...filter, state }))] as const),
      );
      return ok({
        items: await presentTasks(db, page.items, { actor, lang }),
        next: page.next,
        count: cappedCount(await boardCount(db, actor, filter)),
        tabs: Object.fromEntries(counts),
      });
    }),
    command(specs.exportResends, async (asked) => {
      const done = await exportResends(asked, asked.body);
      if (!done.ok) return done;
      return ok({
        ...done.value,
        layout: asked.body.layout,
        format: asked.body.format,
        file: fulfilmentFiles.download.replace(':exportId', done.value.id),
      });
    }),
    read(specs.ledger, async ({ db, query, actor, lang }) => {
      const { cursor, limit, ...filter } = query;
      const from = readCursor(filter, cursor, 2);
      if (!from.ok) return from;
      const below = from.value ? { at: new Date(String(from.value[0])), id: String(from.value[1]) } : null;
      const page = pageOf(await listEntries(db, actor, filter, below, limit + 1), limit, (row) =>
        makeCursor(filter, [row.at.toISOString(), row.id]),
      );
      const names = await namesOfParties(
        db,
        page.items.flatMap((row) => row.lines.flatMap((line) => line.party ?? [])),
        lang,
      );
      const items = page.items.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        lines: row.lines.map((line) => ({
          ...line,
          partyKey: line.party,
          party: line.party === null ? null : (names.get(line.party) ?? line.party),
        })),
      }));
      return ok({ items, next: page.next, count: cappedCount(await countEntries(db, actor, filter)) });
    }),
    ...reconcileRoutes,
    read(specs.intents, async ({ db, query, actor, lang }) => {
      const { cursor, limit, state } = query;
      const from = readCursor({ state }, cursor, 2);
      if (!from.ok) return from;
      const after = from.value ? { at: new Date(String(from.value[0])), id: String(from.value[1]) } : null;
      const page = pageOf(await listIntents(db, actor, state, after, limit + 1), limit, (row) =>
        makeCursor({ state }, [row.createdAt.toISOString(), row.id]),
      );
      const items = page.items.map((row) => ({
        ...row,
        words: row.state === 'refused' && row.fault ? failureWords(row.fault, lang) : intentWords(row, lang),
        createdAt: row.createdAt.toISOString(),
        changedAt: row.changedAt.toISOString(),
        resolvable: resolvable(row),
      }));
      return ok({ items, next: page.next, count: cappedCount(await countIntents(db, actor, state)) });
    }),
    command(specs.resolveIntent, async (asked) => resolveIntent(asked, partners, asked.params.intentId, asked.body)),
  ];
}

function namesOfParties(on: Reader, parties: readonly string[], lang: 'zh' | 'en'): Promise<Map<string, string>> {
  return partyNames(on, [...new Set(parties)], lang);
}
