import { z } from 'zod';
import { id, instant, listOf, listQuery, route } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** Ways in which a message travels. `byhand`: marketplace chat, copied by an agent (TA-11); `phone`: a call to be made. */
export const messageChannels = ['email', 'byhand', 'phone', 'portal'] as const;
/** A way on which messages go. */
export type ChannelName = (typeof messageChannels)[number];

/** States of a message, of all channels together; each channel's own table stands in its file. */
export const messageStates = [
  // e-mail: waits for the mail server to be set up; on its way; taken by the mail server; refused for good
  'waiting-setup',
  'queued',
  'delivered',
  'failed',
  // marketplace chat by hand
  'to-copy',
  'copied',
  'attested',
  // phone
  'to-call',
  'no-answer',
  'called',
  // the portal: nobody has looked yet; the customer has seen it there (also the end of what went unanswered elsewhere)
  'waiting',
  'shown',
  // told another way instead
  'replaced',
  // from the customer
  'received',
] as const;
/** What a message has come to; each channel has its own table of them. */
export type MessageState = (typeof messageStates)[number];

export const messageActs = ['copy', 'attest', 'call', 'again', 'another-way'] as const;

/** A message in the thread of a case, masked (TA-7). */
export const messageView = z.object({
  id,
  caseId: id,
  caseNumber: z.string(),
  direction: z.enum(['out', 'in']),
  channel: z.enum(messageChannels),
  /** The playbook's name of the message; null: written by hand, or by the customer. */
  template: z.string().nullable(),
  round: z.int(),
  lang: z.enum(['zh', 'en']),
  subject: z.string(),
  body: z.string(),
  /** The body as it fits the marketplace's limit: one copy each. Empty unless it goes by hand. */
  parts: z.array(z.string()),
  /** Masked address, number or nick. */
  to: z.string().nullable(),
  state: z.enum(messageStates),
  at: instant,
  /** Who wrote it; null: the playbook, or the customer. */
  by: z.string().nullable(),
  /** When the customer was told by it, and how. */
  toldAt: instant.nullable(),
  toldHow: z.enum(['delivered', 'attested', 'called', 'shown']).nullable(),
  /** When a call back was promised. */
  callAt: instant.nullable(),
  /** Why it failed or waits, in the reader's language. */
  fault: z.string().nullable(),
  attempts: z.array(
    z.object({ at: instant, event: z.string(), fault: z.string().nullable(), note: z.string().nullable(), by: z.string().nullable() }),
  ),
  files: z.array(id),
  /** What can be done with it now. */
  may: z.array(z.enum(messageActs)),
});
/** A message as the desk shows it: masked, with what may be done next. */
export type MessageView = z.output<typeof messageView>;

/** What a marketplace allows in its chat. `link`: whether the portal's link may stand in the text. */
export const platformText = z.object({ platform: z.string().trim().min(1).max(30), limit: z.int().min(50).max(5000), link: z.boolean() });
export type PlatformText = z.output<typeof platformText>;

export const channelRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/messages',
    summary: words('消息待办：待设置、发送失败、待复制、待回电', 'Messages that need somebody'),
    permission: 'message.send',
    query: listQuery.extend({
      state: z.enum(['waiting-setup', 'queued', 'failed', 'to-copy', 'copied', 'to-call', 'no-answer']).default('to-call'),
    }),
    answer: listOf(messageView),
  }),
  counts: route({
    method: 'GET',
    path: '/api/v1/messages/counts',
    summary: words('消息待办数量', 'How many messages need somebody'),
    permission: 'message.send',
    answer: z.object({ items: z.array(z.object({ state: z.enum(messageStates), n: z.int(), capped: z.boolean() })) }),
  }),
  mailStatus: route({
    method: 'GET',
    path: '/api/v1/mail/status',
    summary: words('邮件是否已设置', 'Whether mail is set up'),
    // Whoever sets mail up handles no messages: the counts are the house's, without any particulars.
    permission: 'case.read',
    answer: z.object({
      setUp: z.boolean(),
      /** Masked sender; null when none is set. */
      from: z.string().nullable(),
      waiting: z.int(),
      failed: z.int(),
      lastTest: z
        .object({
          to: z.string(),
          state: z.enum(['under-way', 'not-set-up', 'delivered', 'failed']),
          fault: z.string().nullable(),
          at: instant,
        })
        .nullable(),
    }),
  }),
  mailTest: route({
    method: 'POST',
    path: '/api/v1/mail/test',
    summary: words('发送测试邮件', 'Send a test mail'),
    permission: 'settings.manage',
    limit: 10,
    body: z.object({ to: z.email().max(200) }),
    /** Goes out by the worker; `mail/status` tells how it went. */
    answer: z.object({ id }),
  }),
  again: route({
    method: 'POST',
    path: '/api/v1/messages/:messageId/repetitions',
    summary: words('重新发送失败的邮件', 'Send a failed mail again'),
    permission: 'message.send',
    params: z.object({ messageId: id }),
    answer: messageView,
  }),
  platformTexts: route({
    method: 'GET',
    path: '/api/v1/platform-texts',
    summary: words('各平台聊天文字限制', "Limits of the marketplaces' chats"),
    permission: 'message.send',
    answer: z.object({ items: z.array(platformText) }),
  }),
  savePlatformText: route({
    method: 'PUT',
    path: '/api/v1/platform-texts',
    summary: words('修改平台聊天文字限制', "Change the limits of a marketplace's chat"),
    permission: 'settings.manage',
    body: platformText,
    answer: z.object({ items: z.array(platformText) }),
  }),
} as const;
