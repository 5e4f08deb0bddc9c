import { parseCaseNumber } from '#case/contract.ts';
import { findOrders, type Guess } from '#commerce/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { maskName } from '#platform/text.ts';
import { type CaseHit, casesFound, textMatches } from './searchStore.ts';
import type { triageRoutes } from './wire.ts';
import type { Answer } from '#platform/wire.ts';

type Found = Answer<typeof triageRoutes.search>;

/** Text hits that are looked at; what lies beyond is found by a longer text. */
const mostHits = 200;
/** A pasted paragraph is no text that a case could hold whole: only a short one is searched for. */
const longestText = 60;

/**
 * One box for anything that can be copied (OR-2): says what it took the input for, finds orders and cases, and names the
 * one case to open when a number means exactly one.
 */
export async function searchEverything(on: Reader, actor: Actor, q: string, lang: Lang): Promise<Found> {
  // Neither needs the other; on the desk the two together take as long as the slower.
  const [{ took, orders }, texts] = await Promise.all([
    findOrders(on, actor, q),
    q.length <= longestText ? textMatches(on, q, mostHits) : [],
  ]);
  const seqs = took.flatMap((guess) => (guess.kind === 'case' ? seqOf(guess) : []));
  const numbers = took.filter((guess) => isNumber(guess)).map((guess) => guess.value);
  const handles = took
    .filter((guess) => ['phone', 'email', 'nick'].includes(guess.kind))
    .map((guess) => guess.value.split('-')[0] ?? guess.value);
  const [cases, shops] = await Promise.all([
    casesFound(on, actor, { seqs, orderIds: orders.map((order) => order.orderId), numbers, handles, caseIds: texts }),
    shopNames(
      on,
      orders.map((order) => order.shopId),
      lang,
    ),
  ]);
  return {
    took: took.map(({ kind, value, carrier }) => ({ kind, value, ...(carrier ? { carrier } : {}) })),
    open: toOpen(cases, seqs, numbers.length > 0 || orders.length === 1),
    cases: cases.map((hit) => ({
      caseId: hit.caseId,
      number: hit.number,
      problem: hit.problem,
      summary: hit.summary,
      shop: lang === 'zh' ? hit.shop : hit.shopEn,
      orderNo: hit.orderNo,
      stage: hit.stage,
      outcome: hit.outcome,
      receivedAt: hit.receivedAt.toISOString(),
      by: foundBy(hit, took, orders),
    })),
    orders: orders.map((order) => ({
      orderId: order.orderId,
      shopId: order.shopId,
      shop: shops.get(order.shopId) ?? '',
      orderNo: order.orderNo,
      state: order.state,
      placedAt: order.placedAt?.toISOString() ?? null,
      nick: order.nick === null ? null : maskName(order.nick),
      titles: [...order.titles],
      by: order.by,
    })),
  };
}

function seqOf(guess: Guess): number[] {
  const parsed = parseCaseNumber(guess.value);
  return parsed.ok ? [parsed.value.seq] : [];
}

function isNumber(guess: Guess): boolean {
  return !['case', 'phone', 'phoneTail', 'nick', 'email', 'paragraph'].includes(guess.kind);
}

/** A case number opens its case; any other number opens a case when it means only one. */
function toOpen(cases: readonly CaseHit[], seqs: readonly number[], isOneNumber: boolean): Found['open'] {
  const [only, second] = cases;
  if (!only || second) return null;
  return seqs.length > 0 || isOneNumber ? { caseId: only.caseId } : null;
}

function foundBy(hit: CaseHit, took: readonly Guess[], orders: readonly { orderId: string; by: string }[]): string {
  const order = orders.find((each) => each.orderId === hit.orderId);
  return order?.by ?? took.find((guess) => guess.value === hit.orderNo || guess.kind === 'case')?.value ?? took[0]?.value ?? '';
}

async function shopNames(on: Reader, ids: readonly string[], lang: Lang): Promise<ReadonlyMap<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await all(
          sql<{ id: string; zh: string; en: string }>`select id, name as zh, name_en as en from shops where id = any(${[...ids]}::uuid[])`,
          on,
        );
  return new Map(rows.map((row) => [row.id, row[lang]]));
}
