import type { RefusalTable } from '#platform/result.ts';

export const liabilityRefusals: RefusalTable = {
  'no-liability-now': {
    status: 409,
    zh: { agent: '工单不在定责步骤，请按当前步骤操作。', customer: '服务单已进入下一步，请刷新页面。' },
    en: {
      agent: 'The case is not at the liability step. Work at the current one.',
      customer: 'Your case has moved on. Please reload the page.',
    },
  },
  'shares-not-whole': {
    status: 422,
    zh: { agent: (data) => `责任占比合计应为 100%，现为 ${String(data['sum'])}%。`, customer: '责任占比有误。' },
    en: { agent: (data) => `Shares must add up to 100 per cent; they are ${String(data['sum'])}.`, customer: 'The shares do not add up.' },
  },
  'share-unnamed': {
    status: 422,
    zh: { agent: '请指明责任方：快递、仓库、员工须从列表选择，供应商须写名称，其余不填名称。', customer: '责任方未指明。' },
    en: {
      agent: 'Name the liable party: pick a carrier, warehouse or person from the list, write a supplier’s name; the others stand alone.',
      customer: 'A liable party is not named.',
    },
  },
  'share-twice': {
    status: 422,
    zh: { agent: '同一责任方出现了两次，请合并占比。', customer: '责任方重复。' },
    en: { agent: 'The same party stands there twice. Add the shares up.', customer: 'A liable party is named twice.' },
  },
  'no-such-party': {
    status: 422,
    zh: { agent: '所选责任方不存在，请刷新后重选。', customer: '责任方不存在。' },
    en: { agent: 'A chosen party does not exist. Reload and choose again.', customer: 'A liable party does not exist.' },
  },
  'own-liability': {
    status: 403,
    zh: { agent: '您本人是责任方之一，不能由您定责，请转交同事。', customer: '须由另一位专员处理。' },
    en: {
      agent: 'You are one of the liable parties, so somebody else must decide. Hand it to a colleague.',
      customer: 'Somebody else has to decide this.',
    },
  },
  'cause-needed': {
    status: 422,
    zh: { agent: '请选择原因：人为、系统或外部。', customer: '请选择原因。' },
    en: { agent: 'Choose a cause: human, system or external.', customer: 'A cause is needed.' },
  },
  'no-rule-fits': {
    status: 422,
    zh: { agent: '没有适用的定责规则，请人工定责。', customer: '须由专员判定。' },
    en: { agent: 'No rule fits. Decide it yourself.', customer: 'A person has to decide this.' },
  },
  'rule-only-proposes': {
    status: 422,
    zh: { agent: (data) => `超过规则 ${String(data['rule'])} 的金额上限，须人工定责；可参考规则建议。`, customer: '须由专员判定。' },
    en: {
      agent: (data) => `Above the amount up to which rule ${String(data['rule'])} decides alone. Decide it yourself; the rule is a start.`,
      customer: 'A person has to decide this.',
    },
  },
  'rule-shares-not-whole': {
    status: 422,
    zh: { agent: '规则的责任占比合计应为 100%，且同一责任方只出现一次。', customer: '规则有误。' },
    en: { agent: 'The rule’s shares must add up to 100 per cent, each party once.', customer: 'The rule is wrong.' },
  },
};
