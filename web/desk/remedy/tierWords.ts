import { wordsOf } from '../words/useWords.ts';

const zh = {
  title: '会员等级',
  help: '等级是赔付规则可以用到的一列，也显示在客户的工单上。名单以本店会员系统为准，在这里粘贴更新。',
  code: '代码',
  codeHelp: '小写字母、数字和连字符，赔付规则按它判断',
  zh: '中文名称',
  en: '英文名称',
  rank: '高低',
  people: '客户数',
  add: '新增等级',
  change: '修改',
  remove: '删除',
  none: ['还没有会员等级', '新增后，可在赔付规则里用“会员等级”一列，也可在工单上设置客户的等级。'],
  members: '会员名单',
  membersHelp: '每行一位：手机号或邮箱，空格或逗号，等级代码；代码写 none 表示取消。一次最多 1000 行。',
  list: '粘贴会员名单',
  send: '更新名单',
  badLines: (lines: string) => `第 ${lines} 行看不懂，应为“手机号或邮箱 等级代码”。`,
  kept: (n: number) => `已更新 ${n} 位客户`,
  unknown: (n: number) => `${n} 位还没有联系过我们，没有档案，未更新：`,
};
type TierWords = typeof zh;

const en: TierWords = {
  title: 'Tiers',
  help: "A tier is a column that policies may ask for, and a fact on the customer's case. The members list of the shop decides; paste it here.",
  code: 'Code',
  codeHelp: 'Small letters, digits and hyphens; policies ask by it',
  zh: 'Chinese name',
  en: 'English name',
  rank: 'Rank',
  people: 'Customers',
  add: 'Add a tier',
  change: 'Change',
  remove: 'Remove',
  none: [
    'No tiers yet',
    'Once there are some, policies can use the column “Customer tier”, and the tier of a customer can be set on the case.',
  ],
  members: 'Members list',
  membersHelp: 'One a line: phone or e-mail, a space or comma, the code of the tier; the code none takes it away. At most 1,000 lines.',
  list: 'Paste the members list',
  send: 'Update',
  badLines: (lines: string) => `Line ${lines} can't be read: “phone or e-mail, code of the tier” is expected.`,
  kept: (n: number) => `${n} customers updated`,
  unknown: (n: number) => `${n} never contacted us and have no record here; not updated:`,
};

/** Words of the page of tiers (RE-2). */
export const useTierWords = wordsOf<TierWords>({ zh, en });
