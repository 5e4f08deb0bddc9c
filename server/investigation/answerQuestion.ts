import { clockEnds, type Doing, lockCase, playbookOf, readCase, saveCase, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { showWhoIsAwaited } from './askParty.ts';
import { insertNotice, questionById, type QuestionRow, setAnswer, setState, visibleQuestion } from './questionStore.ts';
import { questionTable } from './questionStates.ts';

export interface QuestionChanged {
  readonly question: QuestionRow;
  readonly version: number;
}

/**
 * Writes a party's answer down: typed in by logistics, or pasted by the agent. It meets the question's clock; the case's owner
 * is told. The same text again changes nothing. Refuses `not-found`, `question-answered` (data: answer) for another text.
 */
export async function answerQuestion(
  command: Command,
  questionId: string,
  given: { text: string; evidence: readonly string[] },
): Promise<Result<QuestionChanged>> {
  const seen = await visibleQuestion(command.tx, command.actor, 'investigation.reply', questionId);
  if (seen?.state === 'answered' && seen.answer === given.text) return asItStands(command, seen);
  return onQuestion(command, questionId, 'investigation.reply', async (doing, question) => {
    const { theCase } = doing;
    if (question.state === 'answered') return refuse('question-answered', { field: 'text', data: { answer: question.answer } });
    const judged = questionTable.judge(question.state, 'answer');
    if (!judged.ok) return judged;
    await setAnswer(command.tx, questionId, { ...given, by: `${command.actor.kind}:${command.actor.id}`, at: command.now });
    await clockEnds(doing, sql`purpose = 'task' and subject = ${questionId}`, 'met');
    await tellOf(command, theCase, {
      kind: 'question.answered',
      data: { question: questionId, party: question.party, late: question.state === 'late', evidence: [...given.evidence] },
    });
    if (theCase.ownerId && !(command.actor.kind === 'staff' && command.actor.id === theCase.ownerId)) {
      await insertNotice(command.tx, {
        id: newId(),
        to: { staffId: theCase.ownerId },
        caseId: theCase.id,
        kind: 'question.answered',
        data: { question: questionId, party: question.party },
        at: command.now,
      });
    }
    return ok(undefined);
  });
}

/** Nobody waits for the answer any more. Refuses `not-found`, `no-such-move` once it was answered; again it changes nothing. */
export async function withdrawQuestion(command: Command, questionId: string): Promise<Result<QuestionChanged>> {
  const seen = await visibleQuestion(command.tx, command.actor, 'investigation.ask', questionId);
  if (seen?.state === 'withdrawn') return asItStands(command, seen);
  return onQuestion(command, questionId, 'investigation.ask', async (doing, question) => {
    const judged = questionTable.judge(question.state, 'withdraw');
    if (!judged.ok) return judged;
    await withdraw(doing, question);
    return ok(undefined);
  });
}

/** Takes a question back under the case's lock. */
export async function withdraw(doing: Doing, question: QuestionRow): Promise<void> {
  const { command, theCase } = doing;
  await setState(command.tx, question.id, 'withdrawn', command.now);
  await clockEnds(doing, sql`purpose = 'task' and subject = ${question.id}`, 'left');
  await tellOf(command, theCase, { kind: 'question.withdrawn', data: { question: question.id, party: question.party } });
}

/** The clock of a question ran out: it is marked late, and the owner and logistics are told, once (FU-6, CL-6). */
export async function markLate(doing: Doing, questionId: string): Promise<void> {
  const { command, theCase } = doing;
  // Clocks of other stages' tasks come by here too; their subjects need not be ids.
  const question = /^[0-9a-f-]{36}$/.test(questionId) ? await questionById(command.tx, questionId) : undefined;
  if (question?.caseId !== theCase.id || question.state !== 'asked') return;
  await setState(command.tx, questionId, 'late', command.now);
  const to = [{ role: 'logistics' }, theCase.ownerId ? { staffId: theCase.ownerId } : { role: 'lead' }];
  for (const each of to) {
    await insertNotice(command.tx, {
      id: newId(),
      to: each,
      caseId: theCase.id,
      kind: 'question.late',
      data: { question: questionId, party: question.party },
      at: command.now,
    });
  }
  await tellOf(command, theCase, { kind: 'question.late', data: { question: questionId, party: question.party } });
}

/** The same said again: nothing changes, not even the case's version. */
async function asItStands(command: Command, question: QuestionRow): Promise<Result<QuestionChanged>> {
  const found = await readCase(command.tx, command.actor, question.caseId);
  return found.ok ? ok({ question, version: found.value.version }) : found;
}

/** Locks the question's case, runs the change and saves. A partner's answer carries no version: the question's own state guards it. */
async function onQuestion(
  command: Command,
  questionId: string,
  action: 'investigation.reply' | 'investigation.ask',
  change: (doing: Doing, question: QuestionRow) => Promise<Result<undefined>>,
): Promise<Result<QuestionChanged>> {
  const seen = await visibleQuestion(command.tx, command.actor, action, questionId);
  if (!seen) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, action);
  if (!locked.ok) return locked;
  const theCase: TheCase = locked.value;
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const question = await questionById(command.tx, questionId);
  if (!question) return refuse('not-found');
  const changed = await change(doing, question);
  if (!changed.ok) return changed;
  await showWhoIsAwaited(doing);
  await saveCase(command, theCase);
  const after = await questionById(command.tx, questionId);
  if (!after) throw new Error('a question that was just changed is there');
  return ok({ question: after, version: theCase.version });
}
