import { searchTokens, tsqueryLiteral, tsvectorLiteral } from '#platform/bigrams.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import type { ArticleView } from './wire.ts';

type Given = Omit<ArticleView, 'id' | 'useful' | 'useless' | 'changedAt' | 'inForce'>;
export interface ArticleRow extends Given {
  readonly id: string;
  readonly useful: number;
  readonly useless: number;
  readonly changedAt: Date;
  readonly inForce: boolean;
  readonly rank: number;
}

export interface Wanted {
  readonly q: string;
  /** Also what isn't in force. */
  readonly all: boolean;
  /** Only what stands on the portal. */
  readonly open: boolean;
  /** The local day. */
  readonly today: string;
}

const columns = (
  today: string,
) => sql`a.id, a.topic, a.title_zh as "titleZh", a.title_en as "titleEn", a.body_zh as "bodyZh", a.body_en as "bodyEn", a.asked_zh as "askedZh",
  a.asked_en as "askedEn", a.source, a.source_en as "sourceEn", a.verified, a.public, to_char(a.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(a.valid_until, 'YYYY-MM-DD') as "validUntil",
  a.useful, a.useless, a.changed_at as "changedAt", ${inForce(today)} as "inForce"`;

function inForce(today: string) {
  return sql`(a.retired_at is null and a.valid_from <= ${today}::date and (a.valid_until is null or a.valid_until >= ${today}::date))`;
}

/** How much of the question stands in the article: any pair may do, more of them come first. */
function asked(q: string) {
  const any = tsqueryLiteral(q).replaceAll(' & ', ' | ');
  return any === '' ? null : any;
}

/** Articles that fit, the best first; without a question the most useful first. */
export function findArticles(on: Reader, wanted: Wanted, after: { rank: number; id: string } | null, limit: number): Promise<ArticleRow[]> {
  return all(
    sql<ArticleRow>`select * from (select ${columns(wanted.today)}, ${rankOf(wanted.q)} as rank from articles a where ${fits(wanted)}) x
      where ${after === null ? sql`true` : sql`(x.rank, x.id) < (${after.rank}::float8, ${after.id}::uuid)`} order by x.rank desc, x.id desc limit ${limit}`,
    on,
  );
}

export async function countArticles(on: Reader, wanted: Wanted): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*)::int as n from (select 1 from articles a where ${fits(wanted)} limit ${countCap}) x`,
    on,
  );
  return row?.n ?? 0;
}

function rankOf(q: string) {
  const any = asked(q);
  return any === null ? sql`(a.useful - a.useless)::float8` : sql`ts_rank(a.tokens, ${any}::tsquery)::float8`;
}

function fits(wanted: Wanted) {
  const any = asked(wanted.q);
  return sql`${wanted.all ? sql`true` : inForce(wanted.today)} and ${wanted.open ? sql`a.public` : sql`true`} and ${any === null ? sql`true` : sql`a.tokens @@ ${any}::tsquery`}`;
}

export function articleById(on: Reader, id: string, today: string): Promise<ArticleRow | undefined> {
  return one(sql<ArticleRow>`select ${columns(today)}, 0::float8 as rank from articles a where a.id = ${id}`, on);
}

export async function saveArticle(command: Command, id: string, given: Given): Promise<void> {
  const text = [given.titleZh, given.titleEn, given.askedZh, given.askedEn, given.bodyZh, given.bodyEn].join('\n');
  await sql`insert into articles (id, topic, title_zh, title_en, body_zh, body_en, asked_zh, asked_en, source, source_en, verified, public, valid_from, valid_until, tokens, changed_at, changed_by)
    values (${id}, ${given.topic}, ${given.titleZh}, ${given.titleEn}, ${given.bodyZh}, ${given.bodyEn}, ${given.askedZh}, ${given.askedEn}, ${given.source}, ${given.sourceEn}, ${given.verified},
      ${given.public}, ${given.validFrom}::date, ${given.validUntil}::date, ${tsvectorLiteral(searchTokens(text))}::tsvector, ${command.now}, ${command.actor.id})
    on conflict (id) do update set topic = excluded.topic, title_zh = excluded.title_zh, title_en = excluded.title_en, body_zh = excluded.body_zh, body_en = excluded.body_en,
      asked_zh = excluded.asked_zh, asked_en = excluded.asked_en, source = excluded.source, source_en = excluded.source_en, verified = excluded.verified, public = excluded.public,
      valid_from = excluded.valid_from, valid_until = excluded.valid_until, tokens = excluded.tokens, changed_at = excluded.changed_at, changed_by = excluded.changed_by, retired_at = null`.execute(
    command.tx,
  );
}

export async function retireArticle(command: Command, id: string): Promise<boolean> {
  const row = await one(
    sql<{ id: string }>`update articles set retired_at = coalesce(retired_at, ${command.now}) where id = ${id} returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** One reader has one voice on an article; a second one takes the place of the first. Undefined when there is no such article. */
export async function voteArticle(
  command: Command,
  id: string,
  reader: string,
  useful: boolean,
): Promise<{ useful: number; useless: number } | undefined> {
  const known = await one(sql<{ id: string }>`select id from articles where id = ${id} for update`, command.tx);
  if (!known) return undefined;
  await sql`insert into article_votes (article_id, reader, useful, at) values (${id}, ${reader}, ${useful}, ${command.now})
    on conflict (article_id, reader) do update set useful = excluded.useful, at = excluded.at`.execute(command.tx);
  return one(
    sql<{
      useful: number;
      useless: number;
    }>`update articles set useful = (select count(*) from article_votes v where v.article_id = ${id} and v.useful),
      useless = (select count(*) from article_votes v where v.article_id = ${id} and not v.useful) where id = ${id} returning useful, useless`,
    command.tx,
  );
}
