import { z } from 'zod';
import { id, instant, route } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

export const proofEntryKinds = ['asked', 'made', 'warehouse', 'carrier', 'printed', 'shipped', 'scan', 'signed', 'said'] as const;
export const proofSides = ['customer', 'us', 'warehouse', 'carrier'] as const;
/** Where a change was lost; the words say each. */
export const lostPlaces = ['ours', 'warehouse', 'carrier', 'unasked', 'late', 'none', 'unknown'] as const;

export const proofView = z.object({
  lost: z.enum(lostPlaces),
  /** Changed although nobody asked: who, in which system, by which account. */
  safety: z.object({ madeBy: z.string(), source: z.string(), account: z.string().nullable(), at: instant }).nullable(),
  entries: z.array(
    z.object({
      at: instant,
      kind: z.enum(proofEntryKinds),
      side: z.enum(proofSides),
      field: z.string().nullable(),
      source: z.string().nullable(),
      place: z.string().nullable(),
      /** A scan's or a message's text, the account that made a change, what a label carries. */
      text: z.string(),
      lost: z.boolean(),
    }),
  ),
  /** Old and new side by side, masked. */
  changes: z.array(
    z.object({
      id,
      field: z.string(),
      old: z.string().nullable(),
      new: z.string().nullable(),
      label: z.string().nullable(),
      delivered: z.string().nullable(),
      toldAt: z.string().nullable(),
      objectedAt: z.string().nullable(),
    }),
  ),
});
export type ProofView = z.output<typeof proofView>;

export const proofRoutes = {
  proof: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/change-proof',
    summary: words('邮寄信息改动证据', 'Proof of changes of shipping information'),
    permission: 'case.read',
    params: z.object({ caseId: id }),
    /** `proof` null: the case has no order yet. */
    answer: z.object({ orderId: id.nullable(), proof: proofView.nullable() }),
  }),
} as const;
