import type { Difference } from './reconcile.ts';
import { type Both, both } from './kindWords.ts';

/** What a difference means, how it is mended, and the desk's page where. */
export const differenceWords: Readonly<
  Record<Difference['what'], Both & { readonly at: '/intents' | '/payouts' | '/recoveries' | '/coupon-pools' | '/ledger' | '/resends' }>
> = {
  refund: {
    ...both(
      '退款：任务、台账与支付机构答复的金额不一致，请到支付机构后台核对，再在“待确认指令”登记是否已退。',
      "Refund: task, ledger and the provider's answer differ. Look at the provider's side, then enter under intents whether it happened.",
    ),
    at: '/intents',
  },
  payout: {
    ...both(
      '打款：任务、台账与打款结果不一致，请核对银行或支付宝流水；漏导的结果文件请补导，多付的请联系客户退回。',
      'Payout: task, ledger and results differ. Compare with the bank; take in a result file that is missing, and ask for money back that went twice.',
    ),
    at: '/payouts',
  },
  owed: {
    ...both(
      '应付客户款：任务与台账不一致，请核对该任务是否已撤回或改过金额，并请管理员补记或冲销分录。',
      'Owed to a customer: task and ledger differ. See whether the task was withdrawn or its amount changed, and have the entry booked or reversed.',
    ),
    at: '/ledger',
  },
  cash: {
    ...both(
      '门店现金：任务与台账不一致，请与门店核对签收单，再补记分录。',
      'Cash at the counter: task and ledger differ. Check the receipt with the store, then have the entry booked.',
    ),
    at: '/ledger',
  },
  goods: {
    ...both(
      '发出商品的成本：任务上的成本加运费、台账入账、按责任方应分摊的金额不一致。请核对补发单的成本与运费，以及定责在入账后是否改过；确认无误的填写原因后核销。',
      'Cost of goods sent: the task with its freight, what was booked, and what the liable parties should bear differ. Check cost and freight of the resend, and whether liability changed after it was booked; what is in order can be ticked off with the reason.',
    ),
    at: '/resends',
  },
  coupon: {
    ...both(
      '优惠券：任务、台账与券码领用不一致，请到优惠券池核对该券码是否已发。',
      'Coupon: task, ledger and codes given differ. See in the pool whether the code was given.',
    ),
    at: '/coupon-pools',
  },
  points: {
    ...both(
      '积分：任务、台账与客户积分账户不一致，请核对积分流水，缺的补发、多的冲回。',
      'Points: task, ledger and the customer account differ. Check the points entries; grant what is missing, take back what is too much.',
    ),
    at: '/ledger',
  },
  recovery: {
    ...both(
      '追偿到账：追偿单、台账与登记的到账金额不一致，请核对银行流水后在追偿看板更正。',
      'Recovery received: claim, ledger and what was entered differ. Compare with the bank and correct it on the recovery board.',
    ),
    at: '/recoveries',
  },
  entry: { ...both('台账分录借贷不平，请联系管理员。', 'A ledger entry does not balance. Call your administrator.'), at: '/ledger' },
  contradiction: {
    ...both(
      '支付机构或银行的答复与我方记录相反，请到对方后台核对；确认前不要再次付款。',
      'The provider or bank says the opposite of our record. Look at their side, and pay nothing again before that is clear.',
    ),
    at: '/intents',
  },
};
