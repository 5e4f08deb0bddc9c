import { z } from 'zod';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

/** Channels on which results can be told (TA-1). */
export const preferredChannels = ['portal', 'email', 'sms', 'phone', 'chat', 'wechat'] as const;

const lang = z.enum(['zh', 'en']);
const kind = z.enum(['phone', 'virtual-phone', 'email', 'nick', 'buyer-id']);
const handle = z.object({
  id,
  kind,
  platform: z.string(),
  /** Masked, or in clear in the answer of a reveal. */
  shown: z.string(),
  hours: z.string().nullable(),
  second: z.boolean(),
  expiresAt: instant.nullable(),
  expired: z.boolean(),
});
export const customer = z.object({
  id,
  /** Masked. Null: not known, or erased. */
  name: z.string().nullable(),
  lang,
  preferred: z.string(),
  erased: z.boolean(),
  points: z.int(),
  handles: z.array(handle),
});
/** A person as the desk shows them: masked. */
export type Customer = z.output<typeof customer>;
export const revealed = z.object({ id, name: z.string().nullable(), handles: z.array(handle) });
export type Revealed = z.output<typeof revealed>;

const params = z.object({ customerId: id });
const why = someText(200);

export const readCustomerRoute = route({
  method: 'GET',
  path: '/api/v1/customers/:customerId',
  summary: { zh: '客户（脱敏）', en: 'A customer, masked' },
  permission: 'customer.read',
  params,
  answer: customer,
});
export const revealRoute = route({
  method: 'POST',
  path: '/api/v1/customers/:customerId/reveals',
  summary: { zh: '查看客户明文信息（留痕）', en: "Show a customer's data in clear (logged)" },
  permission: 'case.reveal',
  answerKept: false,
  limit: 60,
  params,
  body: z.object({ why }),
  answer: revealed,
});
export const changeCustomerRoute = route({
  method: 'PUT',
  path: '/api/v1/customers/:customerId',
  summary: { zh: '修改客户姓名、语言与通知方式', en: "Change a customer's name, language and channel" },
  permission: 'case.answer',
  params,
  body: z.object({ name: someText(60).optional(), lang: lang.optional(), preferred: z.enum(preferredChannels).optional() }),
  answer: customer,
});
export const addHandleRoute = route({
  method: 'POST',
  path: '/api/v1/customers/:customerId/handles',
  summary: { zh: '添加客户联系方式', en: 'Add a way to reach a customer' },
  permission: 'case.answer',
  params,
  body: z
    .object({
      kind,
      value: someText(200),
      platform: freeText(30).default(''),
      extension: z
        .string()
        .regex(/^\d{1,6}$/)
        .nullable()
        .default(null),
      expiresAt: instant.nullable().default(null),
      hours: freeText(100).nullable().default(null),
      second: z.boolean().default(false),
    })
    .refine(fits, { path: ['value'], message: 'format' }),
  answer: customer,
});
export const eraseRoute = route({
  method: 'POST',
  path: '/api/v1/customers/:customerId/erasures',
  summary: { zh: '依法删除客户个人信息', en: "Erase a customer's personal data by law" },
  permission: 'settings.manage',
  limit: 60,
  params,
  body: z.object({ why }),
  answer: z.object({}),
});

/** Whether a value looks like its kind: a phone has 5 to 15 digits, a mail address an @ and a dot. */
function fits(given: { kind: z.output<typeof kind>; value: string }): boolean {
  if (given.kind === 'email') return z.email().safeParse(given.value).success;
  if (given.kind === 'phone' || given.kind === 'virtual-phone')
    return /^\+?[\d\s()-]{5,20}((-|转)\d{1,6})?$/.test(given.value) && given.value.replace(/\D/g, '').length >= 5;
  return true;
}
