import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertKey, keyById, type KeyRow, listKeys, revokeKeyRow } from './keyStore.ts';
import { isAction } from './roles.ts';
import { shownOnce } from './shownOnce.ts';
import { unknownShops } from './staffStore.ts';
import type { ApiKey } from './wire.ts';

/** How every API key begins, so that a leaked one is recognised. */
export const keyPrefix = 'amk_';

/** Makes a key for a system; the key itself is in this answer only. Refuses: no-such-shop. */
export async function createKey(
  command: Command,
  given: { name: string; scopes: readonly string[]; allShops: boolean; shopIds: readonly string[] },
): Promise<Result<{ apiKey: ApiKey; key?: string | undefined }>> {
  if ((await unknownShops(command.tx, given.shopIds)).length > 0) return refuse('no-such-shop', { field: 'shopIds' });
  const id = newId();
  const key = `${keyPrefix}${newSecret()}`;
  await insertKey(
    command.tx,
    { ...given, id, scopes: [...new Set(given.scopes)], hash: hashSecret(key), createdBy: command.actor.id },
    command.now,
  );
  await writeEvents(command, [{ kind: 'key.created', data: { keyId: id, scopes: [...given.scopes] } }]);
  const row = await keyById(command.tx, id);
  return row ? ok(shownOnce({ apiKey: present(row) }, 'key', key)) : refuse('not-found');
}

/** Ends a key at once; repeated, it stays ended. Refuses: not-found. */
export async function revokeKey(command: Command, id: string): Promise<Result<Record<string, never>>> {
  if (await revokeKeyRow(command.tx, id, command.now)) {
    await writeEvents(command, [{ kind: 'key.revoked', data: { keyId: id } }]);
    return ok({});
  }
  return (await keyById(command.tx, id)) ? ok({}) : refuse('not-found');
}

export async function allKeys(on: Reader): Promise<ApiKey[]> {
  return (await listKeys(on)).map(present);
}

function present(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes.filter(isAction),
    allShops: row.allShops,
    shopIds: row.shopIds,
    createdBy: { id: row.createdBy, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
