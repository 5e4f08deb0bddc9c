import { z } from 'zod';
import { id, route, someText } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** Layouts of files for a warehouse or ERP; `own`: as a shop has mapped it (FU-14). */
export const fileLayouts = ['generic', 'wangdiantong', 'jushuitan', 'kuaimai', 'own'] as const;
/** What a column holds. The last four are theirs to fill in; `remark` holds our key as well, by which a row is known again. */
export const layoutFields = [
  'key',
  'remark',
  'caseNumber',
  'shop',
  'orderNo',
  'kind',
  'kindCode',
  'warehouse',
  'erpCode',
  'name',
  'quantity',
  'promised',
  'zero',
  'carrier',
  'waybill',
  'state',
  'reason',
] as const;

const column = z.object({ header: someText(40), field: z.enum(layoutFields) });
export const resendLayout = z.object({ id, shopId: id, name: z.string(), columns: z.array(column) });
export type ResendLayout = z.output<typeof resendLayout>;

export const layoutRoutes = {
  layouts: route({
    method: 'GET',
    path: '/api/v1/resend-layouts',
    summary: words('自定义文件版式', 'Own file layouts'),
    permission: 'fulfilment.work',
    query: z.object({ shopId: id.optional() }),
    answer: z.object({ items: z.array(resendLayout) }),
  }),
  saveLayout: route({
    method: 'POST',
    path: '/api/v1/resend-layouts',
    summary: words('保存自定义文件版式', 'Save an own file layout'),
    permission: 'fulfilment.work',
    /** The same name again changes the layout. */
    body: z.object({ shopId: id, name: someText(40), columns: z.array(column).min(3).max(40) }),
    answer: z.object({ id }),
  }),
} as const;
