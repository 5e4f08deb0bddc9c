import { createHash } from 'node:crypto';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, jsonb, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { arriveResend, failResend, pickUp } from './endResend.ts';
import { layoutsOf } from './layouts.ts';
import type { Moved } from './moveTask.ts';
import { type BackRow, readBack } from './resendFile.ts';
import { readSheet } from './sheets.ts';
import { shipResend } from './shipResend.ts';
import { taskByKey } from './tasksStore.ts';

/** More rows than an export ever has, several times over. */
const most = 5000;

export interface Imported {
  readonly id: string;
  readonly rows: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly line: number; readonly key: string; readonly refused: Refusal }[];
}

/**
 * Takes a warehouse's file back (FU-14): our key finds the task; number, carrier and state go in, each row in a transaction
 * of its own. A bad row is refused with its line and reason and the rest goes in; the same file again changes nothing.
 * Refuses `file-unreadable`, `no-key-column`, `too-many-rows`.
 */
export async function importResends(
  house: House,
  who: { actor: Actor; cause: string },
  file: { name: string; bytes: Buffer },
): Promise<Result<Imported>> {
  const sheet = await readSheet(file.bytes);
  if (!sheet.ok) return sheet;
  const own = await layoutsOf(house.db, who.actor);
  const rows = readBack(
    sheet.value,
    own.map((each) => each.columns),
  );
  if (!rows) return refuse('no-key-column', { field: 'file' });
  if (rows.length > most) return refuse('too-many-rows', { field: 'file', data: { most } });
  const refused: { line: number; key: string; refused: Refusal }[] = [];
  let changed = 0;
  let unchanged = 0;
  for (const row of rows) {
    const done = await takeRow(house, who, row);
    if (!done.ok) refused.push({ line: row.line, key: row.key, refused: done.refused });
    else if (done.value) changed += 1;
    else unchanged += 1;
  }
  const id = newId();
  await sql`insert into resend_imports (id, file_name, sha256, row_count, changed, unchanged, refused, made_by, at)
    values (${id}, ${file.name}, ${createHash('sha256').update(file.bytes).digest('hex')}, ${rows.length}, ${changed}, ${unchanged},
      ${jsonb(refused.map((each) => ({ line: each.line, key: each.key, code: each.refused.code })))}, ${`${who.actor.kind}:${who.actor.id}`}, ${house.clock.now()})`.execute(
    house.db,
  );
  house.wake();
  return ok({ id, rows: rows.length, changed, unchanged, refused });
}

class Back extends Error {
  readonly refused: Refusal;
  constructor(refused: Refusal) {
    super('refused');
    this.refused = refused;
  }
}

/** True when the row changed something. A refusal rolls the row back as a whole. */
async function takeRow(house: House, who: { actor: Actor; cause: string }, row: BackRow): Promise<Result<boolean>> {
  try {
    return await inTransaction(house.db, async (tx) => {
      const done = await apply({ tx, now: house.clock.now(), actor: who.actor, cause: who.cause }, row);
      if (!done.ok) throw new Back(done.refused);
      return done;
    });
  } catch (error) {
    if (error instanceof Back) return { ok: false, refused: error.refused };
    throw error;
  }
}

async function apply(command: Command, row: BackRow): Promise<Result<boolean>> {
  const { read } = row;
  if ('refused' in read) return refuse(`row-${read.refused}`, { data: { line: row.line } });
  if (read.says === 'nothing') return ok(false);
  const task = await taskByKey(command.tx, row.key);
  if (!task) return refuse('row-key-unknown', { data: { key: row.key } });
  if (read.says === 'picked-up') return changedBy(await pickUp(command, task.id));
  if (read.says === 'failed') return changedBy(await failResend(command, task.id, { reason: read.reason, note: read.note }));
  const shipped = await shipResend(command, task.id, read, { correct: false });
  if (!shipped.ok || read.says === 'shipped') return changedBy(shipped);
  const arrived = await arriveResend(command, task.id);
  return arrived.ok ? ok(shipped.value.changed || arrived.value.changed) : arrived;
}

function changedBy(moved: Result<Moved>): Result<boolean> {
  return moved.ok ? ok(moved.value.changed) : moved;
}
