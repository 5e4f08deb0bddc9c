import { z } from 'zod';

/** A length of time as a playbook writes it. `days` are calendar days; working days follow the shop's calendar (CL-5). */
export type Duration = { readonly n: number; readonly unit: DurationUnit };
export type DurationUnit = 'minutes' | 'hours' | 'days' | 'workingDays';

const pattern = /^(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?|calendar days?|working days?)$/;

/** `24h`, `24 hours`, `7 days`, `7 working days`, `30 minutes`; undefined when it is none of these or zero. */
export function readDuration(text: string): Duration | undefined {
  const found = pattern.exec(text.trim());
  if (!found) return undefined;
  const n = Number(found[1]);
  if (n === 0) return undefined;
  const word = found[2] ?? '';
  if (word.startsWith('working')) return { n, unit: 'workingDays' };
  if (word.startsWith('m')) return { n, unit: 'minutes' };
  if (word.startsWith('h')) return { n, unit: 'hours' };
  return { n, unit: 'days' };
}

const unitWords: Record<DurationUnit, { zh: string; en: string }> = {
  minutes: { zh: '分钟', en: 'minute' },
  hours: { zh: '小时', en: 'hour' },
  days: { zh: '天', en: 'day' },
  workingDays: { zh: '个工作日', en: 'working day' },
};

/** The duration in a person's words: 「7 个工作日」, "7 working days". */
export function sayDuration(duration: Duration, lang: 'zh' | 'en'): string {
  const { n, unit } = duration;
  return lang === 'zh' ? `${n} ${unitWords[unit].zh}` : `${n} ${unitWords[unit].en}${n === 1 ? '' : 's'}`;
}

/** Grammar of a duration in a playbook file. */
export const durationGrammar = z.string().transform((text, context): Duration => {
  const duration = readDuration(text);
  if (duration) return duration;
  context.addIssue({ code: 'custom', message: 'duration' });
  return z.NEVER;
});
