import type { RefusalTable } from '#platform/result.ts';

export const customerRefusals: RefusalTable = {
  'legal-hold': {
    status: 423,
    zh: { agent: '该客户的信息处于法律冻结中，暂不能删除；须先由管理员解除冻结。' },
    en: { agent: "This customer's data is on legal hold and cannot be erased. An administrator has to lift the hold first." },
  },
  'wrong-phone': {
    status: 422,
    zh: {
      agent: '电话号码有误：应为 5 至 20 位数字，可带 + 和区号。请与客户核对；没有电话时可改留邮箱或昵称。',
      customer: '电话号码有误：应为 5 至 20 位数字，请核对后重新填写，或改留邮箱。',
    },
    en: {
      agent:
        'This is no phone number: it has 5 to 20 digits, with + and area code if need be. Check it with the customer, or take an e-mail address or nick.',
      customer: 'This is no phone number: it has 5 to 20 digits. Please check it, or leave an e-mail address instead.',
    },
  },
  'wrong-email': {
    status: 422,
    zh: {
      agent: '邮箱地址有误（例如 name@example.com）。请与客户核对。',
      customer: '邮箱地址有误（例如 name@example.com），请核对后重新填写。',
    },
    en: {
      agent: 'This is no e-mail address (like name@example.com). Check it with the customer.',
      customer: 'This is no e-mail address (like name@example.com). Please check it.',
    },
  },
  'customer-erased': {
    status: 410,
    zh: { agent: '该客户的个人信息已依法删除，无法再查看或修改；如客户再次联系，请登记新的联系方式。' },
    en: {
      agent:
        "This customer's data was erased by law and cannot be shown or changed. If they contact us again, register their contact anew.",
    },
  },
};
