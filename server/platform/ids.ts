import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A new UUIDv7: sorted by time of making, and within a millisecond by the order in which this process made them; made by
 * the program so that one statement can insert a whole case.
 */
export function newId(at: number = Date.now()): string {
  const bytes = randomOnes();
  const n = countOf(at);
  bytes.writeUIntBE(at, 0, 6);
  // After 4,096 ids of one millisecond the order within it begins anew; the rest is random all the same.
  bytes.writeUInt16BE(0x7000 | (n & 0x0fff), 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** How many ids each of the last milliseconds has: commands name their own, and others are made between theirs. */
const made = new Map<number, number>();
const mostKept = 1000;

function countOf(at: number): number {
  const n = made.get(at) ?? 0;
  made.delete(at);
  made.set(at, n + 1);
  const [oldest] = made.size > mostKept ? made.keys() : [];
  if (oldest !== undefined) made.delete(oldest);
  return n;
}

// One call for many ids: a call each cost a twentieth of a registration.
const bag = { bytes: Buffer.alloc(0), at: 0 };

function randomOnes(): Buffer {
  if (bag.at + 16 > bag.bytes.length) {
    bag.bytes = randomBytes(4096);
    bag.at = 0;
  }
  bag.at += 16;
  return Buffer.from(bag.bytes.subarray(bag.at - 16, bag.at));
}

/** A secret for a link, a session or an API key: 128 random bits as 22 url-safe characters. Only its hash is stored. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** SHA-256 of a secret, as stored. Secrets have 128 random bits, so no salt or slow hash is needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two texts in constant time. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
