import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { kept } from '#platform/kept.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { Place, Shop } from './contract.ts';

const shopColumns = sql`id, code, name, name_en as "nameEn", platform, entity, zone, lang, order_form as "orderForm", signature, reply_from as "replyFrom",
  phone, hours, pay_words as "payWords", claim_days as "claimDays", active`;
const placeColumns = sql`id, code, name, name_en as "nameEn", email, active`;

/** The shops that an actor may see, by code; customers and unknown actors see none. */
export function listShops(on: Reader, actor: Actor): Promise<Shop[]> {
  return all(sql<Shop>`select ${shopColumns} from shops where ${scopeCondition(actor, 'order.read', { shop: 'id' })} order by code`, on);
}

/** One shop, or undefined. */
export async function shopById(on: Reader, shopId: string): Promise<Shop | undefined> {
  return (await allShops(on)).find((shop) => shop.id === shopId);
}

const allShops = kept(['shops'], (on) => all(sql<Shop>`select ${shopColumns} from shops order by code`, on));

/** The shop with this short code, or undefined. */
export function shopByCode(on: Reader, code: string): Promise<Shop | undefined> {
  return one(sql<Shop>`select ${shopColumns} from shops where code = ${code}`, on);
}

/**
 * The active shops whose form of order numbers fits: an order that looks like theirs but isn't here is *pending*, not
 * wrong (VE-8). A shop without a form never fits; a form that is no regular expression is passed over.
 */
export async function looksLikeOrderOf(on: Reader, orderNo: string, shopId: string | null = null): Promise<Shop[]> {
  const shops = (await allShops(on)).filter((shop) => shop.active && (shopId === null || shop.id === shopId));
  return shops.filter((shop) => fits(shop.orderForm, orderNo.trim()));
}

/** Whether a number has the form of a shop's orders. */
export function fits(form: string | null, orderNo: string): boolean {
  if (form === null || form === '') return false;
  try {
    return new RegExp(`^(?:${form})$`, 'u').test(orderNo);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Adds a shop or changes the one with this code. */
export async function saveShop(
  command: Command,
  shop: Omit<Shop, 'id' | 'payWords'> & { payWords?: Shop['payWords'] | undefined },
): Promise<Shop> {
  const row = await one(
    sql<Shop>`insert into shops as s (id, code, name, name_en, platform, entity, zone, lang, order_form, signature, reply_from, phone, hours, pay_words, claim_days, active, created_at)
      values (${newId()}, ${shop.code}, ${shop.name}, ${shop.nameEn}, ${shop.platform}, ${shop.entity}, ${shop.zone}, ${shop.lang}, ${shop.orderForm}, ${shop.signature},
        ${shop.replyFrom}, ${shop.phone}, ${shop.hours === null ? null : jsonb(shop.hours)}, ${jsonb(shop.payWords ?? defaultPayWords)}, ${shop.claimDays}, ${shop.active}, ${command.now})
      on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, platform = excluded.platform, entity = excluded.entity, zone = excluded.zone,
        lang = excluded.lang, order_form = excluded.order_form, signature = excluded.signature, reply_from = excluded.reply_from, phone = excluded.phone, hours = excluded.hours,
        pay_words = case when ${shop.payWords === undefined} then s.pay_words else excluded.pay_words end, claim_days = excluded.claim_days, active = excluded.active
      returning ${shopColumns}`,
    command.tx,
  );
  if (!row) throw new Error('a saved shop came back empty');
  return row;
}

const defaultPayWords = { zh: '预计 1–3 个工作日到账，以银行为准', en: 'usually 1–3 working days, depending on the bank' };

/** All warehouses, by code. */
export function listWarehouses(on: Reader): Promise<Place[]> {
  return all(sql<Place>`select ${placeColumns} from warehouses order by code`, on);
}

/** All carriers, by code. */
export function listCarriers(on: Reader): Promise<Place[]> {
  return all(sql<Place>`select ${placeColumns} from carriers order by code`, on);
}

/** One warehouse, or undefined. */
export function warehouseById(on: Reader, id: string): Promise<Place | undefined> {
  return one(sql<Place>`select ${placeColumns} from warehouses where id = ${id}`, on);
}

/** One carrier, or undefined. */
export function carrierById(on: Reader, id: string): Promise<Place | undefined> {
  return one(sql<Place>`select ${placeColumns} from carriers where id = ${id}`, on);
}

/** Adds a warehouse or a carrier, or changes the one with this code. */
export async function savePlace(command: Command, kind: 'warehouses' | 'carriers', place: Omit<Place, 'id'>): Promise<Place> {
  const row = await one(
    sql<Place>`insert into ${sql.table(kind)} (id, code, name, name_en, email, active)
      values (${newId()}, ${place.code}, ${place.name}, ${place.nameEn}, ${place.email}, ${place.active})
      on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, email = excluded.email, active = excluded.active
      returning ${placeColumns}`,
    command.tx,
  );
  if (!row) throw new Error(`a row saved in ${kind} came back empty`);
  return row;
}
