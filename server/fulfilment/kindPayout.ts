import { type Doing, sayMessage } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import { type Both, both } from './kindWords.ts';
import { money } from './kindMoney.ts';
import { endPayeeTasks } from './payee.ts';
import { batchById, dropRow } from './payoutBatchStore.ts';
import { markPayout } from './payoutMark.ts';
import { type PayeeWay, payoutTable } from './payoutStates.ts';
import { payeeNeededMessage } from './payoutWords.ts';
import { insertPayout, lockPayouts, savePayout } from './payoutStore.ts';
import type { TaskFamily } from './taskKind.ts';
import { payoutTask } from './taskStates.ts';
import type { TaskRow } from './tasksStore.ts';

/** Money to an account of the customer's, by maker and checker (FU-15); what it costs and owes is as of all money. */
export const payout: TaskFamily = {
  ...money,
  table: payoutTask,
  begin: async (doing, task, bearers) => {
    await money.begin(doing, task, bearers);
    await insertPayout(doing.command, { taskId: task.id, caseId: task.caseId, shopId: task.shopId, fen: task.amountFen ?? 0 });
    await markPayout(doing.command, task.id, { payout: 'waiting-payee' });
    await sayMessage(doing, { message: 'payee-needed', words: doing.playbook.messages['payee-needed'] ?? payeeNeededMessage.needed });
  },
  undo: async (doing, task) => (await takeBack(doing, task)) && (money.undo?.(doing, task) ?? true),
  late: (task) => (task.state !== 'open' ? undefined : waitsForPayee(task) ? 'payee-missing' : 'not-paid-out'),
  told: (task) => (waitsForPayee(task) ? 'lead' : 'finance'),
  progress: (task, lang, payWords) => {
    const said = task.state === 'recalled' || task.state === 'failed' ? undefined : progressOf(task, lang, payWords);
    return said ?? money.progress(task, lang, payWords);
  },
};

const waitsForPayee = (task: TaskRow): boolean => (task.detail.payout ?? 'waiting-payee') === 'waiting-payee';

/** Out of its batch as long as nothing was sent (FU-17); false when it was. */
async function takeBack(doing: Doing, task: TaskRow): Promise<boolean> {
  const { command } = doing;
  const [row] = await lockPayouts(command, [task.id]);
  if (!row) return true;
  const judged = payoutTable.judge(row.state, 'recall');
  if (!judged.ok) return false;
  const batch = row.state === 'in-batch' ? await batchById(command.tx, task.id, 'of-task') : undefined;
  // What a checker approved goes out as it was approved.
  if (batch && batch.state !== 'in-check') return false;
  if (batch) await dropRow(command, { batchId: batch.id, taskId: task.id, outcome: 'withdrawn' });
  await savePayout(command, { ...row, state: judged.to });
  await markPayout(command, task.id, { payout: judged.to });
  await endPayeeTasks(doing);
  return true;
}

const accounts: Readonly<Record<PayeeWay, Both>> = {
  alipay: both('支付宝账户', 'Alipay account'),
  wechat: both('微信账户', 'WeChat account'),
  bank: both('银行账户', 'bank account'),
};

/** How much, which way, when (TA-12): before there is an account, that one is needed. */
function progressOf(task: TaskRow, lang: Lang, payWords: Both): string | undefined {
  const amount = formatFen(task.amountFen ?? 0, lang);
  const account = task.detail.payeeWay ? accounts[task.detail.payeeWay][lang] : lang === 'zh' ? '收款账户' : 'account';
  const when = (task.detail.payWords ?? payWords)[lang];
  const arrives = when === '' ? '' : `${lang === 'zh' ? '，' : ', '}${when}`;
  switch (task.detail.payout) {
    case undefined:
    case 'waiting-payee':
      return lang === 'zh' ? `${amount} 待您填写收款账户后转账` : `${amount} will be transferred once you say to which account`;
    case 'ready':
    case 'in-batch':
      return lang === 'zh'
        ? `${amount} 将转账至您的${account}，办理中${arrives}`
        : `${amount} is being transferred to your ${account}${arrives}`;
    case 'sent':
      return lang === 'zh' ? `${amount} 已提交转账至您的${account}${arrives}` : `${amount} has been sent to your ${account}${arrives}`;
    case 'paid':
      return lang === 'zh' ? `${amount} 已转账至您的${account}${arrives}` : `${amount} has been transferred to your ${account}${arrives}`;
    case 'failed':
      return lang === 'zh' ? `${amount} 转账未成功，请核对收款账户` : `${amount} could not be transferred: please check the account`;
    case 'recalled':
      return undefined;
    default:
      return task.detail.payout satisfies never;
  }
}
