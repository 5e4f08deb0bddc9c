import { createHash } from 'node:crypto';
import { looksLikeOrderOf, ordersByNumber, type Proven, verifyIdentity } from '#commerce/contract.ts';
import { minute } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { sameText } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Seals } from '#platform/sealed.ts';
import { type CaseOfOrder, countTry, openCodes, pendingCases, triesSince, useCode } from './portalStore.ts';
import { sealOfCode } from './mailCode.ts';

/** Failed tries within this time count. */
const window = 30 * minute;
const mostPerOrder = 5;
const mostPerAddress = 20;

export interface Asked {
  readonly orderNo: string;
  readonly tail: string;
  readonly shopId: string | null;
  readonly code: string;
  /** Caller's address and browser; stored only as hashes. */
  readonly address: string;
  readonly visitHash: string;
}

/**
 * Who somebody is: an order and what proves that they have to do with it; or an order that isn't here yet but whose number
 * fits the shop's form (`pending`, VE-8), with the cases that the given tail proves.
 */
export type Identity =
  | {
      readonly kind: 'order';
      readonly shopId: string;
      readonly orderId: string;
      readonly orderNo: string;
      readonly by: Proven['by'] | 'code';
    }
  | { readonly kind: 'pending'; readonly shopId: string; readonly orderNo: string; readonly cases: readonly CaseOfOrder[] };

/**
 * Proves an identity on the portal (TA-5) and counts what failed, per order number and per address. Which of the two was
 * wrong isn't told. Refuses `order-no-needed`, `tail-needed`, `too-many-tries` (data: until), `identity-not-proved` (kept:
 * the try stays counted), `which-shop`.
 */
export async function proveIdentity(command: Command, seals: Seals, asked: Asked): Promise<Result<Identity>> {
  const number = asked.orderNo.normalize('NFKC').replace(/\s/g, '');
  if (number === '') return refuse('order-no-needed', { field: 'orderNo' });
  const isCode = asked.code.trim() !== '';
  if (!isCode && asked.tail.trim() === '') return refuse('tail-needed', { field: 'tail' });
  const keys = [
    { key: hashOf(`order ${number}`), most: mostPerOrder },
    { key: hashOf(`address ${asked.address}`), most: mostPerAddress },
  ];
  for (const { key, most } of keys) {
    const tries = await triesSince(command.tx, key, new Date(command.now.getTime() - window));
    const first = tries[tries.length - most];
    if (first) return refuse('too-many-tries', { field: 'orderNo', data: { until: new Date(first.getTime() + window).toISOString() } });
  }
  const found = isCode ? await byCode(command, seals, asked, number) : await byTail(command, asked, number);
  if (found.ok && found.value.kind === 'order') return found;
  // Also a number that isn't here yet counts: it tells that it isn't here.
  for (const { key } of keys) await countTry(command.tx, key, command.now);
  return found.ok ? found : { ...found, keep: true };
}

async function byTail(command: Command, asked: Asked, number: string): Promise<Result<Identity>> {
  const proven = await verifyIdentity(command.tx, { orderNo: number, tail: asked.tail, shopId: asked.shopId });
  if (proven.ok) return ok({ kind: 'order', ...proven.value });
  const wrong = refuse('identity-not-proved', { field: 'tail' });
  if ((await ordersByNumber(command.tx, null, number)).length > 0) return wrong;
  const fitting = await looksLikeOrderOf(command.tx, number, asked.shopId);
  if (fitting.length > 1)
    return refuse('which-shop', {
      field: 'shopId',
      data: { shops: fitting.map((shop) => ({ id: shop.id, zh: shop.name, en: shop.nameEn })) },
    });
  const [shop] = fitting;
  if (!shop) return wrong;
  const tail = asked.tail.normalize('NFKC').replace(/[^0-9A-Za-z]/g, '');
  return ok({
    kind: 'pending',
    shopId: shop.id,
    orderNo: number,
    cases: tail.length === 4 ? await pendingCases(command.tx, number, tail) : [],
  });
}

async function byCode(command: Command, seals: Seals, asked: Asked, number: string): Promise<Result<Identity>> {
  const typed = asked.code.normalize('NFKC').replace(/\D/g, '');
  for (const order of await ordersByNumber(command.tx, asked.shopId, number)) {
    const fitting = (await openCodes(command, asked.visitHash, order.id)).find((each) =>
      sameText(seals.unseal(each.code, sealOfCode(each.id)), typed),
    );
    if (fitting && (await useCode(command, fitting.id)))
      return ok({ kind: 'order', shopId: order.shopId, orderId: order.id, orderNo: order.orderNo, by: 'code' });
  }
  return refuse('identity-not-proved', { field: 'code' });
}

function hashOf(text: string): string {
  return createHash('sha256').update(`portal try ${text}`).digest('hex').slice(0, 32);
}
