import { z } from 'zod';
import { id, route } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

export const reportRoutes = {
  report: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/investigation-report',
    summary: words('核查报告', 'Investigation report'),
    permission: 'case.read',
    params: z.object({ caseId: id }),
    query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
    /** Parts in the order of a case's life; personal data masked. */
    answer: z.object({
      number: z.string(),
      title: z.string(),
      note: z.string(),
      parts: z.array(
        z.object({
          title: z.string(),
          rows: z.array(z.object({ label: z.string(), text: z.string(), at: z.string().nullable(), marked: z.boolean() })),
        }),
      ),
    }),
  }),
} as const;

/** The same as a file: `?lang=zh|en`, by default the reader's. */
export const reportFiles = { pdf: '/api/v1/cases/:caseId/investigation-report.pdf' } as const;
