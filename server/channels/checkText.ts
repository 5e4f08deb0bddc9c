/** Words in a text that must not go to a customer, and why: tied to a review (RE-11), or leading out of a marketplace's chat. */
export interface FoundWords {
  readonly words: string;
  readonly kind: 'review' | 'outside';
}

/** Between the letters of a word people put blanks, dots and signs to get past such checks. */
const gap = '[\\s.·。,，、*_\\-|/]{0,3}';
const spread = (word: string) => Array.from(word).join(gap);

const praise = ['好评', '五星', '5星', '晒图', '晒单', '追评', '差评', '中评', '评价', '评论', '追加评价'];
const deed = ['修改', '删除', '更改', '撤销', '改掉', '删掉', '换成', '改成', '改为'];
const reward = ['返现', '返红包', '红包', '返利', '有礼', '奖励', '补偿', '赠送', '送券', '优惠券'];

const review: readonly RegExp[] = [
  pattern(['好评返现', '好评返', '晒图返', '改评', '删评', '改差评', '删差评', '改好评', '换好评', '改五星', '刷好评', '刷评']),
  // 修改评价 / 评价删除: a deed done to a review
  new RegExp(`(?:${alternatives(deed)})[^。！？!?\\n]{0,8}(?:${alternatives(praise)})`, 'gu'),
  new RegExp(`(?:${alternatives(praise)})[^。！？!?\\n]{0,8}(?:${alternatives(deed)})`, 'gu'),
  // 给好评送红包: a reward for one
  new RegExp(`(?:${alternatives(['好评', '五星', '5星', '晒图', '晒单', '追评'])})[^。！？!?\\n]{0,12}(?:${alternatives(reward)})`, 'gu'),
  new RegExp(`(?:${alternatives(reward)})[^。！？!?\\n]{0,12}(?:${alternatives(['好评', '五星', '5星', '晒图', '晒单', '追评'])})`, 'gu'),
  /\b(?:chang|delet|remov|edit|revis|withdraw)\w*\b[^.!?\n]{0,25}\breviews?\b/giu,
  /\b(?:five|5)[\s-]?stars?\b[^.!?\n]{0,40}\b(?:refund|coupon|gift|reward|cash|points?|compensat\w*)\b/giu,
  /\b(?:good|positive|nice)\s+(?:review|rating|feedback)s?\b[^.!?\n]{0,40}\b(?:refund|coupon|gift|reward|cash|points?|compensat\w*)\b/giu,
  /\b(?:refund|coupon|gift|reward|cash|points?|compensat\w*)\b[^.!?\n]{0,40}\b(?:good|positive|nice|five[\s-]star|5[\s-]star)\s+(?:review|rating|feedback)s?\b/giu,
];

const outside: readonly RegExp[] = [
  pattern(['加微信', '微信号', '加v', '加薇', '威信', 'vx', '加qq', 'qq号', '扣扣', '支付宝转账', '私下转账', '线下转账']),
  /(?:https?:\/\/|www\.)[^\s，。；]+/giu,
];

/**
 * Looks a text over before it goes out. `outside` also looks for what marketplaces punish in their chats: links, numbers of
 * other messengers, transfers past the platform. Pure; finds each wording once.
 */
export function checkText(text: string, options: { outside: boolean }): FoundWords[] {
  const plain = text.normalize('NFKC');
  const found = [
    ...find(plain, review).map((words): FoundWords => ({ words, kind: 'review' })),
    ...(options.outside ? find(plain, outside).map((words): FoundWords => ({ words, kind: 'outside' })) : []),
  ];
  return found.filter((each, i) => found.findIndex((other) => other.words === each.words) === i);
}

function find(text: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((each) => [...text.matchAll(each)].map((match) => match[0]));
}

function pattern(list: readonly string[]): RegExp {
  return new RegExp(alternatives(list), 'giu');
}

function alternatives(list: readonly string[]): string {
  return list.map(spread).join('|');
}
