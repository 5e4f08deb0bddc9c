import { casesOf } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { changeMakers, deliveredTo, labelled, ShippingChangeGiven, shippingFields } from './shippingWire.ts';

/** A change of shipping information without its personal values. */
export interface ShippingChange {
  readonly id: string;
  readonly shopId: string;
  readonly orderId: string;
  readonly source: string;
  readonly field: (typeof shippingFields)[number];
  readonly madeBy: (typeof changeMakers)[number];
  readonly askedAt: Date | null;
  readonly askedHow: string | null;
  readonly madeAt: Date;
  readonly warehouseAt: Date | null;
  readonly carrierAt: Date | null;
  readonly printedAt: Date | null;
  readonly label: (typeof labelled)[number] | null;
  readonly delivered: (typeof deliveredTo)[number] | null;
  /** Loaded from the past: nobody is told of it. */
  readonly past: boolean;
  readonly toldAt: Date | null;
  readonly objectedAt: Date | null;
}

/** With what it was and became, plain: mask it in presenters. */
export interface ShippingChangeInFull extends ShippingChange {
  readonly old: string | null;
  readonly new: string | null;
  readonly account: string | null;
}

const columns = sql`c.id, c.shop_id as "shopId", c.order_id as "orderId", c.source, c.field, c.made_by as "madeBy", c.asked_at as "askedAt", c.asked_how as "askedHow",
  c.made_at as "madeAt", c.warehouse_at as "warehouseAt", c.carrier_at as "carrierAt", c.printed_at as "printedAt", c.label, c.delivered, c.past, c.told_at as "toldAt",
  c.objected_at as "objectedAt"`;

/** All changes of an order, the oldest first, with their values in plain. */
export function shippingChangesOf(on: Reader, orderId: string): Promise<ShippingChangeInFull[]> {
  return all(
    sql<ShippingChangeInFull>`select ${columns}, v.old_value as old, v.new_value as new, v.account from shipping_changes c
      join shipping_change_values v on v.change_id = c.id where c.order_id = ${orderId} order by c.made_at, c.id`,
    on,
  );
}

export function shippingChange(on: Reader, id: string): Promise<ShippingChangeInFull | undefined> {
  return one(
    sql<ShippingChangeInFull>`select ${columns}, v.old_value as old, v.new_value as new, v.account from shipping_changes c
      join shipping_change_values v on v.change_id = c.id where c.id = ${id}`,
    on,
  );
}

export function shippingChangeByKey(tx: Tx, shopId: string, source: string, key: string): Promise<ShippingChangeInFull | undefined> {
  return one(
    sql<ShippingChangeInFull>`select ${columns}, v.old_value as old, v.new_value as new, v.account from shipping_changes c
      join shipping_change_values v on v.change_id = c.id where c.shop_id = ${shopId} and c.source = ${source} and c.source_key = ${key} for update`,
    tx,
  );
}

export async function insertShippingChange(
  command: Command,
  at: { shopId: string; orderId: string },
  given: ShippingChangeGiven,
): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into shipping_changes (id, shop_id, order_id, source, source_key, field, made_by, asked_at, asked_how, made_at, warehouse_at, carrier_at, printed_at,
      label, delivered, past, arrived_at, changed_at)
    values (${id}, ${at.shopId}, ${at.orderId}, ${given.source}, ${given.key}, ${given.field}, ${given.madeBy}, ${given.askedAt ?? null}, ${given.askedHow ?? null},
      ${given.madeAt}, ${given.warehouseAt ?? null}, ${given.carrierAt ?? null}, ${given.printedAt ?? null}, ${given.label ?? null}, ${given.delivered ?? null},
      ${given.origin === 'import'}, ${command.now}, ${command.now})`.execute(command.tx);
  await sql`insert into shipping_change_values (change_id, shop_id, old_value, new_value, account)
    values (${id}, ${at.shopId}, ${given.old ?? null}, ${given.new}, ${given.account ?? null})`.execute(command.tx);
  return id;
}

/** Adds what wasn't known; answers whether it said anything new. */
export async function fillShippingChange(command: Command, id: string, given: ShippingChangeGiven): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`update shipping_changes set asked_at = coalesce(asked_at, ${given.askedAt ?? null}), asked_how = coalesce(asked_how, ${given.askedHow ?? null}),
        warehouse_at = coalesce(warehouse_at, ${given.warehouseAt ?? null}), carrier_at = coalesce(carrier_at, ${given.carrierAt ?? null}),
        printed_at = coalesce(printed_at, ${given.printedAt ?? null}), label = coalesce(label, ${given.label ?? null}),
        delivered = coalesce(${given.delivered ?? null}, delivered), changed_at = ${command.now}
      where id = ${id} and ((asked_at is null and ${given.askedAt ?? null}::timestamptz is not null) or (asked_how is null and ${given.askedHow ?? null}::text is not null)
        or (warehouse_at is null and ${given.warehouseAt ?? null}::timestamptz is not null) or (carrier_at is null and ${given.carrierAt ?? null}::timestamptz is not null)
        or (printed_at is null and ${given.printedAt ?? null}::timestamptz is not null) or (label is null and ${given.label ?? null}::text is not null)
        or (${given.delivered ?? null}::text is not null and delivered is distinct from ${given.delivered ?? null})) returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** The buyer has been told of a change in this case (FU-9). */
export async function markChangeTold(command: Command, changeId: string, caseId: string): Promise<void> {
  await sql`update shipping_changes set told_at = ${command.now}, told_case = ${caseId} where id = ${changeId} and told_at is null`.execute(
    command.tx,
  );
}

/** The buyer objects to a change (FU-9); false when they have already. */
export async function markChangeObjected(command: Command, changeId: string): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`update shipping_changes set objected_at = ${command.now} where id = ${changeId} and objected_at is null returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** What an erased person's orders were sent to; what was changed, when and by which system stays (IV-7). */
export async function blankShippingChanges({ tx, now }: Command, customerId: string): Promise<void> {
  await sql`update shipping_change_values set old_value = null, new_value = null, account = null, erased_at = ${now}
    where erased_at is null and change_id in (select id from shipping_changes where order_id in (select order_id from cases where id in ${casesOf(customerId)} and order_id is not null))`.execute(
    tx,
  );
}
