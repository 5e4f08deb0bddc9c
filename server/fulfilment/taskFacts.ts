import type { FactProvider } from '#case/contract.ts';
import { openQuestions } from '#investigation/contract.ts';
import { tasksOfCase } from './tasksStore.ts';
import { fateOf } from './taskStates.ts';

/** Tasks and unanswered questions of a case in one number: whoever is awaited. Failed ones count until a new offer took over. */
export const taskFacts: FactProvider = {
  names: ['allTasksDone', 'openTasks', 'tasksFailed'],
  load: async (on, theCase) => {
    const tasks = await tasksOfCase(on, theCase.id);
    const questions = await openQuestions(on, theCase.id);
    const open = tasks.filter((task) => fateOf(task.state) === 'waiting').length + questions.length;
    const failed = tasks.filter((task) => (task.state === 'failed' || task.state === 'refused') && task.raisedAt === null).length;
    return { allTasksDone: open === 0 && failed === 0, openTasks: open, tasksFailed: failed };
  },
};
