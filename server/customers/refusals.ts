import type { RefusalTable } from '#platform/result.ts';

export const customerRefusals: RefusalTable = {
  'customer-erased': {
    status: 410,
    zh: { agent: '该客户的个人信息已依法删除，无法再查看或修改；如客户再次联系，请登记新的联系方式。' },
    en: {
      agent:
        "This customer's data was erased by law and cannot be shown or changed. If they contact us again, register their contact anew.",
    },
  },
};
