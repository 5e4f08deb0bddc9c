import { z } from 'zod';
import { id, instant, listOf, listQuery, route } from '#platform/wire.ts';
import { authorities } from './viewWire.ts';

/** Views of the list: to be answered yet, answered, both. */
export const externalTabs = ['open', 'answered', 'all'] as const;

const words = (zh: string, en: string) => ({ zh, en });
const rateRow = z.object({
  /** Null: complaints of orders whose carrier nobody knows. */
  carrier: z.object({ id, name: z.string() }).nullable(),
  complaints: z.int(),
  valid: z.int(),
  invalid: z.int(),
  open: z.int(),
  /** Parcels that went out in the same time: what the rates are of. */
  parcels: z.int(),
  /** Per million parcels, to one decimal; null where no parcel went out. */
  ratePpm: z.number().nullable(),
  validPpm: z.number().nullable(),
});

export const externalRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/answers/external-complaints',
    summary: words('外部投诉列表', 'External complaints'),
    permission: 'case.read',
    query: listQuery.extend({ state: z.enum(externalTabs).default('open') }),
    answer: listOf(
      z.object({
        caseId: id,
        caseNumber: z.string(),
        shop: z.string(),
        carrier: z.string().nullable(),
        authority: z.enum(authorities),
        authorityNo: z.string(),
        receivedAt: instant,
        answerDue: instant,
        /** Not answered, or answered after it was due. */
        late: z.boolean(),
        verdict: z.enum(['valid', 'invalid']).nullable(),
        answeredAt: instant.nullable(),
      }),
    ),
  }),
  /** Complaints and valid complaints per million parcels, by carrier and in all (EX-11). */
  rates: route({
    method: 'GET',
    path: '/api/v1/answers/external-rates',
    summary: words('外部投诉率（每百万件）', 'External complaints per million parcels'),
    permission: 'case.read',
    /** Of the last so many days. */
    query: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }),
    answer: z.object({ from: instant, items: z.array(rateRow), total: rateRow }),
  }),
} as const;
