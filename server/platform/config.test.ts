import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Config, describeFaults, readConfig, secretKeysOf } from './config.ts';

function read(env: Record<string, string>): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(describeFaults(result.faults));
  return result.config;
}

test('with no settings at all it serves this machine on port 7800 with its own database', () => {
  const config = read({});
  expect(config).toMatchObject({
    demo: false,
    host: '127.0.0.1',
    port: 7800,
    publicUrl: 'http://127.0.0.1:7800',
    logLevel: 'info',
    trustProxy: false,
  });
  expect(config.dataDir).toMatch(/\/data$/);
  expect(config.databaseUrl).toBeUndefined();
  expect(config.mail).toBeUndefined();
});

test('the demo keeps its data in a folder of its own', () => {
  expect(read({ AMENDS_DEMO: '1' }).dataDir).toMatch(/\/data-demo$/);
  expect(read({ AMENDS_DEMO: '1', DATA_DIR: '/srv/x' }).dataDir).toBe('/srv/x');
});

test('an empty variable counts as absent', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 7800 });
});

test('every fault is told at once, in both languages, and no secret is', () => {
  const result = readConfig({
    PORT: '99999',
    DATABASE_URL: 'mysql://root:geheim@db/x',
    SECRET_KEY: 'too-short-secret',
    LOG_LEVEL: 'loud',
    PAYMENT_URL: 'https://pay.example',
  });
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.faults.map((fault) => fault.name)).toEqual(['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'SECRET_KEY', 'PAYMENT_SECRET']);
  const words = describeFaults(result.faults);
  expect(words).toContain('0 到 65535');
  expect(words).toContain('from 0 to 65535');
  expect(words).not.toMatch(/geheim|too-short-secret/);
});

test.each([
  [
    { SMTP_URL: 'smtps://me%40x:p%3Aw@mail.example', SMTP_FROM: 'a@b.c' },
    { host: 'mail.example', port: 465, secure: true, user: 'me@x', password: 'p:w', from: 'a@b.c' },
  ],
  [
    { SMTP_HOST: 'mail', SMTP_FROM: 'a@b.c' },
    { host: 'mail', port: 587, secure: false, from: 'a@b.c' },
  ],
  [
    { SMTP_HOST: 'mail', SMTP_PORT: '465', SMTP_USER: 'u', SMTP_PASSWORD: 'p', SMTP_FROM: 'a@b.c' },
    { host: 'mail', port: 465, secure: true, user: 'u', password: 'p', from: 'a@b.c' },
  ],
])('mail settings come as one address or one by one: %o', (env, mail) => {
  expect(read(env).mail).toEqual(mail);
});

test('mail without a sender is refused', () => {
  expect(readConfig({ SMTP_URL: 'smtp://mail.example' })).toMatchObject({ ok: false, faults: [{ name: 'SMTP_FROM' }] });
});

test('behind a pooler the direct address stands beside the pooled one; else they are the same', () => {
  const pooled = 'postgres://a:b@pool:6432/amends';
  expect(read({ DATABASE_URL: pooled }).databaseDirectUrl).toBe(pooled);
  expect(read({ DATABASE_URL: pooled, DATABASE_DIRECT_URL: 'postgres://a:b@db/amends' }).databaseDirectUrl).toBe(
    'postgres://a:b@db/amends',
  );
});

test.each([
  ['true', true],
  ['2', 2],
  ['10.0.0.0/8', '10.0.0.0/8'],
])('TRUST_PROXY=%s is handed on as %s', (given, taken) => {
  expect(read({ TRUST_PROXY: given }).trustProxy).toBe(taken);
});

test('the secret is made once, kept for its owner only, and the same ever after', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'amends-config-'));
  const config = read({ DATA_DIR: join(folder, 'data') });
  const [first] = await secretKeysOf(config);
  expect(first.length).toBeGreaterThanOrEqual(43);
  expect(await secretKeysOf(config)).toEqual([first]);
  expect((await stat(join(config.dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  // Setting one later doesn't shut out what the first one sealed; old ones stand behind the one in use.
  const set = { SECRET_KEY: 'now-in-use-now-in-use-now-in-use-1', SECRET_KEY_OLD: `${'b'.repeat(32)}, ${'c'.repeat(40)}` };
  expect(await secretKeysOf(read({ ...set, DATA_DIR: config.dataDir }))).toEqual([set.SECRET_KEY, 'b'.repeat(32), 'c'.repeat(40), first]);
  expect(readConfig({ SECRET_KEY_OLD: `${'b'.repeat(32)},short` })).toMatchObject({ ok: false, faults: [{ name: 'SECRET_KEY_OLD' }] });
  await rm(folder, { recursive: true });
});
