import { z } from 'zod';
import { bothWords, id, instant, route, someText } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const cell = z.string().max(300);
const column = z.object({ id: z.string().max(60), field: z.string().max(60), name: z.string().max(60) });
/** A decision table as an operator edits it; it becomes the one table node of a JDM document. */
export const policyTable = z.object({
  inputs: z.array(column).min(1).max(30),
  outputs: z.array(column).min(1).max(20),
  /** Each row: cells by column id; `_id` stays with the row over versions, `_description` says what it is for. */
  rules: z
    .array(z.record(z.string().max(60), cell))
    .min(1)
    .max(500),
});
export type PolicyTable = z.output<typeof policyTable>;

export const policyVersionView = z.object({
  version: z.int(),
  /** `MP-03`: what offers cite. */
  code: z.string(),
  validFrom: instant,
  /** Start of the version that follows; null: none does. */
  validUntil: instant.nullable(),
  createdBy: z.string(),
  createdAt: instant,
  note: z.string(),
  /** Shipped with the product as an example (示例), nobody has made it the shop's own yet. */
  example: z.boolean(),
  inForce: z.boolean(),
});
/** Facts as a policy is asked with them, by column. */
export const policyFactsView = z.record(z.string().max(60), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]));

/** Policy tables: read, published, tried (RE-2). */
export const policyRoutes = {
  policies: route({
    method: 'GET',
    path: '/api/v1/policies',
    summary: words('赔付规则', 'Policy tables'),
    permission: 'remedy.policy-read',
    answer: z.object({ items: z.array(z.object({ name: z.string(), title: z.string(), inForce: policyVersionView.nullable() })) }),
  }),
  versions: route({
    method: 'GET',
    path: '/api/v1/policies/:name/versions',
    summary: words('赔付规则的各版本', 'Versions of a policy'),
    permission: 'remedy.policy-read',
    params: z.object({ name: z.string().max(60) }),
    answer: z.object({ items: z.array(policyVersionView) }),
  }),
  version: route({
    method: 'GET',
    path: '/api/v1/policies/:name/versions/:version',
    summary: words('赔付规则的一个版本', 'One version of a policy, with its table'),
    permission: 'remedy.policy-read',
    params: z.object({ name: z.string().max(60), version: z.coerce.number().int().min(1) }),
    answer: policyVersionView.extend({
      table: policyTable,
      /** The columns that rows may use, with what each means. */
      inputs: z.array(z.object({ field: z.string(), words: bothWords, type: z.string() })),
      outputs: z.array(z.object({ field: z.string(), words: bothWords, type: z.string() })),
    }),
  }),
  addVersion: route({
    method: 'POST',
    path: '/api/v1/policies/:name/versions',
    summary: words('发布赔付规则新版本', 'Publish a new version of a policy'),
    permission: 'remedy.policy-edit',
    params: z.object({ name: z.string().max(60) }),
    body: z.object({ table: policyTable, note: someText(500), validFrom: instant.optional(), basedOn: z.int().min(1) }),
    answer: policyVersionView,
  }),
  dryRun: route({
    method: 'POST',
    path: '/api/v1/policies/:name/dry-runs',
    summary: words('赔付规则试算', 'Try a policy on facts, a draft or a past case'),
    permission: 'remedy.policy-read',
    changes: 'nothing',
    params: z.object({ name: z.string().max(60) }),
    /** `table`: an unsaved draft; else `version`, else the one in force. `caseId`: facts of that case, overwritten by `facts`. */
    body: z.object({
      facts: policyFactsView.default({}),
      caseId: id.optional(),
      version: z.int().min(1).optional(),
      table: policyTable.optional(),
    }),
    answer: z.object({
      facts: policyFactsView,
      rows: z.array(z.object({ row: z.int(), rowId: z.string(), description: z.string(), output: z.record(z.string(), z.unknown()) })),
    }),
  }),
} as const;
