import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse, type Refused } from '#platform/result.ts';

const derive = promisify(argon2);
/** OWASP's smallest setting for argon2id; 39 ms here. Stored with each hash, so that it can be raised. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** Hash of a password in the usual text form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive('argon2id', { message: normal(password), nonce, tagLength: 32, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(nonce)}$${plain(hash)}`;
}

/** Whether the password fits. Without a stored hash it does the same work and answers no, so that time tells nobody whether a login exists. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const known = parse(stored) ?? { ...cost, nonce: Buffer.alloc(16, 7), hash: null };
  const { memory, passes, parallelism, nonce } = known;
  const hash = await derive('argon2id', { message: normal(password), nonce, tagLength: 32, memory, passes, parallelism });
  return known.hash !== null && known.hash.length === hash.length && timingSafeEqual(known.hash, hash);
}

/** A password has at least 10 characters, not all the same, and doesn't hold the login. Refuses: password-too-short, password-too-simple. */
export function checkPassword(password: string, login: string): Refused | null {
  const characters = Array.from(normal(password));
  if (characters.length < 10) return refuse('password-too-short', { field: 'password' });
  const [typed, own] = [normal(password).toLowerCase(), login.toLowerCase()];
  const simple = new Set(characters).size < 4 || typed === own || (own.length >= 4 && typed.includes(own));
  return simple ? refuse('password-too-simple', { field: 'password' }) : null;
}

/** The same letters typed on another keyboard or phone give the same bytes. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function parse(stored: string | null) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored ?? '');
  if (!match) return null;
  const [, memory, passes, parallelism, nonce = '', hash = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, 'base64'),
    hash: Buffer.from(hash, 'base64') as Buffer | null,
  };
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
