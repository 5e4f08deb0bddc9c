import { all, type Reader, sql } from '#platform/db.ts';

/** That somebody has looked into a difference: who, when and why. */
export interface Tick {
  readonly by: string;
  readonly at: Date;
  readonly why: string;
}

/** A difference as it was seen. */
export interface Seen {
  readonly what: string;
  readonly key: string;
  readonly ours: number;
  readonly ledger: number;
  readonly partner: number;
}

/** Other figures of the same thing are another difference. */
export const nameOf = ({ what, key, ours, ledger, partner }: Seen): string => [what, key, ours, ledger, partner].join('|');

/** Ticks by what they were made for. */
export async function ticksOf(on: Reader, differences: readonly Seen[]): Promise<(difference: Seen) => Tick | undefined> {
  const rows = await all(
    sql<
      Seen & Tick
    >`select k.what, k.key, k.ours, k.ledger, k.partner, s.name as by, k.at, k.reason as why from reconciliation_ticks k join staff s on s.id = k.by_id
      where k.key = any(${differences.map((each) => each.key)}) order by k.at`,
    on,
  );
  const found = new Map(rows.map((row) => [nameOf(row), { by: row.by, at: row.at, why: row.why }]));
  return (difference) => found.get(nameOf(difference));
}
