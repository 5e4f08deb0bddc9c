import { z } from 'zod';
import { id, route, someText } from '#platform/wire.ts';

/** Days after the end of a person's last case; null: kept until somebody erases it. Nothing is ever deleted otherwise. */
export const retention = z.object({ customerDays: z.int().min(30).max(3650).nullable() });
export type Retention = z.output<typeof retention>;

export const readRetentionRoute = route({
  method: 'GET',
  path: '/api/v1/settings/retention',
  summary: { zh: '个人信息保存期限', en: 'How long personal data is kept' },
  permission: 'settings.manage',
  answer: retention,
});
export const setRetentionRoute = route({
  method: 'PUT',
  path: '/api/v1/settings/retention',
  summary: { zh: '设置个人信息保存期限', en: 'Set how long personal data is kept' },
  permission: 'settings.manage',
  body: retention,
  answer: retention,
});
export const holdRoute = route({
  method: 'PUT',
  path: '/api/v1/customers/:customerId/legal-hold',
  summary: { zh: '冻结或解除冻结客户信息（诉讼保全）', en: "Put a customer's data on legal hold, or lift it" },
  permission: 'settings.manage',
  params: z.object({ customerId: id }),
  body: z.object({ held: z.boolean(), why: someText(200) }),
  answer: z.object({ held: z.boolean() }),
});
