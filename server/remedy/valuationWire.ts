import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { fen, freeText, id, instant, route, someText } from '#platform/wire.ts';

/** The ladder of values, the first that is known counts (EX-9). */
export const valueBases = ['declared', 'invoice', 'order', 'class'] as const;

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });
const rung = z.object({ basis: z.enum(valueBases), fen: z.int().nullable(), source: z.string() });
const valued = z.object({
  basis: z.enum(valueBases),
  ladder: z.array(rung),
  valueFen: z.int(),
  salvageFen: z.int(),
  capFen: z.int().nullable(),
  capSource: z.string().nullable(),
  claimFen: z.int(),
});
const rule = z.object({
  id,
  shopId: id.nullable(),
  class: z.string(),
  fen: z.int(),
  source: z.string(),
  verified: z.boolean(),
  validFrom: z.string(),
});

export const valuationRoutes = {
  valuations: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/valuations',
    summary: words('核定价值', 'Valuations of a case, and the ladder as it stands'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({
      /** What is known now, before anybody has said more. */
      ladder: z.array(rung),
      capFen: z.int().nullable(),
      capSource: z.string().nullable(),
      items: z.array(valued.extend({ id, note: z.string(), by: z.string().nullable(), at: instant })),
    }),
  }),
  value: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/valuations',
    summary: words('核定价值', 'Value what was lost or damaged'),
    permission: 'remedy.value',
    changes: 'case',
    params: casePath,
    body: z.object({
      /** Declared or insured value, and value by invoice, when the papers show one that we don't know. */
      declaredFen: fen.optional(),
      invoiceFen: fen.optional(),
      /** What is left of it is still worth. */
      salvageFen: fen.default(0),
      /** Freight of the waybill, when the order doesn't say. */
      freightFen: fen.optional(),
      note: freeText(2000).default(''),
    }),
    answer: changedCase.extend({ valuationId: id, claimFen: z.int(), basis: z.enum(valueBases) }),
  }),
  rules: route({
    method: 'GET',
    path: '/api/v1/valuation-rules',
    summary: words('价值与限额设置', 'Default values and caps, with their sources'),
    permission: 'remedy.policy-read',
    /** `caps`: read from the carriers' terms, where they are kept. */
    answer: z.object({
      items: z.array(rule),
      caps: z.array(
        z.object({ carrierId: id, carrier: z.string(), times: z.int(), source: z.string(), verified: z.boolean(), validFrom: z.string() }),
      ),
      mayEdit: z.boolean(),
    }),
  }),
  putRule: route({
    method: 'POST',
    path: '/api/v1/valuation-rules',
    summary: words('设置默认价值', 'Set a default value'),
    permission: 'remedy.policy-edit',
    body: z.object({
      shopId: id.nullable().default(null),
      class: z.string().max(60).default('*'),
      fen: z.int().min(1).max(100_000_000_00),
      source: someText(300),
      verified: z.boolean().default(false),
      validFrom: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    }),
    answer: z.object({ id }),
  }),
} as const;
