import type { Actor } from '#platform/actor.ts';
import { searchTokens, tsqueryLiteral, tsvectorLiteral } from '#platform/bigrams.ts';
import { all, one, type Reader, sql, type Tx, type Sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';

/** What of a case can be searched; made of rows that can be blanked, never of events. */
interface Source {
  readonly caseId: string;
  readonly shopId: string;
  readonly seq: number;
  readonly open: boolean;
  /** Warehouses and carriers of its order's parcels. */
  readonly places: readonly string[];
  readonly text: string;
}

/** Characters of a case that are searched; the rest of a 10,000-character report isn't. */
const longestBody = 6000;

/** Writes the search rows of these cases anew from what stands in the tables; the same again changes nothing. */
export async function rebuildSearch(tx: Tx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const sources = await all(
    sql<Source>`select c.id as "caseId", c.shop_id as "shopId", c.seq, c.closed_at is null as open,
        array(select distinct place from order_parcels op join parcels p on p.id = op.parcel_id, lateral (values (p.warehouse_id), (p.carrier_id)) each (place)
          where op.order_id = c.order_id and place is not null order by place) as places,
        concat_ws(' ', c.number, c.order_no,
          (select concat_ws(' ', k.nick, k.receiver) from order_contacts k where k.order_id = c.order_id
            and not exists (select from customers u where u.id = c.customer_id and u.erased_at is not null)),
          (select string_agg(l.title, ' ' order by l.position) from sub_orders l where l.order_id = c.order_id),
          (select string_agg(concat_ws(' ', l.name, l.model), ' ' order by l.line_no) from case_lines l where l.case_id = c.id and l.replaced_at is null),
          (select string_agg(r.words, ' ' order by r.round) from reports r where r.case_id = c.id)) as text
      from cases c where c.id = any(${[...caseIds]}::uuid[])`,
    tx,
  );
  if (sources.length === 0) return;
  const rows = sources.map((source) => {
    const body = normalise(source.text).slice(0, longestBody);
    return sql`(${source.caseId}::uuid, ${source.shopId}::uuid, ${source.seq}::int8, ${body}, ${tsvectorLiteral(searchTokens(body))}::tsvector,
      ${source.open}::boolean, ${source.places}::uuid[])`;
  });
  await sql`insert into case_search (case_id, shop_id, seq, body, v, open, places) values ${sql.join(rows)}
    on conflict (case_id) do update set body = excluded.body, v = excluded.v, open = excluded.open, places = excluded.places
    where (case_search.body, case_search.open, case_search.places) is distinct from (excluded.body, excluded.open, excluded.places)`.execute(
    tx,
  );
}

/** Open cases about these orders. */
export async function openCasesOf(on: Reader, orderIds: readonly string[]): Promise<string[]> {
  const rows = await all(
    sql<{ id: string }>`select id from cases where order_id = any(${[...orderIds]}::uuid[]) and closed_at is null`,
    on,
  );
  return rows.map((row) => row.id);
}

/** Newest rows looked through before the index is asked, and when it finds too many; hits of it that are fetched to be sorted. */
const usual = { near: 4_000, far: 70_000, hits: 3_000 };

/** So many numbers of cases are one portion to the index (migration 0090): the newest two are asked first. */
const portion = 80_000;

/**
 * Cases whose text holds `text`, newest first; text without letters or digits finds nothing. A common word is found among
 * the newest rows, a rarer one by the index among the newest portions of it, a rare one by all of the index; how common it is isn't
 * known beforehand (the database takes the bigrams of one word for independent and expects a thousandth of what is there),
 * so the cheap ways are tried first.
 */
export async function textMatches(on: Reader, text: string, limit: number, { near, far, hits } = usual): Promise<string[]> {
  const condition = holds(text);
  const newest = async (among: number): Promise<string[] | null> => {
    const rows = await all(
      sql<{ id: string }>`select s.case_id as id from (select case_id, seq, body, v from case_search order by seq desc limit ${among}) s
        where ${condition} order by s.seq desc limit ${limit}`,
      on,
    );
    return rows.length < limit ? null : idsOf(rows);
  };
  /** By the index; null when it finds too many, or fewer than `least`. */
  const indexed = async (within: Sql<unknown>, least: number): Promise<string[] | null> => {
    const rows = await all(
      sql<{ id: string; seq: number }>`select s.case_id as id, s.seq from case_search s where ${condition} and ${within} limit ${hits + 1}`,
      on,
    );
    return rows.length > hits || rows.length < least ? null : idsOf(rows.sort((a, b) => b.seq - a.seq).slice(0, limit));
  };
  const [first, top] = await Promise.all([newest(near), one(sql<{ seq: number | null }>`select max(seq) as seq from case_search`, on)]);
  if (first) return first;
  const last = Math.floor((top?.seq ?? 0) / portion);
  const newer = sql`array[(s.seq / 80000)::int] && ${[last, last - 1]}::int[]`;
  return (await indexed(newer, limit)) ?? (await indexed(sql`true`, 0)) ?? (await newest(far)) ?? (await allMatches(on, condition, limit));
}

/** A word of thousands of cases, none of them new. */
async function allMatches(on: Reader, condition: Sql<unknown>, limit: number): Promise<string[]> {
  return idsOf(
    await all(
      sql<{
        id: string;
      }>`select h.id from (select s.case_id as id, s.seq from case_search s where ${condition} offset 0) h order by h.seq desc limit ${limit}`,
      on,
    ),
  );
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map((row) => row.id);
}

/**
 * SQL condition on `case_search s`: bigrams find candidates through GIN, LIKE decides (stack.md, search). Nothing is missed
 * that a plain scan finds, but for a piece from inside a number, which has its own look-up.
 */
export function holds(text: string): Sql<unknown> {
  const wanted = normalise(text);
  const query = tsqueryLiteral(wanted);
  return query === '' ? sql`false` : sql`s.v @@ ${query}::tsquery and s.body like ${`%${wanted.replace(/[\\%_]/g, '\\$&')}%`}`;
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

/** Ways in which cases are found; a way with nothing to look for isn't asked. */
export interface Wanted {
  readonly seqs: readonly number[];
  readonly orderIds: readonly string[];
  /** Order numbers as the customers gave them: also of orders that aren't here. */
  readonly numbers: readonly string[];
  readonly handles: readonly string[];
  readonly caseIds: readonly string[];
}

/** The newest 50 cases among those wanted that the actor may see, open ones first. Each way is cut by itself, so that one that finds half of everything costs no more. */
export async function casesFound(on: Reader, actor: Actor, wanted: Wanted): Promise<CaseHit[]> {
  const seen = scopeCondition(actor, 'case.read', { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' });
  const ways = [
    { asked: wanted.seqs, from: sql`from cases c where c.seq = any(${[...wanted.seqs]}::int8[])` },
    { asked: wanted.orderIds, from: sql`from cases c where c.order_id = any(${[...wanted.orderIds]}::uuid[])` },
    {
      asked: wanted.numbers,
      from: sql`from cases c where c.order_no = any(${[...wanted.numbers]}::text[]) and c.shop_id = any(array(select id from shops))`,
    },
    {
      asked: wanted.handles,
      from: sql`from customer_handles h join cases c on c.customer_id = h.customer_id where h.value = any(${[...wanted.handles]}::text[])`,
    },
    { asked: wanted.caseIds, from: sql`from cases c where c.id = any(${[...wanted.caseIds]}::uuid[])` },
  ].filter((way) => way.asked.length > 0);
  if (ways.length === 0) return [];
  const hits = ways.map(({ from }) => sql`(select c.id ${from} and ${seen} order by (c.closed_at is null) desc, c.seq desc limit 50)`);
  return all(
    sql<CaseHit>`select c.id as "caseId", c.number, c.problem, c.summary, s.name as shop, s.name_en as "shopEn", c.order_id as "orderId", c.order_no as "orderNo", c.stage, c.outcome, c.received_at as "receivedAt"
      from (${sql.join(hits, sql` union `)}) h join cases c on c.id = h.id join shops s on s.id = c.shop_id
      order by (c.closed_at is null) desc, c.seq desc limit 50`,
    on,
  );
}

/** NFKC, lower case, every run of blanks one space: as stored and as asked. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
