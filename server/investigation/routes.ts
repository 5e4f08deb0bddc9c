import { calendarOf, changedOf, lockCase, onCase, playbookOf, readCase, saveCase } from '#case/contract.ts';
import { carrierById, warehouseById } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { type AskedCommand, command, read, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer } from '#platform/wire.ts';
import { answerQuestion, type QuestionChanged, withdrawQuestion } from './answerQuestion.ts';
import { askParty } from './askParty.ts';
import { extendLimit, mayExtend } from './extendLimit.ts';
import { extensionsOf, findingsOf } from './findingStore.ts';
import { readAnswers, waybillsIn } from './pastedAnswers.ts';
import { countQuestions, listQuestions, openByWaybills, questionsOf } from './questionStore.ts';
import { presentQuestion, sheetOf } from './questionView.ts';
import { recordFinding } from './recordFinding.ts';
import { investigationRoutes as wire } from './wire.ts';

/** Questions in one sheet; more than one partner answers in a morning is a filter that is too wide. */
const sheetRows = 500;

export const routes: readonly Route[] = [
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
  read(wire.sheet, async ({ db, actor, lang, query }) => {
    const rows = await listQuestions(db, actor, { ...query, state: 'open' }, sheetRows, null);
    const sheet = sheetOf(rows, { lang, zone: await zoneOf(db, rows[0]?.shopId ?? null) });
    return ok({ text: sheet.text, rows: sheet.rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() })) });
  }),
  read(wire.readPasted, async ({ db, actor, body }) => {
    const filter = { party: body.party, placeId: body.placeId };
    const open = (await openByWaybills(db, actor, waybillsIn(body.text), filter)).map((row) => ({ ...row, questionId: row.id }));
    const reading = readAnswers(body.text, open);
    const answered = new Set(reading.matched.map((each) => each.question.id));
    const rest = body.party
      ? (await listQuestions(db, actor, { ...filter, state: 'open' }, sheetRows, null)).filter((row) => !answered.has(row.id))
      : [];
    return ok({
      matched: reading.matched.map(({ question, waybill, text }) => ({
        questionId: question.id,
        caseId: question.caseId,
        caseNumber: question.caseNumber,
        waybill,
        text,
      })),
      unmatched: [...reading.unmatched],
      unanswered: rest.map((row) => ({ questionId: row.id, caseNumber: row.caseNumber, waybill: row.waybills.join(' ') })),
    });
  }),
  command(wire.takePasted, async (asked) => {
    const refused: { questionId: string; code: string }[] = [];
    // In order of id, so that two people who paste at once never wait for each other in a circle.
    for (const item of [...asked.body.items].sort((a, b) => (a.questionId < b.questionId ? -1 : 1))) {
      const done = await answerQuestion(asked, item.questionId, { text: item.text, evidence: [] });
      if (!done.ok) refused.push({ questionId: item.questionId, code: done.refused.code });
    }
    return ok({ answered: asked.body.items.length - refused.length, refused });
  }),
  command(wire.find, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'investigation.find');
    if (!locked.ok) return locked;
    const done = await recordFinding(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), findingId: done.value.findingId }) : done;
  }),
  read(wire.findings, async ({ db, actor, lang, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const playbook = await playbookOf(db, found.value.playbookVersionId);
    const rows = await findingsOf(db, found.value.id);
    return ok({
      items: rows.map((row) => ({
        ...row,
        label: playbook.steps[row.step]?.answers[row.answer]?.label[lang] ?? row.answer,
        lines: [...row.lines],
        evidence: [...row.evidence],
        at: row.at.toISOString(),
      })),
    });
  }),
  command(wire.extend, async (asked) => {
    let more = { dueAt: '', used: 0, max: 0 };
    const done = await onCase(asked, async (theCase) => {
      const extended = await extendLimit(
        { command: asked, theCase, playbook: await playbookOf(asked.tx, theCase.playbookVersionId) },
        asked.body,
      );
      if (!extended.ok) return extended;
      more = { dueAt: extended.value.dueAt.toISOString(), used: extended.value.used, max: extended.value.max };
      return ok(theCase);
    });
    return done.ok ? ok({ ...done.value, ...more }) : done;
  }),
  read(wire.extensions, async ({ db, actor, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const theCase = found.value;
    const rows = await extensionsOf(db, theCase.id);
    const max = mayExtend({ theCase, playbook: await playbookOf(db, theCase.playbookVersionId) });
    return ok({
      items: rows.map((row) => ({
        ...row,
        dueBefore: row.dueBefore.toISOString(),
        dueAt: row.dueAt.toISOString(),
        at: row.at.toISOString(),
      })),
      used: rows.filter((row) => row.round === theCase.round && row.step === theCase.step).length,
      max,
    });
  }),
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

async function zoneOf(on: Reader, shopId: string | null): Promise<string> {
  return shopId === null ? 'Asia/Shanghai' : (await calendarOf(on, shopId)).zone;
}
