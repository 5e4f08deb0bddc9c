import type { TheCase } from '#case/contract.ts';
import { currentPrices, orderForCase } from '#commerce/contract.ts';
import { day } from '#platform/clock.ts';
import type { Reader } from '#platform/db.ts';
import { commonSettingsOf } from './commonSettings.ts';
import type { CasePrices } from './commonWire.ts';
import { linesOf } from './intakeStore.ts';

/**
 * What was paid for the goods that a case is about, what they cost today, and whether a drop is still refunded (RE-4). All in
 * fen; gifts and components of bundles have no price of their own. Without an order nothing was paid.
 */
export async function casePrices(on: Reader, theCase: TheCase): Promise<CasePrices> {
  const { protectionDays } = await commonSettingsOf(on);
  const order = theCase.orderId ? await orderForCase(on, theCase.orderId) : undefined;
  if (!order) return { lines: [], dropFen: 0, boughtAt: null, protectedUntil: null, protectionDays, inTime: false };
  const named = new Set((await linesOf(on, theCase.id, theCase.round)).flatMap((line) => line.orderLineId ?? []));
  const sold = order.lines.filter((line) => line.partOf === null && line.kind !== 'gift' && (named.size === 0 || named.has(line.id)));
  const today = await currentPrices(
    on,
    sold.flatMap((line) => line.goodsId ?? []),
  );
  const lines = sold.map((line) => {
    const paidFen = line.paidFen ?? line.priceFen * line.quantity;
    const each = line.goodsId === null ? undefined : today.get(line.goodsId);
    const nowFen = each === undefined ? null : each * line.quantity;
    return { title: line.title, quantity: line.quantity, paidFen, nowFen, dropFen: nowFen === null ? 0 : Math.max(0, paidFen - nowFen) };
  });
  const bought = order.paidAt ?? order.placedAt;
  const until = bought === null ? null : new Date(bought.getTime() + protectionDays * day);
  return {
    lines,
    dropFen: lines.reduce((sum, line) => sum + line.dropFen, 0),
    boughtAt: bought?.toISOString() ?? null,
    protectedUntil: until?.toISOString() ?? null,
    protectionDays,
    inTime: until !== null && theCase.receivedAt.getTime() <= until.getTime(),
  };
}
