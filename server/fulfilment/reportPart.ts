import type { ReportProvider } from '#case/contract.ts';
import { familyOf } from './kinds.ts';
import { tasksOfCase } from './tasksStore.ts';

const title = { zh: '执行任务', en: 'Tasks' } as const;

/** What was done about it and how far it is, as the report says it (IV-6). */
export const tasksReport: ReportProvider = {
  load: async (on, theCase, lang) => {
    const rows = (await tasksOfCase(on, theCase.id)).map((task) => ({
      label: familyOf(task.kind).title(task, lang),
      text: familyOf(task.kind).progress(task, lang, { zh: '', en: '' }),
      ...(task.settledAt ? { at: task.settledAt } : {}),
    }));
    return rows.length > 0 ? [{ title: title[lang], rows }] : [];
  },
};
