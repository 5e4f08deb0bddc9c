import type { Lang } from '#platform/actor.ts';

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
  'given-meanwhile': both(
    '这笔订单期间已另行退款，可退金额不足',
    'money of this order went back meanwhile, so that not enough is left of it',
  ),
  other: both('未能按原方案办理', 'it could not be carried out as arranged'),
  recalled: both('原方案已撤回', 'the arrangement was withdrawn'),
  objected: both('客户不同意更改', 'the customer objects to the change'),
  'no-customer': both('未能确认积分账户', 'the points account could not be identified'),
  'no-order': both('没有可原路退回的订单', 'there is no order to refund to'),
  'amount-over-paid': both('退款金额超过订单可退金额', 'the amount is more than can be refunded on the order'),
  'order-closed': both('订单已过可退款期限', 'the order can no longer be refunded'),
  'account-abnormal': both('原付款账户无法收款', 'the account that paid cannot receive money'),
  'name-mismatch': both('收款账户姓名不符', "the account holder's name doesn't match"),
  'partner-refused': both('支付机构未能退款', 'the payment provider refused the refund'),
  'not-cleared-up': both('未能查到物品下落', 'what became of it could not be found out'),
  'pool-empty': both('优惠券暂时发完', 'there is no coupon left at the moment'),
  'refused-by-carrier': both('快递未能按要求办理', 'the carrier could not do it'),
  'too-late': both('包裹已在派送或已签收，来不及更改', 'the parcel was already out for delivery or signed for'),
  'refused-at-door': both('当面未签收', 'not accepted at the door'),
  'nobody-there': both('送货时无人在', 'nobody was there'),
  'cannot-repair': both('商品无法修好', 'it cannot be repaired'),
  'goods-differ': both('退回的商品与约定不符', 'what came back is not what was agreed'),
  'not-done': both('未能办成', 'it could not be done'),
  'person-says-no': both('退款经人工核实未成功', 'the refund was checked by hand and did not happen'),
};

export function failureWords(code: string, lang: Lang): string {
  return (failures[code] ?? failures['other'] ?? both(code, code))[lang];
}

const lateness: Readonly<Record<string, Both>> = {
  'not-shipped': both('承诺时间内未发出', 'not shipped in the promised time'),
  'not-arrived': both('承诺时间内未送达', 'not arrived by the promised time'),
  'not-answered': both('跟进任务未按时回报', 'the follow-up was not reported in time'),
  'not-picked-up': both('仓库或 ERP 未按时接单', 'not taken over by the warehouse or ERP in time'),
  'not-come-back': both('客户尚未寄回', 'not sent back yet'),
  'not-repaired': both('未按时修好', 'not repaired in time'),
  'not-asked': both('尚未联系快递或仓库', 'the carrier or warehouse has not been asked'),
  'not-confirmed': both('快递或仓库未按时确认', 'not confirmed by the carrier or warehouse in time'),
  'not-reported': both('未按时办结回报', 'not reported done in time'),
  'payee-missing': both('客户尚未填写收款账户', 'the customer has not said where the money shall go'),
  'not-paid-out': both('打款超过 24 小时未办', 'not paid out within 24 hours'),
  'not-paid': both('退款超过 24 小时未到账', 'not paid within 24 hours'),
  doubted: both('客户反馈未收到', 'the customer says it has not come'),
};

export function lateWords(code: string, lang: Lang): string {
  return (lateness[code] ?? both(code, code))[lang];
}

/** Said to the customer when the tracking number is known, unless the playbook has a message `shipped` of its own (FU-4). */
export const shippedMessage: Both = both(
  '您好，服务单 {caseNumber} 为您安排的包裹已寄出，{carrier} {trackingNo}，预计 {promisedArrival} 送达。查看物流：{link}',
  'Hello, what we are sending you for case {caseNumber} is on its way: {carrier} {trackingNo}, expected {promisedArrival}. Follow it here: {link}',
);
