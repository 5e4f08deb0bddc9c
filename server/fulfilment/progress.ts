import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import type { Reader } from '#platform/db.ts';
import { evidenceOf, type PlaceholderProvider, type TheCase } from '#case/contract.ts';
import { type Shop, shopById } from '#commerce/contract.ts';
import { chosenOption, payArrival } from '#remedy/contract.ts';
import { scansOf } from './taskListStore.ts';
import { type TaskRow, tasksOfCase } from './tasksStore.ts';
import { codesOfCase } from './couponStore.ts';
import { isGoods } from './kindGoods.ts';
import { isMoney } from './kindMoney.ts';
import { atOnce, dayWords } from './kindWords.ts';
import { carrierOf, familyOf } from './kinds.ts';
import { fateOf, type TaskKind, type TaskState } from './taskStates.ts';

/** How one remedy stands, as the customer may read it (FU-4, FU-6, TA-12). */
export interface Progress {
  readonly taskId: string;
  readonly kind: Exclude<TaskKind, 'follow-up'>;
  readonly state: TaskState;
  readonly round: number;
  readonly title: string;
  /** E.g. "已寄出 顺丰 SF123" or "¥8.00 原路退回，办理中，预计 1–3 个工作日到账，以银行为准". */
  readonly words: string;
  readonly carrier: string | null;
  readonly trackingNo: string | null;
  readonly promisedArrival: Date | null;
  readonly lastScan: { readonly at: Date | null; readonly text: string | null; readonly place: string | null } | null;
  readonly amountFen: number | null;
  readonly points: number | null;
  /** The customer's own coupon code (FU-16); for nobody else's eyes. */
  readonly coupon: string | null;
  /** What the customer may download: the invoice that was issued. */
  readonly files: readonly { readonly fileId: string; readonly name: string; readonly size: number }[];
  /** Reached its end: arrived, paid, granted, or it failed. */
  readonly settled: boolean;
}

/** Everything that is being carried out for a case, oldest first: what the customer's status page and messages show. */
export async function progressOf(on: Reader, caseId: string, lang: Lang): Promise<Progress[]> {
  const tasks = await tasksOfCase(on, caseId);
  const first = tasks[0];
  if (!first) return [];
  const shop = await shopById(on, first.shopId);
  const scans = new Map(
    (
      await scansOf(
        on,
        first.shopId,
        tasks.flatMap((task) => task.waybill ?? []),
      )
    ).map((scan) => [scan.waybill, scan]),
  );
  const codes = await codesOfCase(on, caseId);
  const evidence = tasks.some((task) => task.detail.files) ? await evidenceOf(on, caseId) : [];
  return tasks.flatMap((task): Progress[] => {
    if (task.kind === 'follow-up') return [];
    const code = codes.get(task.id) ?? null;
    const scan = task.waybill ? scans.get(task.waybill) : undefined;
    return [
      {
        taskId: task.id,
        kind: task.kind,
        state: task.state,
        round: task.round,
        title: familyOf(task.kind).title(task, lang),
        words: familyOf(task.kind).progress(task, lang, payWordsOf(shop)) + codeWords(code, lang),
        carrier: task.carrierName,
        trackingNo: task.waybill,
        promisedArrival: task.promisedAt,
        lastScan: scan ? { at: scan.at, text: scan.text, place: scan.place } : null,
        amountFen: task.amountFen,
        points: task.points,
        coupon: code,
        files: task.state === 'done' ? evidence.filter((file) => task.detail.files?.includes(file.fileId)) : [],
        settled: task.settledAt !== null,
      },
    ];
  });
}

type Placeholder = PlaceholderProvider['names'][number];

/** What messages may fill in of carrying out. */
export const progressPlaceholders: readonly Placeholder[] = [
  'trackingNo',
  'carrier',
  'promisedArrival',
  'amount',
  'payWay',
  'points',
  'outcome',
];

/** Values of the round's tasks; before there are any, the promise that stands in the chosen plan. */
export async function progressValues(on: Reader, theCase: TheCase, lang: Lang): Promise<Partial<Record<Placeholder, string>>> {
  const shop = await shopById(on, theCase.shopId);
  const zone = shop?.zone ?? 'Asia/Shanghai';
  const mine = (await tasksOfCase(on, theCase.id)).filter(
    (task) => task.round === theCase.round && task.kind !== 'follow-up' && task.state !== 'recalled',
  );
  if (mine.length === 0) return promised(on, theCase, lang, zone);
  const codes = await codesOfCase(on, theCase.id);
  const goods = newestWithNumber(mine);
  const refund = mine.findLast((task) => isMoney(task.kind));
  const points = mine.findLast((task) => task.kind === 'points');
  const arrival = goods?.promisedAt ?? mine.findLast((task) => task.promisedAt)?.promisedAt ?? null;
  const settled = mine.filter((task) => fateOf(task.state) !== 'lost');
  return {
    ...(goods?.waybill ? { trackingNo: goods.waybill, carrier: goods.carrierName ?? '' } : {}),
    ...(arrival ? { promisedArrival: dayWords(arrival, zone, lang) } : {}),
    ...(refund
      ? {
          amount: formatFen(refund.amountFen ?? 0, lang),
          payWay: payWordsOf(shop)[lang],
          ...(arrival ? {} : { promisedArrival: payArrival(payWordsOf(shop), lang) }),
        }
      : {}),
    ...(points ? { points: String(points.points ?? 0), ...(arrival || refund ? {} : { promisedArrival: atOnce[lang] }) } : {}),
    outcome: settled
      .map((task) => outcomeWords(task, lang, payWordsOf(shop)) + codeWords(codes.get(task.id) ?? null, lang))
      .join(lang === 'zh' ? '；' : '; '),
  };
}

async function promised(on: Reader, theCase: TheCase, lang: Lang, zone: string): Promise<Partial<Record<Placeholder, string>>> {
  const plan = (await chosenOption(on, theCase.id))?.plan;
  if (!plan) return {};
  const among = [plan, ...(plan.also ?? [])].map((each) => carrierOf(each).promised(each, lang, zone));
  return Object.assign({}, ...among.toReversed()) as Partial<Record<Placeholder, string>>;
}

function outcomeWords(task: TaskRow, lang: Lang, payWords: { zh: string; en: string }): string {
  const family = familyOf(task.kind);
  const progress = family.progress(task, lang, payWords);
  return isGoods(task.kind) ? `${family.title(task, lang)}${lang === 'zh' ? '，' : ', '}${progress}` : progress;
}

function codeWords(code: string | null, lang: Lang): string {
  return code === null ? '' : lang === 'zh' ? `，券码 ${code}` : `, code ${code}`;
}

function newestWithNumber(tasks: readonly TaskRow[]): TaskRow | undefined {
  return tasks
    .filter((task) => isGoods(task.kind) || (task.kind === 'rearrange' && task.waybill !== null))
    .sort((a, b) => (b.shippedAt?.getTime() ?? 0) - (a.shippedAt?.getTime() ?? 0))[0];
}

function payWordsOf(shop: Shop | undefined): { zh: string; en: string } {
  return shop?.payWords ?? { zh: '以银行为准', en: 'depending on the bank' };
}
