import type { Lang } from '#platform/actor.ts';
import { formatFen, type Fen } from '#platform/money.ts';
import type { Share } from './plan.ts';
import { baseOf, concernedOrAll, isStated, partOf, type PlanContext, type Rate, unitWorth } from './planContext.ts';
import type { PolicyRow } from './runPolicy.ts';

/** An amount with how it came about; `shares` only where lines have different rates. */
export interface Rated {
  readonly fen: Fen;
  readonly shares?: readonly Share[];
}

/**
 * What a row comes to, `perYuan` a hundred fen: a fraction is rounded up, in the customer's favour, once for the whole (RE-2). Where
 * lines have rates of their own, each is taken by its own; the shares always add up to the amount.
 */
export function ratedAmount(row: Pick<PolicyRow, 'amount' | 'fixed' | 'percent'>, context: PlanContext, perYuan = 100): Rated {
  const { rates } = context;
  if (!rates) return { fen: Math.ceil((baseOf(row, context) * row.percent * perYuan) / 10_000) };
  let parts = 0;
  let fen = 0;
  const shares = basesOf(row.amount, context, rates).map(({ base, rate, ...named }): Share => {
    // Percents have at most four decimals: whole numbers add up without a trace of fractions.
    parts += base * Math.round(rate.percent * 10_000);
    const before = fen;
    fen = Math.ceil((parts * perYuan) / 100_000_000);
    return { ...named, degree: rate.degree, percent: rate.percent, row: rate.row, fen: fen - before };
  });
  return { fen, shares };
}

interface Base extends Pick<Share, 'name' | 'nameEn' | 'quantity'> {
  readonly base: Fen;
  readonly rate: Rate;
}

/** What each line, or the goods that it belongs to, adds to the amount; a value that nobody stated adds nothing. */
function basesOf(amount: string, context: PlanContext, rates: ReadonlyMap<string, Rate>): Base[] {
  const { lines, order } = context;
  if (amount === 'parts-value')
    return lines.filter(isStated).flatMap((line): Base[] => {
      const rate = rates.get(line.id);
      const part = partOf(line, order);
      const names = { name: part?.name ?? line.name, nameEn: part?.nameEn || (part?.name ?? line.name) };
      return rate ? [{ ...names, quantity: line.quantity, base: line.valueFen ?? 0, rate }] : [];
    });
  return concernedOrAll(context).flatMap(({ line, quantity }): Base[] => {
    const [rate] = lines.flatMap((each) => (each.orderLineId === line.id ? (rates.get(each.id) ?? []) : []));
    return rate ? [{ name: line.title, nameEn: line.title, quantity, base: unitWorth(line) * quantity, rate }] : [];
  });
}

const degrees: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  none: { zh: '无破损', en: 'no damage' },
  light: { zh: '轻微破损', en: 'light damage' },
  medium: { zh: '影响使用', en: 'medium damage' },
  heavy: { zh: '无法使用', en: 'heavy damage' },
};

/** 汤碗×2：无法使用，按 100% 为 ¥36.00 */
export function sayShare({ name, nameEn, quantity, degree, percent, fen }: Share, lang: Lang): string {
  const what = degrees[degree]?.[lang] ?? degree;
  return lang === 'zh'
    ? `${name}×${quantity}：${what}，按 ${percent}% 为 ${formatFen(fen, lang)}`
    : `${nameEn}×${quantity}: ${what}, ${percent}% makes ${formatFen(fen, lang)}`;
}

/** How an amount came about, in brackets behind it; nothing where one rate made it. What is less than the shares says why. */
export function sayShares(shares: readonly Share[] | undefined, fen: Fen, lang: Lang): string {
  if (!shares || shares.length < 2) return '';
  const sum = shares.reduce((total, each) => total + each.fen, 0);
  const zh = lang === 'zh';
  const said = shares.map((each) => sayShare(each, lang)).join(zh ? '；' : '; ');
  const cut = zh
    ? `；合计 ${formatFen(sum, lang)}，扣除已给付的、以订单可退余额为限`
    : `; together ${formatFen(sum, lang)}, less what was given already and within what is left of the order`;
  return zh ? `（${said}${sum > fen ? cut : ''}）` : ` (${said}${sum > fen ? cut : ''})`;
}
