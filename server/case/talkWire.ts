import { z } from 'zod';
import { messageChannels, messageView } from '#channels/wire.ts';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

const casePath = z.object({ caseId: id });
const messagePath = z.object({ caseId: id, messageId: id });
const words = (zh: string, en: string) => ({ zh, en });
const files = z.array(id).max(30).default([]);

/** Talking with the customer on a case (TA-1, TA-2, TA-11). None of these needs the version of the case: talk changes no decision. */
export const talkRoutes = {
  thread: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/messages',
    summary: words('与客户的往来消息', 'The conversation with the customer'),
    permission: 'case.read',
    params: casePath,
    /** `channel`: the way on which the next message would go; `reachable` every way that is open for this customer. */
    answer: z.object({ items: z.array(messageView), channel: z.enum(messageChannels), reachable: z.array(z.enum(messageChannels)) }),
  }),
  write: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/messages',
    summary: words('给客户写消息', 'Write to the customer'),
    permission: 'message.send',
    params: casePath,
    /** Without a channel: the customer's preferred way. `{placeholders}` are filled in. Refuses `text-ties-review`, `text-leads-outside`, `no-such-way`. */
    body: z.object({ channel: z.enum(messageChannels).optional(), body: someText(5000) }),
    answer: messageView,
  }),
  check: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/text-checks',
    summary: words('检查用语', 'Check a text before it goes out'),
    permission: 'message.send',
    changes: 'nothing',
    params: casePath,
    body: z.object({ channel: z.enum(messageChannels).optional(), body: freeText(5000) }),
    /** `text`: with its placeholders filled in; `parts` as it would be copied. */
    answer: z.object({
      text: z.string(),
      parts: z.array(z.string()),
      found: z.array(z.object({ words: z.string(), kind: z.enum(['review', 'outside']) })),
    }),
  }),
  copy: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/messages/:messageId/copies',
    summary: words('复制消息文字', 'Copy a text for the marketplace chat'),
    permission: 'message.send',
    params: messagePath,
    answer: messageView,
  }),
  attest: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/messages/:messageId/attestations',
    summary: words('标记已发送', 'Mark as sent by hand'),
    permission: 'message.attest',
    params: messagePath,
    body: z.object({ note: freeText(500).default(''), fileId: id.optional() }),
    answer: messageView,
  }),
  anotherWay: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/messages/:messageId/other-ways',
    summary: words('换一种方式告知', 'Send it another way'),
    permission: 'message.send',
    params: messagePath,
    body: z.object({ channel: z.enum(messageChannels) }),
    answer: messageView,
  }),
  call: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/calls',
    summary: words('登记通话', 'Log a call'),
    permission: 'message.attest',
    params: casePath,
    /** Without `messageId` a call that reached the customer told everything that was to be told by phone. `callAt`: when we promised to call back. */
    body: z.object({
      messageId: id.optional(),
      outcome: z.enum(['reached', 'no-answer']),
      note: freeText(2000).default(''),
      callAt: instant.optional(),
    }),
    answer: z.object({ items: z.array(messageView) }),
  }),
  reply: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/replies',
    summary: words('贴入客户的回复', "Paste the customer's answer"),
    permission: 'message.attest',
    params: casePath,
    /** `externalId`: the chat's own id of the message, where there is one; the same again changes nothing. */
    body: z.object({
      channel: z.enum(messageChannels).default('byhand'),
      nick: freeText(100).optional(),
      at: instant.optional(),
      text: someText(10_000),
      files,
      externalId: freeText(200).optional(),
    }),
    answer: messageView,
  }),
} as const;
