import { minute } from '#platform/clock.ts';
import { all, askOften, type Database, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { settingsNumber, settingsSeen } from '#platform/kept.ts';

export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly allShops: boolean;
  readonly shopIds: string[];
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = sql`k.id, k.name, k.scopes, k.all_shops as "allShops", k.shop_ids::text[] as "shopIds", k.created_by as "createdBy",
  s.name as "createdByName", k.created_at as "createdAt", k.used_at as "usedAt", k.revoked_at as "revokedAt"`;

export async function listKeys(on: Reader): Promise<KeyRow[]> {
  return all(
    sql<KeyRow>`select ${columns} from api_keys k join staff s on s.id = k.created_by order by k.revoked_at nulls first, k.id`,
    on,
  );
}

/** A key that isn't revoked, by its hash. Asked by every request of a system; brings the number of the settings along. */
export async function keyByHash(db: Database, hash: string): Promise<KeyRow | undefined> {
  const [row] = await askOften(
    db,
    sql<
      KeyRow & { settings: number }
    >`select ${columns}, ${settingsNumber} as settings from api_keys k join staff s on s.id = k.created_by where k.key_hash = ${hash} and k.revoked_at is null`,
  );
  if (row) settingsSeen(db, row.settings);
  return row;
}

export async function keyById(on: Reader, id: string): Promise<KeyRow | undefined> {
  return one(sql<KeyRow>`select ${columns} from api_keys k join staff s on s.id = k.created_by where k.id = ${id}`, on);
}

export async function insertKey(
  tx: Tx,
  row: {
    id: string;
    name: string;
    hash: string;
    scopes: readonly string[];
    allShops: boolean;
    shopIds: readonly string[];
    createdBy: string;
  },
  now: Date,
): Promise<void> {
  await sql`insert into api_keys (id, name, key_hash, scopes, all_shops, shop_ids, created_by, created_at)
    values (${row.id}, ${row.name}, ${row.hash}, ${[...row.scopes]}::text[], ${row.allShops}, ${[...row.shopIds]}::uuid[], ${row.createdBy}, ${now})`.execute(
    tx,
  );
}

export async function revokeKeyRow(tx: Tx, id: string, now: Date): Promise<boolean> {
  const gone = await sql`update api_keys set revoked_at = ${now} where id = ${id} and revoked_at is null`.execute(tx);
  return gone.numAffectedRows === 1n;
}

/** "Last used" to the quarter of an hour: enough to find dead keys, and no write per request. */
export async function touchKey(on: Reader, row: KeyRow, now: Date): Promise<void> {
  if (row.usedAt && now.getTime() - row.usedAt.getTime() < 15 * minute) return;
  await sql`update api_keys set used_at = ${now} where id = ${row.id}`.execute(on);
}
