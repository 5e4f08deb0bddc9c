import { z } from 'zod';
import { id, instant, route, someText } from '#platform/wire.ts';

const termsFields = z.object({
  /** Days without a scan after which the carrier counts a parcel as lost. */
  lostAfterDays: z.int().min(1).max(60),
  /** Where that stands. */
  sourceZh: someText(200),
  sourceEn: someText(200),
  /** Looked up by a person; false: an unverified example. */
  verified: z.boolean(),
});

export const tracedParcel = z.object({
  id,
  waybill: z.string(),
  state: z.string(),
  scanAt: instant.nullable(),
  daysWithoutScan: z.int(),
  terms: termsFields.nullable(),
  /** The carrier's own terms count it as lost now. */
  lostByTerms: z.boolean(),
  confirmed: z
    .object({ basis: z.enum(['terms', 'carrier-word', 'no-answer']), days: z.int().nullable(), source: z.string().nullable(), at: instant })
    .nullable(),
});
export type TracedParcelView = z.output<typeof tracedParcel>;

export const traceRoutes = {
  trace: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/trace',
    summary: { zh: '查件：包裹是否可认定丢失', en: 'Trace: may the parcels count as lost' },
    permission: 'case.read',
    params: z.object({ caseId: id }),
    answer: z.object({ items: z.array(tracedParcel) }),
  }),
  terms: route({
    method: 'GET',
    path: '/api/v1/carrier-terms',
    summary: { zh: '快递丢件时限', en: "Carriers' terms for lost parcels" },
    permission: 'case.read',
    answer: z.object({ items: z.array(termsFields.extend({ carrierId: id, code: z.string(), name: z.string(), changedAt: instant })) }),
  }),
  putTerms: route({
    method: 'PUT',
    path: '/api/v1/carriers/:carrierId/terms',
    summary: { zh: '设置快递丢件时限', en: "Set a carrier's terms for lost parcels" },
    permission: 'shop.manage',
    params: z.object({ carrierId: id }),
    body: termsFields,
    answer: termsFields.extend({ carrierId: id }),
  }),
} as const;
