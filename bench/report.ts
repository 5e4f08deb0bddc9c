import type { Clocks } from './clocks.ts';
import type { Timed } from './lists.ts';
import { median, quantile } from './numbers.ts';
import type { Registering } from './registering.ts';
import type { Recall } from './search.ts';

export interface Results {
  readonly at: string;
  readonly cases: number;
  readonly cores: number;
  readonly loadBefore: string;
  loadAfter?: string;
  /** Bytes after gzip. */
  readonly portal: number | null;
  registering?: Registering;
  lists?: Timed[];
  search?: { requests: Timed[]; texts: { text: string; p50: number; p95: number; hits: number }[]; recall: Recall };
  clocks?: Clocks;
}

/** The whole run as one table: what was measured, what came out, what is wanted. */
export function tableOf(results: Results): string {
  const rows: string[][] = [['what', 'measured', 'wanted']];
  const { registering: r, lists, search, clocks } = results;
  if (r) {
    const used = (pick: (round: Registering['rounds'][number]) => number): string => median(r.rounds.map(pick)).toFixed(2);
    rows.push(
      [
        'registering: ratio to the limit',
        `${r.ratio.toFixed(2)}   (${r.rounds.map((each) => (each.ours / each.limit).toFixed(2)).join(' ')})`,
        '≥ 0.50',
      ],
      ['  cases per second, program / limit', `${r.ours.toFixed(0)} / ${r.limit.toFixed(0)}`, ''],
      [
        '  rounds that count (lag ≤ 2 s, drained)',
        `${r.counted} of ${r.rounds.length}; worst lag ${Math.max(...r.rounds.map((each) => each.worstLag)).toFixed(2)} s`,
        'all',
      ],
      ['  answer p50 / p95', `${ms(r.p50)} / ${ms(r.p95)}`, ''],
      [
        '  processor per case: serve / work / database',
        `${used((x) => x.oursUsed.serve)} / ${used((x) => x.oursUsed.work)} / ${used((x) => x.oursUsed.database)} ms`,
        '',
      ],
      [
        '  processor per case at the limit: client / database',
        `${used((x) => x.limitUsed.bench)} / ${used((x) => x.limitUsed.database)} ms`,
        '',
      ],
      [
        '  rows per case',
        Object.entries(r.rows)
          .map(([table, n]) => `${table} ${n}`)
          .join(', '),
        '',
      ],
    );
  }
  for (const each of lists ?? []) {
    rows.push([
      each.name,
      `p50 ${ms(each.p50)}  p95 ${ms(each.p95)}  ×${each.growth?.toFixed(2) ?? '–'}   query ${ms(each.queryP50)} / ${ms(each.queryP95)}`,
      'p95 ≤ 20 ms, ×1.5',
    ]);
  }
  if (search) {
    const all = search.requests;
    const worst = all.reduce((most, each) => (each.p95 > most.p95 ? each : most));
    rows.push(
      [
        'search over HTTP, p95 over all / worst',
        `${ms(
          quantile(
            all.map((each) => each.p95),
            0.95,
          ),
        )} / ${ms(worst.p95)} (${worst.name})`,
        '≤ 50 ms',
      ],
      ['  text alone, worst p95', ms(Math.max(...search.texts.map((each) => each.p95))), ''],
      [
        '  recall',
        `${search.recall.asked} texts, ${search.recall.hits} hits, missed: ${search.recall.missed.join('; ') || 'none'}`,
        'none missed',
      ],
    );
  }
  if (clocks) {
    rows.push(
      [`clocks: sweep of ${clocks.running} running, nothing due`, `p50 ${ms(clocks.idleP50)}  p95 ${ms(clocks.idleP95)}`, 'what is due'],
      [`  ${clocks.fired} due`, ms(clocks.due), ''],
      ['  200 warnings / breaches within', `${clocks.warnedWithin.toFixed(2)} / ${clocks.breachedWithin.toFixed(2)} s`, '≤ 2 s'],
    );
  }
  rows.push(
    [
      'portal, script of the first load',
      results.portal === null ? 'not built' : `${(results.portal / 1000).toFixed(1)} kB gzip`,
      '≤ 25 kB',
    ],
    ['load before / after', `${results.loadBefore} / ${results.loadAfter ?? ''}, ${results.cores} cores`, ''],
  );
  return render(rows);
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

function render(rows: readonly string[][]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1)];
  return `\n${rows.map((row) => `${row[0]?.padEnd(widths[0] ?? 0)}  ${row[1]?.padEnd(widths[1] ?? 0)}  ${row[2] ?? ''}`.trimEnd()).join('\n')}\n`;
}
