import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals what must be read again but stand in no backup in plain: codes, bank data. AES-256-GCM; `about` names the row and
 * column and is authenticated with it, so that a sealed value copied to another row does not open there.
 */
export interface Seals {
  /** By the newest key. Sealing the same twice gives two texts. */
  seal(plain: string, about: string): string;
  /** By the key that it names. Throws `SealFault`. */
  unseal(sealed: string, about: string): string;
}

/** `unknown-key`: none of our keys made it (a SECRET_KEY was changed without naming the old one). `broken`: it is changed, cut off, or of another row. */
export class SealFault extends Error {
  readonly why: 'unknown-key' | 'broken';
  constructor(why: 'unknown-key' | 'broken') {
    super(why === 'unknown-key' ? 'sealed by a key that is not among SECRET_KEY and SECRET_KEY_OLD' : 'a sealed value is broken');
    this.name = 'SealFault';
    this.why = why;
  }
}

/** First part of every sealed text: how to read the rest. */
const form = 's1';

/** Seals by the first secret, opens by all of them. A secret is any long text; keys and their ids are derived from it. */
export function openSeals(secrets: readonly [string, ...string[]]): Seals {
  const keys = secrets.map(keyOf);
  const [newest = keyOf(secrets[0])] = keys;
  return {
    seal: (plain, about) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv);
      cipher.setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [form, newest.id, iv.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    unseal: (sealed, about) => {
      const [said, id, iv = '', body = ''] = sealed.split('.');
      if (said !== form) throw new SealFault('broken');
      const key = keys.find((each) => each.id === id);
      if (!key) throw new SealFault('unknown-key');
      return open(key.key, Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url'), about);
    },
  };
}

function open(key: Buffer, iv: Buffer, body: Buffer, about: string): string {
  if (iv.length !== 12 || body.length < 16) throw new SealFault('broken');
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(body.subarray(-16));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch {
    // GCM says only that it does not fit.
    throw new SealFault('broken');
  }
}

function keyOf(secret: string): { id: string; key: Buffer } {
  const derived = (what: string, bytes: number): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `amends ${what}`, bytes));
  return { id: derived('key id', 4).toString('hex'), key: derived('seal', 32) };
}
