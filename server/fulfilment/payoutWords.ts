import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import type { RefusalTable } from '#platform/result.ts';
import { type Both, both } from './kindWords.ts';
import type { PayoutFailure } from './payoutStates.ts';

/** What service is asked when a payee doesn't fit. */
export const payeeAsk: Both = both(
  '收款人信息与账户不符，请向客户核实并更正收款账户',
  "The payee doesn't fit the account: check with the customer and correct it",
);

/** Said to the customer, unless the playbook has messages `payee-needed` and `payee-wrong` of its own. */
export const payeeNeededMessage: Readonly<Record<'needed' | 'wrong', Both>> = {
  needed: both(
    '您好，服务单 {caseNumber} 需转账给您，请在此页面填写收款账户：{link}',
    'Hello, for case {caseNumber} we are to transfer money to you. Please say to which account here: {link}',
  ),
  wrong: both(
    '您好，服务单 {caseNumber} 的转账被退回：收款人姓名与账户不符。款项仍会支付给您，请在此页面更正收款账户：{link}',
    "Hello, the transfer for case {caseNumber} came back: the name doesn't fit the account. You will still be paid; please correct the account here: {link}",
  ),
};

/** What service is asked when the bank gave money back. */
export const bouncedAsk = (fen: number): Both =>
  both(
    `银行退票：${formatFen(fen, 'zh')} 已付后被退回，请与客户核对收款账户并重新登记，再制单复核`,
    `The bank returned ${formatFen(fen, 'en')} after it was paid: check the account with the customer and enter it anew, then batch and check it`,
  );

/** Said to the customer when a payment came back, unless the playbook has a message `payee-bounced`: how much, why, what next, when (TA-12). */
export const bouncedMessage = (fen: number, payWords: Both | undefined): Both =>
  both(
    `您好，服务单 {caseNumber} 此前转给您的 ${formatFen(fen, 'zh')} 被银行退回，未能入账，款项仍归您。请在此页面核对或更换收款账户：{link} 。我们收到后即重新转账${payWords?.zh ? `，${payWords.zh}` : ''}。`,
    `Hello, the ${formatFen(fen, 'en')} that we transferred for case {caseNumber} was returned by the bank and did not reach you. It is still yours: please check or change the account here: {link} . We transfer it again as soon as we have it${payWords?.en ? `, ${payWords.en}` : ''}.`,
  );

const failures: Readonly<Record<PayoutFailure, Both>> = {
  'name-mismatch': both('实名不符：收款人姓名与账户不一致', "Name mismatch: the name isn't the account holder's"),
  'account-wrong': both('账户不存在、有误或不能收款', "The account doesn't exist, is wrong or can't receive"),
  'over-limit': both('超过限额', 'Over the limit'),
  bounced: both('银行退票：款项已付后被退回', 'Returned by the bank after it was paid'),
  other: both('付款未成功', 'The payment did not go through'),
};

export const payoutFailureWords = (code: PayoutFailure, lang: Lang): string => failures[code][lang];

const bad = (zh: string, en: string, status: 403 | 409 | 422 = 422): RefusalTable[string] => ({
  status,
  zh: { agent: zh, customer: zh },
  en: { agent: en, customer: en },
});
const about = (
  zh: (data: Record<string, unknown>) => string,
  en: (data: Record<string, unknown>) => string,
  status: 409 | 422 = 422,
): RefusalTable[string] => ({
  status,
  zh: { agent: (data) => zh(data) },
  en: { agent: (data) => en(data) },
});

