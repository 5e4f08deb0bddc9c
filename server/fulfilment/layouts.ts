import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn, scopeCondition } from '#staff/contract.ts';
import type { LayoutColumn } from './resendFile.ts';
import type { ResendLayout } from './wire.ts';

/** Own layouts of the shops that the reader works on, by name. */
export function layoutsOf(on: Reader, actor: Actor, shopId?: string): Promise<ResendLayout[]> {
  return all(
    sql<ResendLayout>`select l.id, l.shop_id as "shopId", l.name, l.columns from resend_layouts l
      where ${scopeCondition(actor, 'fulfilment.work', { shop: 'l.shop_id' })} and (${shopId ?? null}::uuid is null or l.shop_id = ${shopId ?? null}::uuid)
      order by l.name, l.id`,
    on,
  );
}

export function layoutById(on: Reader, actor: Actor, id: string): Promise<ResendLayout | undefined> {
  return one(
    sql<ResendLayout>`select l.id, l.shop_id as "shopId", l.name, l.columns from resend_layouts l
      where l.id = ${id} and ${scopeCondition(actor, 'fulfilment.work', { shop: 'l.shop_id' })}`,
    on,
  );
}

/**
 * Keeps how a shop's warehouse names our fields (FU-14). Refuses `not-found` for another's shop, `layout-without-key` when no
 * row of it could be known again, `layout-header-twice`.
 */
export async function saveLayout(
  command: Command,
  given: { shopId: string; name: string; columns: readonly LayoutColumn[] },
): Promise<Result<{ id: string }>> {
  if (!mayOn(command.actor, 'fulfilment.work', given)) return refuse('not-found', { field: 'shopId' });
  if (!given.columns.some((each) => each.field === 'key' || each.field === 'remark'))
    return refuse('layout-without-key', { field: 'columns' });
  const headers = given.columns.map((each) => each.header.toLowerCase());
  const twice = headers.find((header, i) => headers.indexOf(header) !== i);
  if (twice !== undefined) return refuse('layout-header-twice', { field: 'columns', data: { header: twice } });
  const row = await one(
    sql<{ id: string }>`insert into resend_layouts (id, shop_id, name, columns, made_by, at)
      values (${newId()}, ${given.shopId}, ${given.name}, ${jsonb(given.columns)}, ${`${command.actor.kind}:${command.actor.id}`}, ${command.now})
      on conflict (shop_id, name) do update set columns = excluded.columns, made_by = excluded.made_by, at = excluded.at returning id`,
    command.tx,
  );
  if (!row) throw new Error(`layout ${given.name} was neither made nor changed`);
  return ok(row);
}
