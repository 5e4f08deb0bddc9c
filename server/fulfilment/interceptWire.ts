import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { IntentAnswer } from '#platform/module.ts';
import { sameText } from '#platform/ids.ts';
import type { TaskDetail } from './taskKind.ts';

// The protocol of Kuaidi100's interceptOrder and its callback (test/doubles/intercept.md), pure.

export const interceptKind = 'carrier.intercept';
export const interceptKey = (taskId: string): string => `intercept:${taskId}`;

/** Who we are to the partner. `salt` signs its callbacks. */
export interface InterceptAccount {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly salt: string;
}

/** Who shall have the parcel now. Personal data: made when it is sent, never kept. */
export interface Recipient {
  readonly name: string;
  readonly mobile: string;
  readonly printAddr: string;
}

const types: Readonly<Record<NonNullable<TaskDetail['wanted']>, string>> = {
  'return-to-branch': 'RETURN_SEND_STATION',
  'return-to-sender': 'RETURN_SEND_ADDR',
  'change-address': 'MODIFY_ADDR',
};

/** The form of a request to stop or turn a parcel; signed by MD5 in capitals over param, time, key and secret. `at`: the partner's time is real time, whatever the business clock says. */
export function interceptForm(
  account: InterceptAccount,
  parcel: { carrier: string; waybill: string; wanted: NonNullable<TaskDetail['wanted']>; recipient: Recipient | null },
  callbackUrl: string,
  at: number = Date.now(),
): URLSearchParams {
  const param = JSON.stringify({
    kuaidicom: parcel.carrier.toLowerCase(),
    kuaidinum: parcel.waybill,
    interceptType: types[parcel.wanted],
    callBackUrl: callbackUrl,
    salt: account.salt,
    ...(parcel.recipient ? { recManInfo: parcel.recipient } : {}),
  });
  const t = String(at);
  return new URLSearchParams({ method: 'interceptOrder', key: account.key, t, param, sign: md5(param + t + account.key + account.secret) });
}

const reply = z.object({
  success: z.boolean().optional(),
  result: z.boolean().optional(),
  code: z.coerce.string().optional(),
  returnCode: z.coerce.string().optional(),
  message: z.string().default(''),
});

/**
 * What a reply means: taken (the outcome comes by callback), or refused. Only the partner's own word is believed: whatever can't
 * be read, and every 5xx, leaves open whether it was taken.
 */
export function meaningOfReply(status: number, body: unknown): IntentAnswer {
  if (status === 429) return { outcome: 'again', fault: 'busy' };
  const read = reply.safeParse(body);
  if (status >= 500 || !read.success) return { outcome: 'uncertain', fault: status >= 500 ? 'system-error' : 'unreadable-answer' };
  const { success, result, code, returnCode } = read.data;
  const said = returnCode ?? code ?? String(status);
  if (success === true || result === true) return { outcome: 'waiting', answer: { accepted: true, code: said } };
  if (status === 401 || said === '503' || said === '401') return { outcome: 'again', fault: 'signature-refused' };
  return { outcome: 'refused', fault: reasonOf(read.data.message), answer: { code: said } };
}

const told = z.object({
  kuaidinum: z.string().max(60),
  status: z.enum(['PROCESSING', 'SUCCESS', 'FAIL']),
  message: z.string().max(500).default(''),
});

/** What a callback says; null when it can't be read. */
export function readCallback(param: string): { waybill: string; answer: IntentAnswer } | null {
  let body: unknown;
  try {
    body = JSON.parse(param);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const read = told.safeParse(body);
  if (!read.success) return null;
  const { kuaidinum: waybill, status, message } = read.data;
  if (status === 'PROCESSING') return { waybill, answer: { outcome: 'waiting', answer: { accepted: true, code: status } } };
  if (status === 'SUCCESS') return { waybill, answer: { outcome: 'done', answer: { code: status } } };
  return { waybill, answer: { outcome: 'refused', fault: reasonOf(message), answer: { code: status } } };
}

/** MD5 over parameter and salt; compared without regard to case. */
export function isOwnCallback(param: string, sign: string, salt: string): boolean {
  return sameText(md5(param + salt), sign.toUpperCase());
}

function reasonOf(message: string): string {
  if (/派送|派件|签收|signed|delivering/i.test(message)) return 'too-late';
  if (/超区|无法送达|undeliverable/i.test(message)) return 'undeliverable';
  return 'refused-by-carrier';
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();
}
