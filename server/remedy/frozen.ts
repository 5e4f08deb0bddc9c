import { createHash } from 'node:crypto';
import { all, type Reader, sql } from '#platform/db.ts';

/** One thing that a decision could rest on, as it stood: which, when, and of a file its content's hash. Neither names nor words. */
export interface Frozen {
  readonly kind: 'file' | 'material' | 'question' | 'finding' | 'liability' | 'offer';
  readonly id: string;
  readonly round: number;
  readonly at: string;
  readonly sha: string | null;
}

/** Everything on the case that a decision up to `round` could rest on, as it stood at `until`, oldest first (TA-3, RE-12). */
export async function frozenUntil(on: Reader, caseId: string, round: number, until: Date): Promise<Frozen[]> {
  const rows = await all(
    sql<Omit<Frozen, 'at'> & { at: Date }>`select * from (
        select 'file' as kind, f.id, e.round, e.added_at as at, f.sha256 as sha from case_files e join files f on f.id = e.file_id where e.case_id = ${caseId}
        union all select 'material', id, round, at, null from case_materials where case_id = ${caseId}
        union all select 'question', id, round, answered_at, null from questions where case_id = ${caseId} and answered_at is not null
        union all select 'finding', id, round, at, null from findings where case_id = ${caseId}
        union all select 'liability', id, round, at, null from liabilities where case_id = ${caseId}
        union all select 'offer', id, round, at, null from offers where case_id = ${caseId}
      ) x where round <= ${round} and at <= ${until} order by at, kind, id`,
    on,
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** One number for the whole list: it comes out the same only while nothing was added to, taken from or changed in it. Pure. */
export function hashOfFrozen(frozen: readonly Frozen[]): string {
  const plain = frozen.map(({ kind, id, round, at, sha }) => [kind, id, round, at, sha]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
