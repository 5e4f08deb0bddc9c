import { changedOf, holdCase, lockCase, readCase } from '#case/contract.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { writeEvents } from '#platform/events.ts';
import { maskEmail } from '#platform/text.ts';
import { latestLetters, mailsSetting, saveMailsSetting } from './complaintStore.ts';
import { complaintRoutes, type GraveReason } from './complaintWire.ts';
import { confirm } from './confirm.ts';
import { countAnswered, listAnswered } from './feedbackStore.ts';
import { presentFeedback, presentSurvey } from './presentFeedback.ts';
import { answerByStaff } from './survey.ts';
import { feedbackRoutes } from './wire.ts';

export const routes: readonly Route[] = [
  read(feedbackRoutes.read, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    return found.ok ? ok(await presentFeedback(asked.db, found.value, asked.lang)) : found;
  }),
  command(feedbackRoutes.confirm, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'feedback.record');
    if (!locked.ok) return locked;
    const done = await confirm(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), confirmationId: done.value.confirmationId }) : done;
  }),
  command(feedbackRoutes.survey, async (asked) => {
    const held = await holdCase(asked, asked.params.caseId, 'feedback.record');
    if (!held.ok) return held;
    const answered = await answerByStaff(asked, held.value, asked.body);
    return answered.ok ? ok(presentSurvey(answered.value)) : answered;
  }),
  read(feedbackRoutes.list, async (asked) => {
    const { low, limit } = asked.query;
    const filter = ['surveys', low];
    const cursor = readCursor(filter, asked.query.cursor, 2);
    if (!cursor.ok) return cursor;
    const after = cursor.value === null ? null : { at: String(cursor.value[0]), id: String(cursor.value[1]) };
    const rows = await listAnswered(asked.db, asked.actor, { low }, after, limit + 1);
    const page = pageOf(rows, limit, (row) => makeCursor(filter, [row.answeredAt?.toISOString() ?? '', row.id]));
    const items = page.items.map((row) => ({ ...presentSurvey(row), caseId: row.caseId, caseNumber: row.caseNumber }));
    return ok({ items, next: page.next, count: cappedCount(await countAnswered(asked.db, asked.actor, { low })) });
  }),
  read(complaintRoutes.settings, async (asked) => ok(await mailsSetting(asked.db))),
  command(complaintRoutes.set, async (asked) => {
    await saveMailsSetting(asked, asked.body);
    const { mode, roles, digestHour } = asked.body;
    await writeEvents(asked, [{ kind: 'complaint-mails.changed', data: { mode, roles: [...roles], digestHour } }]);
    return ok(asked.body);
  }),
  read(complaintRoutes.letters, async (asked) => {
    const rows = await latestLetters(asked.db);
    return ok({
      items: rows.map(({ id, caseId, caseNumber, state, createdAt, payload, name }) => ({
        id,
        caseId,
        caseNumber,
        complaints: (payload['cases'] as string[]).length,
        grave: payload['grave'] as GraveReason[],
        to: name ?? (typeof payload['to'] === 'string' ? maskEmail(payload['to']) : ''),
        state,
        at: createdAt.toISOString(),
      })),
    });
  }),
];
