import type { Doing } from '#case/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { type Refused, refuse } from '#platform/result.ts';

/** Whom a complaint is about: staff who bear a share of the liability, or whom the report names as its subject (LI-5). */
export async function subjectsOf(on: Reader, caseId: string): Promise<string[]> {
  const rows = await all(
    sql<{
      id: string;
    }>`select s.staff_id::text as id from liability_shares s join liabilities l on l.id = s.liability_id where l.case_id = ${caseId} and s.staff_id is not null
      union select p.id::text from reports r join staff p on p.id::text = r.registered ->> 'aboutStaff' or p.login = r.registered ->> 'aboutStaff' where r.case_id = ${caseId}`,
    on,
  );
  return rows.map((row) => row.id);
}

/** Whether the complaint is about this very person. */
export async function isSubject(on: Reader, caseId: string, actor: Actor): Promise<boolean> {
  return actor.kind === 'staff' && (await subjectsOf(on, caseId)).includes(actor.id);
}

/** Nobody decides on a complaint about themselves (LI-5): refuses `subject-of-complaint`. */
export async function subjectMayNot({ command, theCase }: Pick<Doing, 'command' | 'theCase'>): Promise<Refused | undefined> {
  return (await isSubject(command.tx, theCase.id, command.actor)) ? refuse('subject-of-complaint') : undefined;
}

/** Upper ends of the bands in which values are alike, fen. */
const bands = [1_000, 5_000, 20_000, 50_000, 100_000, 500_000];
/** As many like cases are needed before one is called unlike them. */
const fewest = 20;
const days = 90;

/** What was granted in like cases, and that an offer lies outside of it (LI-5). */
export interface Outlier {
  readonly side: 'above' | 'below';
  readonly fen: number;
  readonly cases: number;
  /** 5th, 50th and 95th percentile, fen. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** The band of a value: from (exclusive; 0 inclusive) and to, fen. Pure. */
export function bandOf(fen: number): { from: number; to: number | null } {
  const at = bands.findIndex((top) => fen <= top);
  return at < 0 ? { from: bands.at(-1) ?? 0, to: null } : { from: bands[at - 1] ?? -1, to: bands[at] ?? null };
}

/** What lies outside the 5th to 95th percentile of at least 20 like cases; undefined: it doesn't, or there are too few. Pure. */
export function outlierOf(fen: number, like: { cases: number; low: number; middle: number; high: number }): Outlier | undefined {
  if (like.cases < fewest) return undefined;
  if (fen > like.high) return { side: 'above', fen, ...like };
  return fen < like.low ? { side: 'below', fen, ...like } : undefined;
}

/** Looks at what was chosen in cases of the same problem and value band in the last 90 days. `worth`: of the goods concerned, fen. */
export async function findOutlier(
  on: Reader,
  asked: { caseId: string; problem: string; worth: number; fen: number; now: Date },
): Promise<Outlier | undefined> {
  const band = bandOf(asked.worth);
  const since = new Date(asked.now.getTime() - days * 86_400_000);
  const like = await one(
    sql<{ cases: number; low: number | null; middle: number | null; high: number | null }>`
      select count(*) as cases, percentile_cont(0.05) within group (order by fen) as low, percentile_cont(0.5) within group (order by fen) as middle,
        percentile_cont(0.95) within group (order by fen) as high
      from (select distinct on (ch.case_id) coalesce(op.weight_fen, op.fen, op.cost_fen, 0) as fen
        from choices ch join offer_options op on op.id = ch.option_id join offers o on o.id = ch.offer_id join cases c on c.id = ch.case_id
        where ch.at >= ${since} and ch.case_id <> ${asked.caseId} and c.problem = ${asked.problem}
          and (op.plan ->> 'valueFen')::bigint > ${band.from} and (${band.to}::bigint is null or (op.plan ->> 'valueFen')::bigint <= ${band.to})
        order by ch.case_id, ch.at desc) x`,
    on,
  );
  if (!like || like.low === null || like.middle === null || like.high === null) return undefined;
  return outlierOf(asked.fen, {
    cases: like.cases,
    low: Math.round(like.low),
    middle: Math.round(like.middle),
    high: Math.round(like.high),
  });
}
