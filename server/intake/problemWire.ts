import { z } from 'zod';
import { bothTexts, route } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });
/** Dotted, the last part of one's own: `damaged.goods.corner`. */
export const problemCode = z
  .string()
  .trim()
  .regex(/^[a-z][a-z-]*(\.[a-z0-9][a-z0-9-]*){1,4}$/)
  .max(60);

export const problemView = z.object({
  code: z.string(),
  /** Null: shipped, its words stand in the program. */
  title: z.object({ zh: z.string(), en: z.string() }).nullable(),
  active: z.boolean(),
  /** The playbooks in force that handle it. */
  playbooks: z.array(z.object({ name: z.string(), title: z.string() })),
});
export type ProblemView = z.output<typeof problemView>;

export const problemRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/problems',
    summary: words('问题类型树', 'Tree of problems'),
    permission: 'signed-in',
    answer: z.object({ items: z.array(problemView) }),
  }),
  save: route({
    method: 'PUT',
    path: '/api/v1/problems/:code',
    summary: words('新增或修改问题类型', 'Add or change a problem'),
    permission: 'playbook.edit',
    params: z.object({ code: problemCode }),
    /** Switched off, it can't be chosen for new cases; what was registered keeps it. */
    body: z.object({ title: bothTexts(60), active: z.boolean() }),
    answer: problemView,
  }),
} as const;
