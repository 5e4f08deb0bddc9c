import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { answerQuestion } from './answerQuestion.ts';
import { readAnswers, waybillsIn } from './pastedAnswers.ts';
import { listQuestions, openByWaybills } from './questionLists.ts';
import { sheetOf, zoneOf } from './questionView.ts';
import { sheetRoutes as wire } from './sheetWire.ts';

/** Questions in one sheet; more than one partner answers in a morning is a filter that is too wide. */
const sheetRows = 500;

export const sheetRoutes: readonly Route[] = [
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
];
