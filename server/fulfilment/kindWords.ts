import type { Lang } from '#platform/actor.ts';
import { wallClock } from '#platform/localTime.ts';
import type { TaskRow } from './tasksStore.ts';
import { fateOf, type TaskKind } from './taskStates.ts';
import { failureWords } from './taskWords.ts';

export type Both = Readonly<Record<Lang, string>>;
export const both = (zh: string, en: string): Both => ({ zh, en });

/** `refund:<choice>`, of what goes together with it `refund:<choice>/+1/refund`: told apart by the plan that it comes from. */
export function keyBySource(of: { source: string; slot: string }, kind: TaskKind): string {
  const among = of.slot.startsWith('+') ? `/${of.slot}` : '';
  return `${kind}:${of.source.replace(/^choice:/, '')}${among}`;
}

/** Why a task that is lost was lost, to stand behind what it says; empty for every other. */
export function whyLost(task: TaskRow, lang: Lang): string {
  if (fateOf(task.state) !== 'lost' || !task.failure) return '';
  return `${lang === 'zh' ? '：' : ': '}${failureWords(task.failure, lang)}`;
}

/** 11月24日 / 24 Nov: a promise is a day, not a minute; the end of a day belongs to that day. */
export function dayWords(when: Date, zone: string, lang: Lang): string {
  const [, month = '', dayOfMonth = ''] = wallClock(new Date(when.getTime() - 1), zone).day.split('-');
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return lang === 'zh' ? `${Number(month)}月${Number(dayOfMonth)}日` : `${Number(dayOfMonth)} ${months[Number(month) - 1] ?? month}`;
}

export const atOnce = both('即时到账', 'at once');
