import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Processor time used so far by the program and by the database, in ms. */
export interface Used {
  readonly serve: number;
  readonly work: number;
  readonly database: number;
  /** The measuring process: load and arithmetic, no part of the product. */
  readonly bench: number;
}

/** One tick of /proc is 1/100 s on every Linux that we run on. */
const tick = 10;

/** Reads processor time from /proc. `postmaster` as `postmasterOf` found it. */
export function usedBy(pids: { serve: number; work: number; postmaster: number }): Used {
  return { serve: timeOf(pids.serve), work: timeOf(pids.work), database: timeOfFamily(pids.postmaster), bench: timeOf(process.pid) };
}

export function between(from: Used, to: Used): Used {
  return { serve: to.serve - from.serve, work: to.work - from.work, database: to.database - from.database, bench: to.bench - from.bench };
}

/** The server's first process: the parent of any connection's. */
export async function postmasterOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return Number(fieldsOf(rows[0]?.pid ?? 0)[1]);
}

/** Memory in use now, in MB. */
export function residentOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb ?? 0) / 1024);
}

export function loadNow(): string {
  return readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');
}

function timeOfFamily(parent: number): number {
  const own = fieldsOf(parent);
  let total = Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14]);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = fieldsOf(Number(name));
    if (Number(fields[1]) === parent) total += Number(fields[11]) + Number(fields[12]);
  }
  return total * tick;
}

function timeOf(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[11]) + Number(fields[12])) * tick;
}

/** Fields of /proc/pid/stat from the state on: 0 state, 1 parent, 11 user, 12 system, 13 and 14 of children that ended. */
function fieldsOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
