import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { id, route, someText } from '#platform/wire.ts';

export const choiceChannels = ['portal', 'phone', 'chat', 'mail', 'counter', 'api'] as const;
const words = (zh: string, en: string) => ({ zh, en });

/** What the customer says to an offer (RE-3). */
export const choiceRoutes = {
  choose: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/choices',
    summary: words('记录客户选择', "Record the customer's choice"),
    permission: 'remedy.choose',
    changes: 'case',
    params: z.object({ caseId: id }),
    /** Exactly one of: `option` (its number), `declined`, `proposal` (the customer's own idea; counts as declined), `unwanted`. */
    body: z.object({
      offerId: id,
      option: z.int().min(1).max(4).optional(),
      declined: z.literal(true).optional(),
      proposal: someText(2000).optional(),
      unwanted: z.literal(true).optional(),
      channel: z.enum(choiceChannels).default('phone'),
    }),
    answer: changedCase.extend({ choiceId: id }),
  }),
} as const;
