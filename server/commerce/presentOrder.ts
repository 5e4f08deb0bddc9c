import { standingOfBuyer } from '#customers/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { refuse, type Result } from '#platform/result.ts';
import { maskAddress, maskName, maskPhone } from '#platform/text.ts';
import { mayOn } from '#staff/contract.ts';
import type { ContactFacts, OrderFacts, ParcelFacts, PartFacts, Place, Shop } from './contract.ts';
import { contactOfOrder, orderForCase } from './orderFacts.ts';
import { otherParcels } from './parcelFacts.ts';
import { rightsOf } from './rights.ts';
import { listCarriers, listShops, listWarehouses, shopById } from './shopsStore.ts';
import type { OrderMatch } from './searchStore.ts';
import type { OrderAnswer, OrderHit } from './wire.ts';

type PartAnswer = OrderAnswer['lines'][number]['parts'][number];
type ParcelAnswer = OrderAnswer['parcels'][number];
type ContactAnswer = OrderAnswer['contact'];

/**
 * An order as the desk sees it: lines with parts, every parcel of the buyer's open orders (OR-3), money that stands behind
 * it (OR-7), rights in window, personal data masked (OR-5). Refuses `not-found` outside the actor's shops.
 */
export async function presentOrder(on: Reader, actor: Actor, orderId: string, now: Date): Promise<Result<OrderAnswer>> {
  const order = await orderForCase(on, orderId);
  if (!order || !mayOn(actor, 'order.read', { shopId: order.shopId })) return refuse('not-found');
  const shop = await shopById(on, order.shopId);
  const contact = await contactOfOrder(on, orderId);
  if (!shop || !contact) throw new Error('an order has neither shop nor contact');
  const others = (await otherParcels(on, orderId)).filter((parcel) => mayOn(actor, 'order.read', { shopId: parcel.shopId }));
  const names = placeNames(await listWarehouses(on), await listCarriers(on));
  return {
    ok: true,
    value: {
      ...headOf(shop, order),
      ...bodyOf(order, contact, others, names, now),
      rights: rightsOf(shop, order, now).map((right) => ({ ...right, until: right.until.toISOString() })),
      codStanding: await standingOfBuyer(on, {
        platform: order.platform,
        buyerId: contact.buyerId,
        nick: contact.nick,
        phone: contact.phoneKind === 'real' ? contact.phone : null,
      }),
      may: { reveal: mayOn(actor, 'case.reveal', { shopId: order.shopId }) },
    },
  };
}

function headOf(shop: Shop, order: OrderFacts) {
  return {
    id: order.id,
    shop: presentShopName(shop),
    orderNo: order.orderNo,
    state: order.state,
    payment: order.payment,
    placedAt: iso(order.placedAt),
    paidAt: iso(order.paidAt),
    shippedAt: iso(order.shippedAt),
    signedAt: iso(order.signedAt),
    completedAt: iso(order.completedAt),
    goodsFen: order.goodsFen,
    freightFen: order.freightFen,
    discountFen: order.discountFen,
    paidFen: order.paidFen,
  };
}

function bodyOf(order: OrderFacts, contact: ContactFacts, others: readonly ParcelFacts[], names: PlaceNames, now: Date) {
  return {
    contact: maskContact(contact, now),
    sellerNote: contact.sellerNote,
    buyerMessage: contact.buyerMessage,
    flag: order.flag,
    liveSession: order.liveSession,
    insurance: { freight: order.freightInsured, insuredFen: order.insuredFen, platformGuarantee: order.platformGuarantee },
    refunds: order.refunds.map((refund) => ({ ...refund, at: iso(refund.at) })),
    lines: order.lines.map(({ parts, shipBy, ...line }) => ({
      ...line,
      shipBy: iso(shipBy),
      partsAsSold: parts.every((part) => part.asSold),
      parts: parts.map((part) => presentPart(part, names)),
    })),
    trades: order.trades.map((trade) => ({ ...trade, lines: [...trade.lines] })),
    parcels: order.parcels.map((parcel) => presentParcel(parcel, names)),
    otherParcels: others.map((parcel) => presentParcel(parcel, names)),
  };
}

export function presentShopName(shop: Shop) {
  return { id: shop.id, code: shop.code, name: shop.name, nameEn: shop.nameEn, platform: shop.platform };
}

/** Personal data as anybody with the order may see it; which kind of number it is and its end stay visible. */
export function maskContact(contact: ContactFacts, now: Date): ContactAnswer {
  const hide = (text: string | null, how: (plain: string) => string): string | null =>
    text === null ? null : text.includes('*') ? text : how(text);
  return {
    ...plainContact(contact, now),
    receiver: hide(contact.receiver, maskName),
    phone: hide(contact.phone, maskPhone),
    address: hide(contact.address, maskAddress),
    buyerId: hide(contact.buyerId, maskName),
    nick: hide(contact.nick, maskName),
  };
}

/** Personal data in plain: only for an answer whose reading was logged. */
export function plainContact(contact: ContactFacts, now: Date): ContactAnswer {
  const { receiver, phone, phoneKind, extension, phoneExpiresAt, address, buyerId, nick } = contact;
  return {
    receiver,
    phone,
    phoneKind,
    extension,
    phoneExpiresAt: iso(phoneExpiresAt),
    phoneExpired: phoneExpiresAt !== null && phoneExpiresAt <= now,
    address,
    buyerId,
    nick,
  };
}

export interface PlaceNames {
  of(id: string | null): { id: string; code: string; name: string; nameEn: string } | null;
}

export function placeNames(...lists: readonly (readonly Place[])[]): PlaceNames {
  const known = new Map(
    lists.flat().map((place) => [place.id, { id: place.id, code: place.code, name: place.name, nameEn: place.nameEn }]),
  );
  return { of: (id) => (id === null ? null : (known.get(id) ?? null)) };
}

export function presentPart({ resentFromId, ...part }: PartFacts, names: PlaceNames): PartAnswer {
  return { ...part, resentFrom: names.of(resentFromId) };
}

function presentParcel({ carrierId, warehouseId, ...parcel }: ParcelFacts, names: PlaceNames): ParcelAnswer {
  return {
    ...parcel,
    orderIds: [...parcel.orderIds],
    tradeNos: [...parcel.tradeNos],
    contents: [...parcel.contents],
    carrier: names.of(carrierId),
    warehouse: names.of(warehouseId),
    shippedAt: iso(parcel.shippedAt),
    signedAt: iso(parcel.signedAt),
    scanAt: iso(parcel.scanAt),
  };
}

/** Orders that a search found, masked. */
export async function presentHits(on: Reader, actor: Actor, matches: readonly OrderMatch[]): Promise<OrderHit[]> {
  const shops = new Map((await listShops(on, actor)).map((shop) => [shop.id, presentShopName(shop)]));
  return matches.flatMap(({ shopId, ...match }) => {
    const shop = shops.get(shopId);
    const hide = (text: string | null): string | null => (text === null || text.includes('*') ? text : maskName(text));
    return shop
      ? [
          {
            ...match,
            shop,
            placedAt: iso(match.placedAt),
            receiver: hide(match.receiver),
            nick: hide(match.nick),
            titles: [...match.titles],
          },
        ]
      : [];
  });
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
