import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { all, inTransaction, one, type Reader, sql } from '#platform/db.ts';
import { kept } from '#platform/kept.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { sayFault } from './faults.ts';
import { parsePlaybook } from './parsePlaybook.ts';
import type { Playbook } from './playbook.ts';

const playbookFolder = join(import.meta.dirname, '../../playbooks');
/** A version never changes once it is written, so it may be kept for the life of the process. */
const versions = new Map<string, Playbook>();

/** The playbook version that a running case keeps. */
export async function playbookOf(on: Reader, versionId: string): Promise<Playbook> {
  const found = versions.get(versionId);
  if (found) return found;
  const row = await one(sql<{ body: Playbook }>`select body from playbook_versions where id = ${versionId}`, on);
  if (!row) throw new Error(`playbook version ${versionId} is not there`);
  versions.set(versionId, row.body);
  return row.body;
}

/** The version in force for new cases of a shop: the newest. Undefined when the shop has no such playbook, or it rests. */
export async function playbookInForce(
  on: Reader,
  name: string,
  shopId: string | null,
): Promise<{ id: string; version: number; playbook: Playbook; shopIds: readonly string[] | null } | undefined> {
  const found = (await playbooksInForce(on)).find((each) => each.name === name);
  if (!found || (shopId !== null && found.shopIds !== null && !found.shopIds.includes(shopId))) return undefined;
  return { id: found.id, version: found.version, playbook: await playbookOf(on, found.id), shopIds: found.shopIds };
}

/**
 * Names of the playbooks that new cases may use. For a shop: those that name it before those for every shop, each by their
 * name, so that the first that knows a problem is the one for it.
 */
export async function playbookNames(on: Reader, shopId: string | null = null): Promise<string[]> {
  const inForce = await playbooksInForce(on);
  if (shopId === null) return inForce.map((each) => each.name);
  const forShop = inForce.filter((each) => each.shopIds === null || each.shopIds.includes(shopId));
  return [...forShop.filter((each) => each.shopIds !== null), ...forShop.filter((each) => each.shopIds === null)].map((each) => each.name);
}

/** Every playbook that doesn't rest, with its newest version. */
export const playbooksInForce = kept(['playbooks', 'playbook_versions'], (on) =>
  all(
    sql<{
      name: string;
      shopIds: string[] | null;
      id: string;
      version: number;
    }>`select distinct on (p.name) p.name, p.shop_ids::text[] as "shopIds", v.id, v.version
      from playbooks p join playbook_versions v on v.playbook = p.name where p.active order by p.name, v.version desc`,
    on,
  ),
);

/**
 * At start: every file in playbooks/ is read and checked whole; one with a fault stops the start and prints line and
 * reason. A file whose content changed adds a version; it never replaces one that was edited in the product.
 */
export async function syncPlaybookFiles(house: House, folder = playbookFolder): Promise<void> {
  const names = (await readdir(folder)).sort();
  for (const file of names.filter((name) => name.endsWith('.yaml') && !name.endsWith('.words.yaml'))) {
    const wordsFile = file.replace(/\.yaml$/, '.words.yaml');
    const words = names.includes(wordsFile) ? { file: wordsFile, text: await readFile(join(folder, wordsFile), 'utf8') } : undefined;
    const parsed = parsePlaybook(await readFile(join(folder, file), 'utf8'), file, words);
    if (!parsed.ok) throw new PlaybookFault(parsed.faults.map((fault) => `${sayFault(fault, 'zh')} / ${fault.words.en}`).join('\n'));
    await addVersion(house, parsed.playbook);
  }
}

export class PlaybookFault extends Error {}

async function addVersion(house: House, playbook: Playbook): Promise<void> {
  const body = JSON.stringify(playbook);
  const hash = createHash('sha256').update(body).digest('hex');
  await inTransaction(house.db, async (tx) => {
    await sql`insert into playbooks (name) values (${playbook.playbook}) on conflict do nothing`.execute(tx);
    await sql`select 1 from playbooks where name = ${playbook.playbook} for update`.execute(tx);
    const newest = await one(
      sql<{
        origin: string;
        hash: string;
      }>`select origin, hash from playbook_versions where playbook = ${playbook.playbook} order by version desc limit 1`,
      tx,
    );
    // What was edited in the product stays in force; a file that goes back to what it said before is a new version all the same.
    if (newest?.origin === 'product' || newest?.hash === hash) return;
    await sql`insert into playbook_versions (id, playbook, version, origin, hash, body, valid_from, created_by)
      values (${newId()}, ${playbook.playbook}, (select coalesce(max(version), 0) + 1 from playbook_versions where playbook = ${playbook.playbook}),
        'file', ${hash}, ${body}::json, ${house.clock.now()}, 'file')`.execute(tx);
  });
}
