import { z } from 'zod';
import { id, instant, route } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** Why a complaint is marked in its letter (FB-7). */
export const graveReasons = ['food', 'safety', 'external', 'contacts'] as const;
/** One of them. */
export type GraveReason = (typeof graveReasons)[number];

/** Who is told of every complaint and how: a letter each, or one digest a day. */
export const complaintMails = z.object({
  mode: z.enum(['each', 'digest']).default('each'),
  /** Staff with one of these roles, the shop in their scope and an address. */
  roles: z
    .array(z.enum(['operations', 'executive', 'lead', 'claims']))
    .max(4)
    .default(['operations', 'executive']),
  /** Further addresses. */
  more: z.array(z.email().max(200)).max(20).default([]),
  /** Hour of the shop's day at which the digest goes out. */
  digestHour: z.int().min(0).max(23).default(18),
});
/** Setting of the mails on complaints. */
export type ComplaintMails = z.output<typeof complaintMails>;

export const complaintRoutes = {
  settings: route({
    method: 'GET',
    path: '/api/v1/settings/complaint-mails',
    summary: words('投诉抄送：收件人与方式', 'Mails on complaints: to whom and how'),
    permission: 'playbook.edit',
    answer: complaintMails,
  }),
  set: route({
    method: 'PUT',
    path: '/api/v1/settings/complaint-mails',
    summary: words('设置投诉抄送', 'Set the mails on complaints'),
    permission: 'playbook.edit',
    body: complaintMails,
    answer: complaintMails,
  }),
  letters: route({
    method: 'GET',
    path: '/api/v1/complaint-mails',
    summary: words('最近的投诉抄送邮件', 'The latest letters on complaints'),
    permission: 'playbook.edit',
    answer: z.object({
      items: z.array(
        z.object({
          id,
          caseId: id.nullable(),
          caseNumber: z.string().nullable(),
          /** How many complaints it tells of; more than one in a digest. */
          complaints: z.int(),
          grave: z.array(z.enum(graveReasons)),
          /** A colleague's name, or a masked address. */
          to: z.string(),
          state: z.enum(['ready', 'calling', 'waiting', 'done', 'refused', 'uncertain', 'needs-person', 'recalled']),
          at: instant,
        }),
      ),
    }),
  }),
} as const;
