import type { Actor } from '#platform/actor.ts';
import { searchTokens, tsqueryLiteral, tsvectorLiteral } from '#platform/bigrams.ts';
import { all, type Reader, sql, type Tx } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';

/** What of a case can be searched; made of rows that can be blanked, never of events. */
interface Source {
  readonly caseId: string;
  readonly shopId: string;
  readonly seq: number;
  readonly text: string;
}

/** Characters of a case that are searched; the rest of a 10,000-character report isn't. */
const longestBody = 6000;

/** Writes the search rows of these cases anew from what stands in the tables; the same again changes nothing. */
export async function rebuildSearch(tx: Tx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const sources = await all(
    sql<Source>`select c.id as "caseId", c.shop_id as "shopId", c.seq,
        concat_ws(' ', c.number, c.order_no,
          (select concat_ws(' ', k.nick, k.receiver) from order_contacts k where k.order_id = c.order_id),
          (select string_agg(l.title, ' ' order by l.position) from sub_orders l where l.order_id = c.order_id),
          (select string_agg(concat_ws(' ', l.name, l.model), ' ' order by l.line_no) from case_lines l where l.case_id = c.id and l.replaced_at is null),
          (select string_agg(r.words, ' ' order by r.round) from reports r where r.case_id = c.id)) as text
      from cases c where c.id = any(${[...caseIds]}::uuid[])`,
    tx,
  );
  if (sources.length === 0) return;
  const rows = sources.map((source) => {
    const body = normalise(source.text).slice(0, longestBody);
    return sql`(${source.caseId}::uuid, ${source.shopId}::uuid, ${source.seq}::int8, ${body}, ${tsvectorLiteral(searchTokens(body))}::tsvector)`;
  });
  await sql`insert into case_search (case_id, shop_id, seq, body, v) values ${sql.join(rows)}
    on conflict (case_id) do update set body = excluded.body, v = excluded.v where case_search.body is distinct from excluded.body`.execute(tx);
}

/**
 * Cases whose text holds `text`, newest first: bigrams find candidates through GIN, LIKE decides (stack.md, search). Text
 * without letters or digits finds nothing.
 */
export async function textMatches(on: Reader, text: string, limit: number): Promise<string[]> {
  const wanted = normalise(text);
  const query = tsqueryLiteral(wanted);
  if (query === '') return [];
  const rows = await all(
    sql<{ id: string }>`select s.case_id as id from case_search s where s.v @@ ${query}::tsquery and s.body like ${`%${wanted.replace(/[\\%_]/g, '\\$&')}%`} order by s.seq desc limit ${limit}`,
    on,
  );
  return rows.map((row) => row.id);
}

/** One case that the search found. */
export interface CaseHit {
  readonly caseId: string;
  readonly number: string;
  readonly problem: string;
  readonly summary: string;
  readonly shop: string;
  readonly shopEn: string;
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly stage: string;
  readonly outcome: string | null;
  readonly receivedAt: Date;
}

/** The cases that the actor may see among those found by sequence number, by order, by the number a customer gave, by a handle, or by text. */
export function casesFound(on: Reader, actor: Actor, found: { seqs: readonly number[]; orderIds: readonly string[]; numbers: readonly string[]; handles: readonly string[]; texts: readonly string[] }): Promise<CaseHit[]> {
  return all(
    sql<CaseHit>`with hits as (
        select id from cases where seq = any(${[...found.seqs]}::int8[])
        union select id from cases where order_id = any(${[...found.orderIds]}::uuid[])
        union select c.id from unnest(${[...found.numbers]}::text[]) n(number) join cases c on c.order_no = n.number and c.shop_id in (select id from shops)
        union select c.id from customer_handles h join cases c on c.customer_id = h.customer_id where h.value = any(${[...found.handles]}::text[])
        union select unnest(${[...found.texts]}::uuid[]))
      select c.id as "caseId", c.number, c.problem, c.summary, s.name as shop, s.name_en as "shopEn", c.order_id as "orderId", c.order_no as "orderNo", c.stage, c.outcome, c.received_at as "receivedAt"
      from hits h join cases c on c.id = h.id join shops s on s.id = c.shop_id
      where ${scopeCondition(actor, 'case.read', { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' })}
      order by (c.closed_at is null) desc, c.seq desc limit 50`,
    on,
  );
}

/** NFKC, lower case, every run of blanks one space: as stored and as asked. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
