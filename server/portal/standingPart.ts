import type { CodStanding } from '#customers/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { type Html, html } from './html.ts';

const words: Readonly<Record<Exclude<CodStanding, 'good'>, Readonly<Record<Lang, string>>>> = {
  warned: {
    zh: '您的货到付款目前可以正常使用。提醒您：再次拒收按您要求加工的商品，货到付款将暂停使用；在线支付不受影响。',
    en: 'You can still pay on delivery. If goods processed for you are refused once more, cash on delivery will be limited; paying online is not affected.',
  },
  limited: {
    zh: '您的货到付款暂停使用，在线支付不受影响。之后的订单正常签收，或期满后，会自动恢复；如有异议，可申请复核。',
    en: 'Cash on delivery is limited for you; paying online is not affected. It comes back by itself as orders are accepted or time passes; if you disagree, you can appeal.',
  },
};

/** Where the customer stands for cash on delivery, told openly (RE-6); nothing while all is well. */
export function standingPanel(standing: CodStanding, lang: Lang): Html | null {
  if (standing === 'good') return null;
  return html`<section class="panel" id="standing"><h2>${lang === 'zh' ? '货到付款' : 'Cash on delivery'}</h2><p>${words[standing][lang]}</p></section>`;
}
