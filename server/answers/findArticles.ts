import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { localDayOf } from '#platform/localTime.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Body } from '#platform/wire.ts';
import { articleById, type ArticleRow, retireArticle, saveArticle, voteArticle } from './articleStore.ts';
import type { answersRoutes, ArticleView } from './wire.ts';

/** The house's own day: knowledge and prices hold by it. */
export const houseZone = 'Asia/Shanghai';
export const todayOf = (now: Date): string => localDayOf(now, houseZone);

/** An article as readers get it. */
export function presentArticle(row: ArticleRow): ArticleView {
  const { rank: _, ...rest } = row;
  return { ...rest, changedAt: row.changedAt.toISOString() };
}

/** Writes an article, or changes it (EX-1). Refuses `dates-turned`. */
export async function putArticle(command: Command, id: string, given: Body<typeof answersRoutes.putArticle>): Promise<Result<ArticleView>> {
  if (given.validUntil !== null && given.validUntil < given.validFrom) return refuse('dates-turned', { field: 'validUntil' });
  await saveArticle(command, id, given);
  await writeEvents(command, [{ kind: 'article.saved', data: { article: id } }]);
  const saved = await articleById(command.tx, id, todayOf(command.now));
  return saved ? ok(presentArticle(saved)) : refuse('not-found');
}

/** Takes an article out of use; it stays in the house for the record. */
export async function retire(command: Command, id: string): Promise<Result<{ id: string }>> {
  if (!(await retireArticle(command, id))) return refuse('not-found');
  await writeEvents(command, [{ kind: 'article.retired', data: { article: id } }]);
  return ok({ id });
}

/** "Was this useful": one voice per reader. */
export async function vote(
  command: Command,
  id: string,
  reader: string,
  useful: boolean,
): Promise<Result<{ useful: number; useless: number }>> {
  const counted = await voteArticle(command, id, reader, useful);
  return counted ? ok(counted) : refuse('not-found');
}
