import type { Lang } from './actor.ts';
import { cleanPasted } from './text.ts';
import { type Refused, refuse, type Result } from './result.ts';

/** An amount of money in whole fen (1 yuan = 100 fen). There is no fraction of a fen anywhere. */
export type Fen = number;

/** ¥8.00, ¥1,234.50, -¥8.00: always two places, never rounded. In English marked as CN¥. */
export function formatFen(fen: Fen, lang: Lang): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${lang === 'zh' ? '¥' : 'CN¥'}${yuan}.${digits.slice(-2)}`;
}

/** The largest amount that is read: 100 million yuan, as `platform/wire.ts` has it. */
const most = 100_000_000_00;

/**
 * Reads what a person or a sheet writes for yuan: 8, 8.5, ¥8.00, ￥1,234.50 元. Nothing is rounded: a third decimal that
 * isn't 0 is refused. Refusals: `not-an-amount`, `amount-finer-than-fen`, `amount-below-zero`, `amount-too-large`.
 */
export function parseYuan(text: string): Result<Fen> {
  const bare = cleanPasted(text)
    .replace(/\s/g, '')
    .replace(/^(-?)(?:CN¥|[¥￥]|RMB|CNY)(-?)/i, '$1$2')
    .replace(/(?:元|圆|RMB|CNY)$/i, '')
    .replaceAll('，', ',');
  const found = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare);
  if (!found) return refuse('not-an-amount');
  const [, minus, yuan = '', fraction = ''] = found;
  if (/[1-9]/.test(fraction.slice(2))) return refuse('amount-finer-than-fen');
  const fen = BigInt(yuan.replaceAll(',', '')) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  return fen === 0n ? { ok: true, value: 0 } : minus ? refuse('amount-below-zero') : within(fen);
}

/**
 * Splits an amount in proportion to shares (a bundle's price over its components, a cost over liable parties); the parts sum
 * to the amount exactly. This is where rounding acts: each part is cut down to whole fen, and the fen left over go one by
 * one to the largest remainders, the earlier share first when equal, so that the same split always comes out the same. An
 * amount below 0 is split as its positive and negated. Shares are whole, not below 0 and not all 0; else it throws.
 */
export function splitByShares(total: Fen, shares: readonly number[]): Fen[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`not whole fen: ${total}`);
  if (!shares.every((share) => Number.isSafeInteger(share) && share >= 0)) throw new RangeError('shares are whole numbers from 0');
  const all = shares.reduce((sum, share) => sum + BigInt(share), 0n);
  if (all === 0n) throw new RangeError('there is no share to give to');
  const amount = BigInt(Math.abs(total));
  const cut = shares.map((share, at) => ({ at, fen: (amount * BigInt(share)) / all, remainder: (amount * BigInt(share)) % all }));
  let left = amount - cut.reduce((sum, part) => sum + part.fen, 0n);
  for (const part of [...cut].sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))) {
    if (left === 0n) break;
    part.fen += 1n;
    left -= 1n;
  }
  return cut.map((part) => (total < 0 && part.fen > 0n ? -Number(part.fen) : Number(part.fen)));
}

function within(fen: bigint): { ok: true; value: Fen } | Refused {
  return fen > BigInt(most) ? refuse('amount-too-large') : { ok: true, value: Number(fen) };
}
