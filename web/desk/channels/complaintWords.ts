import { wordsOf } from '../words/useWords.ts';

const zh = {
  title: '投诉抄送',
  help: '每件投诉、索赔都发邮件给运营与总经理，重要的加标记；也可改为每天一封汇总。收件人须在人员中填写邮箱。',
  mode: '方式',
  each: '每件一封',
  digest: '每天汇总',
  hour: '汇总时间',
  oClock: '点后',
  roles: { operations: '运营', executive: '总经理', lead: '组长', claims: '理赔' },
  more: '其他邮箱（回车添加）',
  letters: '最近的抄送邮件',
  about: '工单',
  many: (n: number) => `${n} 件`,
  grave: '重要',
  reasons: { food: '食品', safety: '安全', external: '主管部门转办', contacts: '多次联系' },
  to: '收件人',
  state: '状态',
  states: {
    ready: '待发送',
    calling: '发送中',
    waiting: '发送中',
    done: '已发送',
    refused: '未能发送',
    uncertain: '结果不明',
    'needs-person': '需人工处理',
    recalled: '已撤回',
  },
  at: '时间',
};
type ComplaintWords = typeof zh;
const en: ComplaintWords = {
  title: 'Mails on complaints',
  help: 'Every complaint and claim is mailed to operations and the executive, grave ones marked; or one digest a day. Recipients need an address among the staff.',
  mode: 'How',
  each: 'A letter each',
  digest: 'A digest a day',
  hour: 'Hour of the digest',
  oClock: "o'clock on",
  roles: { operations: 'Operations', executive: 'Executive', lead: 'Lead', claims: 'Claims' },
  more: 'Further addresses (Enter adds one)',
  letters: 'Latest letters',
  about: 'Case',
  many: (n) => `${n} complaints`,
  grave: 'Grave',
  reasons: { food: 'Food', safety: 'Safety', external: 'From an authority', contacts: 'Many contacts' },
  to: 'To',
  state: 'State',
  states: {
    ready: 'To be sent',
    calling: 'Being sent',
    waiting: 'Being sent',
    done: 'Sent',
    refused: 'Not sent',
    uncertain: 'Unknown',
    'needs-person': 'Needs somebody',
    recalled: 'Taken back',
  },
  at: 'When',
};

/** Words of the mails on complaints (FB-7). */
export const useComplaintWords = wordsOf<ComplaintWords>({ zh, en });
