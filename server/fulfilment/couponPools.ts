import { parse } from 'csv-parse/sync';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn, scopeCondition } from '#staff/contract.ts';

export interface PoolGiven {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly shopId: string | null;
  readonly validUntil: string | null;
  readonly lowMark: number;
  readonly active: boolean;
}

/** Makes a pool, or changes the one of this code. Refuses `not-found` for a shop that the actor doesn't keep. */
export async function savePool(command: Command, given: PoolGiven): Promise<Result<{ id: string }>> {
  if (!mayOn(command.actor, 'remedy.policy-edit', { shopId: given.shopId })) return refuse('not-found', { field: 'shopId' });
  const row = await one(
    sql<{ id: string }>`insert into coupon_pools (id, shop_id, code, name, name_en, valid_until, low_mark, active, created_at)
      values (${newId()}, ${given.shopId}, ${given.code}, ${given.name}, ${given.nameEn}, ${given.validUntil}, ${given.lowMark}, ${given.active}, ${command.now})
      on conflict (code, coalesce(shop_id, '00000000-0000-0000-0000-000000000000')) do update set name = excluded.name, name_en = excluded.name_en,
        valid_until = excluded.valid_until, low_mark = excluded.low_mark, active = excluded.active returning id`,
    command.tx,
  );
  if (!row) throw new Error(`pool ${given.code} was neither made nor changed`);
  return ok(row);
}

export interface Pool {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shop: { readonly id: string; readonly name: string } | null;
  readonly validUntil: string | null;
  readonly lowMark: number;
  readonly active: boolean;
  readonly left: number;
  readonly given: number;
}

/** Every pool with how much is left; the codes themselves are shown to nobody but the customer who has one. */
export async function listPools(on: Reader, actor: Actor, lang: Lang): Promise<Pool[]> {
  const rows = await all(
    sql<Omit<Pool, 'shop' | 'validUntil'> & { validUntil: Date | null; shopId: string | null; shopName: string | null }>`
      select p.id, p.code, case when ${lang} = 'zh' then p.name else p.name_en end as name, p.shop_id as "shopId",
        case when ${lang} = 'zh' then s.name else s.name_en end as "shopName", p.valid_until as "validUntil", p.low_mark as "lowMark", p.active,
        (select count(*) from coupon_codes c where c.pool_id = p.id and c.task_id is null) as left,
        (select count(*) from coupon_codes c where c.pool_id = p.id and c.task_id is not null) as given
      from coupon_pools p left join shops s on s.id = p.shop_id
      where p.shop_id is null or ${scopeCondition(actor, 'fulfilment.read', { shop: 'p.shop_id' })} order by p.active desc, p.code`,
    on,
  );
  return rows.map(({ shopId, shopName, validUntil, ...row }) => ({
    ...row,
    shop: shopId === null ? null : { id: shopId, name: shopName ?? '' },
    validUntil: validUntil?.toISOString() ?? null,
  }));
}

/** Codes of a platform are printable and without blanks. */
const codeForm = /^[\x21-\x7e]{4,64}$/;
const headers = new Set(['code', 'codes', '券码', '优惠码', '兑换码']);

/** Adds the codes of a CSV to a pool; one that it has, used or not, is passed over (FU-16). Refuses `not-found`, `no-codes`. */
export async function addCodes(
  command: Command,
  poolId: string,
  csv: string,
): Promise<Result<{ added: number; known: number; refused: { line: number }[] }>> {
  const pool = await one(sql<{ shopId: string | null }>`select shop_id as "shopId" from coupon_pools where id = ${poolId}`, command.tx);
  if (!pool || !mayOn(command.actor, 'remedy.policy-edit', pool)) return refuse('not-found');
  const cells = parse(csv.replace(/^\uFEFF/, ''), { relax_column_count: true, relax_quotes: true, skip_empty_lines: false }).map(
    (row, i) => ({ line: i + 1, code: (row[0] ?? '').trim().replace(/^'/, '') }),
  );
  const lines = cells.filter(({ line, code }) => code !== '' && !(line === 1 && headers.has(code.toLowerCase())));
  if (lines.length === 0) return refuse('no-codes', { field: 'csv' });
  const fit = [...new Set(lines.filter(({ code }) => codeForm.test(code)).map(({ code }) => code))];
  const added = await all(
    sql<{ id: string }>`insert into coupon_codes (id, pool_id, code, added_at)
      select u.id, ${poolId}, u.code, ${command.now} from unnest(${fit.map(() => newId())}::uuid[], ${fit}::text[]) as u(id, code)
      on conflict (pool_id, code) do nothing returning id`,
    command.tx,
  );
  await writeEvents(command, [{ kind: 'coupons.added', data: { pool: poolId, added: added.length } }]);
  const refused = lines.filter(({ code }) => !codeForm.test(code)).map(({ line }) => ({ line }));
  return ok({ added: added.length, known: lines.length - refused.length - added.length, refused });
}
