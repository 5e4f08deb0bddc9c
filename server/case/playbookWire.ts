import { z } from 'zod';
import { bothWords, id, route } from '#platform/wire.ts';

/** What a command on a case answers: enough to go on; the page reads the case again. */
export const changedCase = z.object({
  id,
  number: z.string(),
  version: z.int(),
  stage: z.string(),
  step: z.string(),
  outcome: z.string().nullable(),
});
export type Changed = z.output<typeof changedCase>;

/** Playbooks, and which running cases keep an older version. */
export const playbookRoutes = {
  playbooks: route({
    method: 'GET',
    path: '/api/v1/playbooks',
    summary: { zh: '处理流程列表', en: 'Playbooks' },
    permission: 'playbook.read',
    answer: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          version: z.int(),
          kind: z.string(),
          problems: z.array(z.string()),
          shops: z.array(id).nullable(),
        }),
      ),
    }),
  }),
  playbook: route({
    method: 'GET',
    path: '/api/v1/playbooks/:name',
    summary: { zh: '处理流程：登记字段、流程图、手册', en: 'A playbook: registration fields, chart, manual page' },
    permission: 'playbook.read',
    params: z.object({ name: z.string().max(60) }),
    answer: z.object({
      name: z.string(),
      title: z.string(),
      version: z.int(),
      problems: z.array(z.string()),
      fields: z.array(
        z.object({
          id: z.string(),
          words: bothWords,
          required: z.boolean(),
          /** Required for these problems of the playbook only. */
          requiredFor: z.array(z.string()).optional(),
          /** What the text must look like. */
          form: z.enum(['tax-number', 'date', 'quantity']).optional(),
          help: bothWords.optional(),
          unit: z.string().optional(),
          oneOf: z.array(z.string()).optional(),
          choices: z.record(z.string(), bothWords).optional(),
          each: z.array(z.string()).optional(),
          basis: z.string().optional(),
        }),
      ),
      materials: z.array(z.object({ id: z.string(), words: bothWords, optional: z.boolean() })),
      /** Shops that it is for; null: every shop. */
      shops: z.array(id).nullable(),
      svg: z.string(),
      manual: z.string(),
    }),
  }),
  setShops: route({
    method: 'PUT',
    path: '/api/v1/playbooks/:name/shops',
    summary: { zh: '设置处理流程适用的店铺', en: 'Choose the shops of a playbook' },
    permission: 'playbook.edit',
    params: z.object({ name: z.string().max(60) }),
    /** None: every shop. */
    body: z.object({ shopIds: z.array(id).max(500) }),
    answer: z.object({ name: z.string() }),
  }),
  olderCases: route({
    method: 'GET',
    path: '/api/v1/playbooks/:name/older-cases',
    summary: {
      zh: '仍按旧版流程办理的工单，及能否换用新版',
      en: 'Running cases that keep an older version, and whether they fit the newest',
    },
    permission: 'playbook.edit',
    params: z.object({ name: z.string().max(60) }),
    query: z.object({ after: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(100) }),
    answer: z.object({
      /** The version in force. */
      version: z.int(),
      items: z.array(
        z.object({
          caseId: id,
          number: z.string(),
          caseVersion: z.int(),
          playbookVersion: z.int(),
          step: z.string(),
          /** Empty: it fits and can be moved on. */
          misfits: z.array(z.enum(['step-gone', 'act-changed', 'clock-gone', 'way-back-gone', 'problem-gone'])),
        }),
      ),
    }),
  }),
  moveToVersion: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/playbook-versions',
    summary: { zh: '让工单换用新版流程', en: 'Move a running case on to the version in force' },
    permission: 'playbook.edit',
    changes: 'case',
    params: z.object({ caseId: id }),
    answer: changedCase,
  }),
} as const;
