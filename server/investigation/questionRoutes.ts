import { calendarOf, changedOf, lockCase, playbookOf, readCase, saveCase } from '#case/contract.ts';
import { carrierById, warehouseById } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { type AskedCommand, command, read, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer } from '#platform/wire.ts';
import { answerQuestion, type QuestionChanged, withdrawQuestion } from './answerQuestion.ts';
import { askParty } from './askParty.ts';
import { countQuestions, listQuestions } from './questionLists.ts';
import { questionsOf } from './questionStore.ts';
import { presentQuestion, zoneOf } from './questionView.ts';
import { questionRoutes as wire } from './questionWire.ts';

export const questionRoutes: readonly Route[] = [
  command(wire.ask, (asked) => ask(asked)),
  read(wire.questions, async ({ db, actor, lang, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const { zone } = await calendarOf(db, found.value.shopId);
    return ok({ items: (await questionsOf(db, found.value.id)).map((row) => presentQuestion(row, { actor, lang, zone })) });
  }),
  read(wire.list, async ({ db, actor, lang, query }) => {
    const { cursor: given, limit, ...filter } = query;
    const cursor = readCursor(filter, given, 2);
    if (!cursor.ok) return cursor;
    const rows = await listQuestions(db, actor, filter, limit + 1, cursor.value);
    const page = pageOf(rows, limit, (row) => makeCursor(filter, [row.dueAt.toISOString(), row.id]));
    const items = await Promise.all(
      page.items.map(async (row) => presentQuestion(row, { actor, lang, zone: await zoneOf(db, row.shopId) })),
    );
    return ok({ items, next: page.next, count: cappedCount(await countQuestions(db, actor, filter)) });
  }),
  command(wire.answer, (asked) => changed(asked, answerQuestion(asked, asked.params.questionId, asked.body))),
  command(wire.withdraw, (asked) => changed(asked, withdrawQuestion(asked, asked.params.questionId))),
];

async function ask(asked: AskedCommand<typeof wire.ask>): Promise<Result<Answer<typeof wire.ask>>> {
  const { party, placeId, ask: text, within } = asked.body;
  if (placeId) {
    const place =
      party === 'warehouse'
        ? await warehouseById(asked.tx, placeId)
        : party === 'carrier'
          ? await carrierById(asked.tx, placeId)
          : undefined;
    if (!place) return refuse('no-place', { field: 'placeId' });
  }
  const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'investigation.ask');
  if (!locked.ok) return locked;
  const theCase = locked.value;
  if (theCase.closedAt) return refuse('case-closed');
  const playbook = await playbookOf(asked.tx, theCase.playbookVersionId);
  const [questionId] = await askParty(
    { command: asked, theCase, playbook },
    { party, placeId, ask: { zh: text, en: text }, within, from: asked.now, step: theCase.step, task: null },
  );
  if (!questionId) throw new Error('a question asked by hand is always new');
  await saveCase(asked, theCase);
  return ok({ ...changedOf(theCase), questionId });
}

async function changed(
  asked: { tx: Reader; actor: AskedCommand<never>['actor']; lang: Lang },
  change: Promise<Result<QuestionChanged>>,
): Promise<Result<Answer<typeof wire.answer>>> {
  const done = await change;
  if (!done.ok) return done;
  const { question, version } = done.value;
  return ok({
    question: presentQuestion(question, { actor: asked.actor, lang: asked.lang, zone: await zoneOf(asked.tx, question.shopId) }),
    version,
  });
}