export const payoutRefusals: RefusalTable = {
  'payee-way-missing': bad('请选择收款方式：支付宝、微信或银行卡。', 'Choose how to be paid: Alipay, WeChat or a bank account.'),
  'payee-part-missing': bad('请填写收款人姓名和收款账号。', "Give the account holder's name and the account."),
  'payee-account-form': bad(
    '收款账号格式不正确：支付宝填手机号或邮箱，微信填手机号或微信号，银行卡填 12–30 位卡号。',
    'The account looks wrong: for Alipay a mobile number or mail address, for WeChat a mobile number or WeChat ID, for a bank the 12–30 digits of the account.',
  ),
  'payee-bank-missing': bad('请填写开户行名称。', 'Give the name of the bank.'),
  'payout-has-begun': bad(
    '这笔打款已进入批次或已付出，不能再改收款账户。请刷新查看最新状态。',
    'This payment is in a batch or has been sent, so its account stays. Reload to see how it stands.',
    409,
  ),
  'payout-not-paid': bad(
    '只有已付的打款才能登记退票。请刷新查看最新状态；在途的款项等银行结果，或导入结果文件。',
    "Only what was paid can come back. Reload to see how it stands; for what is on its way wait for the bank's result, or take in its file.",
    409,
  ),
  'payee-to-correct': bad(
    '失败原因是收款账户，请先更正收款账户再打款。',
    'It failed for its payee: correct the payee before it is paid again.',
    409,
  ),
  'payee-missing': about(
    (data) => `服务单 ${String(data['number'])} 没有收款账户（可能已按客户要求删除），请退回批次并重新登记。`,
    (data) => `Case ${String(data['number'])} has no payee (it may have been erased). Return the batch and enter it anew.`,
    409,
  ),
  'payout-not-ready': about(
    (data) => `服务单 ${String(data['number'])} 的打款不在“待制单”状态，可能已在别的批次，请刷新后重选。`,
    (data) => `The payment of case ${String(data['number'])} isn't ready: it may be in another batch. Reload and choose again.`,
    409,
  ),
  'own-batch': bad(
    '制单人不能复核自己的批次，请交另一位财务或高管复核。',
    'Nobody checks their own batch: another of finance or an executive does.',
    403,
  ),
  'over-paid': about(
    (data) => `服务单 ${String(data['numbers'])} 加上本次打款将超过客户实付金额。确需支付请填写理由，否则请退回批次。`,
    (data) =>
      `With this, more than was paid would be given for case ${String(data['numbers'])}. Give the reason if it must go out, or return the batch.`,
  ),
  'no-result-columns': bad(
    '文件里没有“付款序号”（或备注）列和“状态”列，请保留打款文件的表头后上传。',
    'The file has no column with our key or none with the state. Keep the header row of the file that went out.',
  ),
  'payout-row-no-key': bad(
    '此行没有付款序号（形如 P261121-1-001），请补填。',
    'This row has no key of ours (like P261121-1-001). Enter it.',
  ),
  'payout-row-state': bad('状态无法识别，可填：成功、失败、处理中。', 'The state is not known. Use paid, failed or processing.'),
  'payout-row-reason': bad('失败的行没有失败原因，请补填。', 'A failed row needs its reason. Enter it.'),
  'payout-row-unknown': about(
    (data) => `没有付款序号 ${String(data['key'])}，或该笔已从批次撤出，请核对。`,
    (data) => `There is no ${String(data['key'])}, or it was taken out of its batch. Check it.`,
  ),
  'payout-row-not-sent': about(
    (data) => `${String(data['key'])} 的批次还没有生成打款文件，不应有结果，请核对文件。`,
    (data) => `The batch of ${String(data['key'])} was never sent, so it can have no result. Check the file.`,
    409,
  ),
  'payout-row-contradicts': about(
    (data) => `${String(data['key'])} 此前已登记为相反的结果，未改动。请到银行或支付宝后台核实，避免重复打款。`,
    (data) =>
      `${String(data['key'])} was entered before with the opposite result and stays. Look at the bank's side before anything is paid again.`,
    409,
  ),
  'payout-row-amount': about(
    (data) => `${String(data['key'])} 的金额与批次不一致（应为 ¥${(Number(data['fen']) / 100).toFixed(2)}），请核对。`,
    (data) => `The amount of ${String(data['key'])} isn't the batch's (¥${(Number(data['fen']) / 100).toFixed(2)}). Check it.`,
  ),
};
