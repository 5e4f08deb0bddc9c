import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import type { TaskRow } from './tasksStore.ts';
import type { TaskState } from './taskStates.ts';

type Both = Readonly<Record<Lang, string>>;
const both = (zh: string, en: string): Both => ({ zh, en });

/** Why a task failed, fit for the customer's letter as well. */
const failures: Readonly<Record<string, Both>> = {
  'no-stock': both('所需配件暂时缺货', 'the part is out of stock'),
  discontinued: both('所需配件已停产', 'the part is no longer made'),
  'cancelled-by-warehouse': both('仓库未能安排发出', 'the warehouse could not send it'),
  undeliverable: both('快递无法送达该地址', 'the carrier cannot deliver to the address'),
  lost: both('包裹在运输途中遗失', 'the parcel was lost on the way'),
  returned: both('包裹被退回', 'the parcel came back'),
  other: both('未能按原方案办理', 'it could not be carried out as arranged'),
  recalled: both('原方案已撤回', 'the arrangement was withdrawn'),
  'no-customer': both('未能确认积分账户', 'the points account could not be identified'),
  'no-order': both('没有可原路退回的订单', 'there is no order to refund to'),
  'amount-over-paid': both('退款金额超过订单可退金额', 'the amount is more than can be refunded on the order'),
  'order-closed': both('订单已过可退款期限', 'the order can no longer be refunded'),
  'account-abnormal': both('原付款账户无法收款', 'the account that paid cannot receive money'),
  'name-mismatch': both('收款账户姓名不符', "the account holder's name doesn't match"),
  'partner-refused': both('支付机构未能退款', 'the payment provider refused the refund'),
  'not-cleared-up': both('未能查到物品下落', 'what became of it could not be found out'),
  'person-says-no': both('退款经人工核实未成功', 'the refund was checked by hand and did not happen'),
};

export function failureWords(code: string, lang: Lang): string {
  return (failures[code] ?? failures['other'] ?? both(code, code))[lang];
}

const lateness: Readonly<Record<string, Both>> = {
  'not-shipped': both('承诺时间内未发出', 'not shipped in the promised time'),
  'not-arrived': both('承诺时间内未送达', 'not arrived by the promised time'),
  'not-answered': both('跟进任务未按时回报', 'the follow-up was not reported in time'),
  'not-paid': both('退款超过 24 小时未到账', 'not paid within 24 hours'),
  doubted: both('客户反馈未收到', 'the customer says it has not come'),
};

export function lateWords(code: string, lang: Lang): string {
  return (lateness[code] ?? both(code, code))[lang];
}

/** What the task is: 补发 螺丝 ×2. */
export function taskTitle(
  task: Pick<TaskRow, 'kind' | 'partName' | 'quantity' | 'amountFen' | 'points' | 'askZh' | 'askEn'>,
  lang: Lang,
): string {
  const goods = `${task.partName ?? ''} ×${task.quantity ?? 1}`;
  const titles: Record<TaskRow['kind'], Both> = {
    resend: both(`补发 ${goods}`, `Resend ${goods}`),
    exchange: both(`换货 ${goods}`, `Exchange ${goods}`),
    refund: both(`退款 ${formatFen(task.amountFen ?? 0, 'zh')}`, `Refund ${formatFen(task.amountFen ?? 0, 'en')}`),
    points: both(`积分 ${task.points ?? 0}`, `${task.points ?? 0} points`),
    explanation: both('解释说明', 'Explanation'),
    'follow-up': both(task.askZh ?? '', task.askEn ?? ''),
  };
  return titles[task.kind][lang];
}

const goodsProgress: Record<TaskState, Both> = {
  open: both('等待仓库发出', 'waiting for the warehouse'),
  'sent-to-warehouse': both('已交仓库，准备发出', 'with the warehouse'),
  shipped: both('已寄出', 'on its way'),
  arrived: both('已送达', 'delivered'),
  done: both('已当面交付', 'handed over'),
  failed: both('未能办理', 'could not be sent'),
  recalled: both('已撤回', 'withdrawn'),
};

const followUpProgress = {
  open: both('正在跟进', 'being followed up'),
  done: both('已跟进', 'followed up'),
  ended: both('跟进未果', 'could not be cleared up'),
};

/** How the task stands, for customer and agent: what, which way, when (FU-4, TA-12). */
export function progressWords(task: TaskRow, lang: Lang, payWords: Both): string {
  const ended = task.state === 'failed' || task.state === 'recalled';
  const why = ended && task.failure ? `${lang === 'zh' ? '：' : ': '}${failureWords(task.failure, lang)}` : '';
  switch (task.kind) {
    case 'resend':
    case 'exchange': {
      const number =
        (task.state === 'shipped' || task.state === 'arrived') && task.waybill ? ` ${task.carrierName ?? ''} ${task.waybill}` : '';
      return `${goodsProgress[task.state][lang]}${number}${why}`;
    }
    case 'refund': {
      const amount = formatFen(task.amountFen ?? 0, lang);
      if (task.state === 'done')
        return lang === 'zh' ? `${amount} 已原路退回，${payWords.zh}` : `${amount} refunded the way you paid, ${payWords.en}`;
      if (ended) return (lang === 'zh' ? `${amount} 退款未成功` : `${amount} could not be refunded`) + why;
      return lang === 'zh' ? `${amount} 原路退回，办理中，${payWords.zh}` : `${amount} is being refunded the way you paid, ${payWords.en}`;
    }
    case 'points':
      if (ended) return (lang === 'zh' ? '积分未能发放' : 'the points could not be granted') + why;
      return lang === 'zh' ? `${task.points ?? 0} 积分已到账` : `${task.points ?? 0} points have been credited`;
    case 'follow-up':
      return followUpProgress[task.state === 'done' ? 'done' : ended ? 'ended' : 'open'][lang];
    case 'explanation':
      return lang === 'zh' ? '已向您说明' : 'explained';
    default:
      return task.kind satisfies never;
  }
}

/** Said to the customer when the tracking number is known, unless the playbook has a message `shipped` of its own (FU-4). */
export const shippedMessage: Both = both(
  '您好，服务单 {caseNumber} 为您补发的商品已寄出，{carrier} {trackingNo}，预计 {promisedArrival} 送达。查看物流：{link}',
  'Hello, what we are sending you for case {caseNumber} is on its way: {carrier} {trackingNo}, expected {promisedArrival}. Follow it here: {link}',
);
