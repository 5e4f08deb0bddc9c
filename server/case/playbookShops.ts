import { shopById } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql, type Tx } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Playbook } from './playbook.ts';
import { playbookOf, playbooksInForce } from './playbooks.ts';

/** For whom a playbook is in force; null: every shop that has no playbook of its own for a problem. */
interface Assigned {
  readonly playbook: Playbook;
  readonly shopIds: readonly string[] | null;
}

/**
 * Chooses the shops of a playbook; none: every shop. Where two playbooks in force handle one problem, the one that names the
 * shop wins over the one for every shop, so only two that stand alike are in each other's way. Refuses `not-found`,
 * `no-such-shop`, and `playbooks-overlap` with the other playbook and the problem.
 */
export async function setPlaybookShops(command: Command, name: string, shopIds: readonly string[]): Promise<Result<{ name: string }>> {
  const { tx } = command;
  const all = await assigned(tx);
  const own = all.find((each) => each.playbook.playbook === name);
  if (!own) return refuse('not-found');
  const wanted = [...new Set(shopIds)].sort();
  for (const [at, shopId] of wanted.entries()) if (!(await shopById(tx, shopId))) return refuse('no-such-shop', { field: `shopIds.${at}` });
  const shops = wanted.length === 0 ? null : wanted;
  const clash = isSame(own.shopIds, shops) ? undefined : clashOf({ playbook: own.playbook, shopIds: shops }, all);
  if (clash) return refuse('playbooks-overlap', { field: 'shopIds', data: { ...clash.other.title, problem: clash.problem } });
  await sql`update playbooks set shop_ids = ${shops}::uuid[] where name = ${name}`.execute(tx);
  await writeEvents(command, [{ kind: 'playbook.shops-set', data: { playbook: name, shops: wanted } }]);
  return ok({ name });
}

/** Another playbook that would handle a problem of this one for one shop with equal right. Pure. */
export function clashOf(own: Assigned, all: readonly Assigned[]): { other: Playbook; problem: string } | undefined {
  for (const each of all) {
    if (each.playbook.playbook === own.playbook.playbook || !standAlike(own.shopIds, each.shopIds)) continue;
    const problem = own.playbook.problems.find((code) => each.playbook.problems.includes(code));
    if (problem !== undefined) return { other: each.playbook, problem };
  }
  return undefined;
}

function standAlike(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.some((shopId) => other.includes(shopId));
}

function isSame(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return one === null || other === null ? one === other : one.length === other.length && one.every((shopId) => other.includes(shopId));
}

async function assigned(tx: Tx): Promise<Assigned[]> {
  const rows = await playbooksInForce(tx);
  return Promise.all(rows.map(async ({ id, shopIds }) => ({ playbook: await playbookOf(tx, id), shopIds })));
}
