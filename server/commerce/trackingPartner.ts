import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ParcelState } from './contract.ts';

// The protocol of Kuaidi100's query and callback (test/doubles/tracking.md), pure.

/** Who we are to the tracking source. `salt` signs its callbacks; absent: nothing is subscribed. */
export interface TrackingAccount {
  readonly url: string;
  readonly customer: string;
  readonly key: string;
  readonly salt?: string;
}

/** One place that a parcel came through, as the carrier says it. */
export interface Scan {
  readonly at: Date;
  readonly place: string | null;
  readonly text: string;
  readonly code: string | null;
}

/** What the source knows of a parcel: scans the oldest first. */
export interface Tracked {
  readonly waybill: string;
  readonly state: ParcelState | null;
  readonly scans: readonly Scan[];
}

export type TrackingMeaning =
  | { readonly outcome: 'tracked'; readonly tracked: Tracked }
  /** It knows nothing of this number yet. */
  | { readonly outcome: 'no-record' }
  /** Our account or our question is wrong: a person has to mend it. */
  | { readonly outcome: 'refused'; readonly fault: 'bad-sign' | 'bad-question' | 'account-expired' }
  /** It had a fault of its own: asked again when the parcel's next turn comes. */
  | { readonly outcome: 'failed'; readonly fault: string };

/** MD5 in capitals over parameter, key and customer, as they stand after each other. */
export function signQuery(param: string, account: Pick<TrackingAccount, 'key' | 'customer'>): string {
  return md5(param + account.key + account.customer);
}

/** MD5 over parameter and salt; compared without regard to case. */
export function isOwnCallback(param: string, sign: string, salt: string): boolean {
  return md5(param + salt) === sign.toUpperCase();
}

/** The form of a query for one parcel. `phone`: some carriers want the receiver's or its last four. */
export function queryForm(account: TrackingAccount, parcel: { carrier: string; waybill: string; phone: string | null }): URLSearchParams {
  const param = JSON.stringify({
    com: parcel.carrier.toLowerCase(),
    num: parcel.waybill,
    ...(parcel.phone ? { phone: parcel.phone } : {}),
    resultv2: '4',
    show: '0',
    order: 'desc',
  });
  return new URLSearchParams({ customer: account.customer, sign: signQuery(param, account), param });
}

/** The form of a subscription: from then on the source tells each change to `callbackUrl`. */
export function subscribeForm(
  account: TrackingAccount,
  parcel: { carrier: string; waybill: string; phone: string | null },
  callbackUrl: string,
): URLSearchParams {
  const parameters = {
    callbackurl: callbackUrl,
    salt: account.salt ?? '',
    resultv2: '4',
    ...(parcel.phone ? { phone: parcel.phone } : {}),
  };
  return new URLSearchParams({
    schema: 'json',
    param: JSON.stringify({ company: parcel.carrier.toLowerCase(), number: parcel.waybill, key: account.key, parameters }),
  });
}

const reply = z.object({
  message: z.string().default(''),
  status: z.string().optional(),
  returnCode: z.string().optional(),
  result: z.boolean().optional(),
  nu: z.string().default(''),
  state: z.string().optional(),
  data: z
    .array(
      z.object({
        time: z.string().optional(),
        ftime: z.string().optional(),
        context: z.string(),
        areaName: z.string().nullish(),
        statusCode: z.string().nullish(),
      }),
    )
    .default([]),
});

/** What a reply to a query means. A reply that can't be read is the source's fault, never guessed at. */
export function meaningOfQuery(status: number, body: unknown): TrackingMeaning {
  if (status >= 500) return { outcome: 'failed', fault: `http-${status}` };
  const read = reply.safeParse(body);
  if (!read.success) return { outcome: 'failed', fault: 'unreadable' };
  const { returnCode } = read.data;
  if (read.data.status === '200' && read.data.result !== false) return { outcome: 'tracked', tracked: trackedOf(read.data) };
  if (returnCode === '500') return { outcome: 'no-record' };
  if (returnCode === '503') return { outcome: 'refused', fault: 'bad-sign' };
  if (returnCode === '400') return { outcome: 'refused', fault: 'bad-question' };
  if (returnCode === '601') return { outcome: 'refused', fault: 'account-expired' };
  return { outcome: 'failed', fault: returnCode ? `code-${returnCode}` : `http-${status}` };
}

const callback = z.object({
  status: z.enum(['polling', 'shutdown', 'abort', 'updateall']),
  message: z.string().default(''),
  lastResult: reply,
});

/** A callback's parameter; null when it can't be read. `ended`: signed for, or given up: it is watched no longer. */
export function readCallback(param: string): { tracked: Tracked; ended: boolean } | null {
  let body: unknown;
  try {
    body = JSON.parse(param);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const read = callback.safeParse(body);
  if (!read.success || read.data.lastResult.nu === '') return null;
  return { tracked: trackedOf(read.data.lastResult), ended: read.data.status === 'shutdown' || read.data.status === 'abort' };
}

function trackedOf(given: z.output<typeof reply>): Tracked {
  const scans = given.data
    .flatMap((each): Scan[] => {
      const at = momentOf(each.ftime ?? each.time ?? '');
      return at ? [{ at, place: each.areaName || null, text: each.context.slice(0, 300), code: each.statusCode || null }] : [];
    })
    .toReversed();
  return { waybill: given.nu, state: stateOf(scans.at(-1)?.code ?? given.state), scans };
}

/** The source tells Chinese wall time without a zone. */
function momentOf(text: string): Date | null {
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? new Date(`${text.replace(' ', 'T')}+08:00`) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

const advanced: Readonly<Record<string, ParcelState>> = {
  101: 'created',
  102: 'created',
  103: 'collected',
  401: 'returned',
  1001: 'in-transit',
  1002: 'in-transit',
  1003: 'in-transit',
};
const main: Readonly<Record<string, ParcelState>> = {
  0: 'in-transit',
  1: 'collected',
  2: 'problem',
  3: 'signed',
  4: 'returned',
  5: 'delivering',
  6: 'problem',
  7: 'in-transit',
  8: 'in-transit',
  14: 'problem',
};

/** Our state for a main or advanced state of the source; null for one that we don't know. */
export function stateOf(code: string | null | undefined): ParcelState | null {
  if (!code) return null;
  return advanced[code] ?? main[code] ?? (code.length >= 3 ? main[code.slice(0, -2)] : undefined) ?? null;
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();
}
