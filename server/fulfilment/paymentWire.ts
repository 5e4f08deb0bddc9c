import { createHmac, randomBytes } from 'node:crypto';
import { sameText } from '#platform/ids.ts';

/** Older signatures are refused, so that a captured request can't be sent again later. */
const window = 5 * 60 * 1000;

export interface SignedHeaders {
  readonly 'x-amends-timestamp': string;
  readonly 'x-amends-nonce': string;
  readonly 'x-amends-signature': string;
}

/**
 * Headers that sign a request to the payment partner, or the partner's to us: HMAC-SHA256, hex, over timestamp, nonce and
 * the body, each ended by a line feed. The partner's time is real time, whatever the business clock of a test says.
 */
export function sign(secret: string, body: string, at: number = Date.now()): SignedHeaders {
  const timestamp = String(at);
  const nonce = randomBytes(12).toString('hex');
  return { 'x-amends-timestamp': timestamp, 'x-amends-nonce': nonce, 'x-amends-signature': signatureOf(secret, timestamp, nonce, body) };
}

/** Why a signature isn't believed, or null when it is. */
export function distrust(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now: number = Date.now(),
): 'unsigned' | 'stale' | 'wrong-signature' | null {
  const { 'x-amends-timestamp': timestamp, 'x-amends-nonce': nonce, 'x-amends-signature': signature } = headers;
  if (typeof timestamp !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string' || !/^\d{13}$/.test(timestamp))
    return 'unsigned';
  if (!sameText(signature, signatureOf(secret, timestamp, nonce, body))) return 'wrong-signature';
  return Math.abs(now - Number(timestamp)) > window ? 'stale' : null;
}

function signatureOf(secret: string, timestamp: string, nonce: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${nonce}\n${body}\n`).digest('hex');
}
