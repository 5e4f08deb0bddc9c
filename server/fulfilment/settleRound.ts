import { type Doing, type Input, saveCase, takeStep, tellOf } from '#case/contract.ts';
import { shopById } from '#commerce/contract.ts';
import { ok, type Result } from '#platform/result.ts';
import { failureWords } from './taskWords.ts';
import { raiseFailures, type TaskRow, tasksOfRound } from './tasksStore.ts';
import { fateOf, standingOf } from './taskStates.ts';
import { stopOpenTasks } from './stopOpenTasks.ts';

/**
 * Ends a command that changed a task: when that was the round's last one, or one failed, the step of carrying out gets its
 * answer and the case goes on in the same transaction; else the case is saved as it stands.
 */
export async function settleRound(doing: Doing): Promise<Result<void>> {
  const { command, theCase } = doing;
  const input = await roundAnswer(doing);
  if (!input) {
    await saveCase(command, theCase);
    return ok(undefined);
  }
  const taken = await takeStep(command, theCase, input);
  return taken.ok ? ok(undefined) : taken;
}

/**
 * The answer of the step of carrying out, once there is one. A failure stops what has not begun: the next offer covers it,
 * so that nothing is given twice. Undefined while something is under way, or when the case stands at another step.
 */
export async function roundAnswer(doing: Doing): Promise<Input | undefined> {
  const { command, theCase, playbook } = doing;
  if (theCase.closedAt || playbook.steps[theCase.step]?.act !== 'execution') return undefined;
  const tasks = await tasksOfRound(command.tx, theCase.id, theCase.round);
  const standing = standingOf(tasks.map((task) => ({ state: task.state, raised: task.raisedAt !== null })));
  if (standing === 'waiting') return undefined;
  if (standing === 'done') return { kind: 'answer', answer: 'done', by: 'system', byAct: true };
  const lost = tasks.filter((task) => fateOf(task.state) === 'lost');
  const unraised = lost.filter((task) => task.raisedAt === null);
  const failed = unraised.length > 0 ? unraised : lost;
  await stopOpenTasks(doing, 'recalled');
  await raiseFailures(command, theCase.id);
  await tellOf(command, theCase, {
    kind: 'fulfilment.failed',
    data: { tasks: failed.map((task) => task.id), why: failed.map((task) => task.failure) },
  });
  // Taken back because the customer objects is no failure, and is told in other words (FU-9).
  const objected = failed.every((task) => task.failure === 'objected') && playbook.steps[theCase.step]?.answers['objected'] !== undefined;
  return { kind: 'answer', answer: objected ? 'objected' : 'failed', by: 'system', byAct: true, reason: await reasonFor(doing, failed) };
}

/** Why, in the customer's language: it stands in the letter. */
async function reasonFor(doing: Doing, failed: readonly TaskRow[]): Promise<string> {
  const shop = await shopById(doing.command.tx, doing.theCase.shopId);
  const lang = shop?.lang ?? 'zh';
  return [...new Set(failed.map((task) => failureWords(task.failure ?? 'other', lang)))].join(lang === 'zh' ? '；' : '; ');
}
