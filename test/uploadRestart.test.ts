import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { systemClock } from '#platform/clock.ts';
import { openDatabase } from '#platform/db.ts';
import type { Answer, RouteSpec } from '#platform/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import type { Ask } from './ask.ts';
import { seedCast } from './cast.ts';
import { seedCrashOrders } from './crash/orders.ts';
import { freePort, type Program, program } from './crash/program.ts';
import { freshDatabase } from './database.ts';
import { callRemote } from './remote.ts';

const megabyte = 1024 * 1024;
const video = videoOf(6 * megabyte);

let dataDir: string;
let amends: Program;
let cookie: string;
let orderNo: string;
beforeAll(async () => {
  const url = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'amends-upload-'));
  const port = await freePort();
  amends = program(dataDir, port, { DATABASE_URL: url, PUBLIC_URL: `http://127.0.0.1:${port}` });
  await amends.start();
  const store = openDatabase(url);
  cookie = (await seedCast({ db: store.db, clock: systemClock })).cookie('operations');
  await store.close();
  [orderNo = ''] = await seedCrashOrders(amends.base, cookie, 1);
});
afterAll(async () => {
  await amends.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it("a customer's video goes on where it stood after the program was killed in the middle of a part, and arrives whole", async () => {
  const customer = await visit(await linkOfCase());
  const begun = await customer.send('POST', '', json({ name: '开箱.mp4', size: video.length, material: 'video' }));
  expect(begun).toMatchObject({ status: 200, body: { received: 0 } });
  const file = `/${String(begun.body['id'])}`;
  for (const at of [0, megabyte])
    expect(await customer.send('PUT', `${file}?offset=${at}`, bytes(at, at + megabyte))).toMatchObject({
      status: 200,
      body: { received: at + megabyte },
    });

  const broken = customer.send('PUT', `${file}?offset=${2 * megabyte}`, halfOf(2 * megabyte)).catch(() => 'broken off');
  await until(async () => Number((await customer.send('GET', file)).body['received']) > 2 * megabyte);
  await amends.kill();
  expect(await broken).toBe('broken off');
  await amends.start();

  const stands = Number((await customer.send('GET', file)).body['received']);
  expect(stands).toBeGreaterThan(2 * megabyte);
  expect(stands).toBeLessThanOrEqual(2.5 * megabyte);
  expect(await customer.send('PUT', `${file}?offset=0`, bytes(0, megabyte))).toMatchObject({ status: 409, body: { received: stands } });
  for (let at = stands; at < video.length; at += megabyte)
    expect(await customer.send('PUT', `${file}?offset=${at}`, bytes(at, at + megabyte))).toMatchObject({ status: 200 });
  expect(await customer.send('POST', `${file}/finish`, json({}))).toMatchObject({ status: 200 });

  const back = await fetch(`${customer.base}${file}/view`, { headers: customer.headers });
  expect(back.headers.get('content-type')).toBe('video/mp4');
  expect(sha256(Buffer.from(await back.arrayBuffer()))).toBe(sha256(video));
}, 60_000);

interface Sent {
  readonly body: NonNullable<RequestInit['body']>;
  readonly type: string;
  readonly duplex?: 'half';
}

/** A browser on the case's page: its cookie and the page's token. */
async function visit(link: string) {
  const page = await fetch(link);
  const token = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const headers = { cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '', accept: 'application/json', 'x-amends-form': token };
  const base = `${link}/files`;
  return {
    base,
    headers,
    send: async (method: string, path: string, sent?: Sent): Promise<{ status: number; body: Record<string, unknown> }> => {
      const answer = await fetch(base + path, {
        method,
        headers: { ...headers, ...(sent ? { 'content-type': sent.type } : {}) },
        ...(sent ? { body: sent.body } : {}),
        ...(sent?.duplex ? { duplex: sent.duplex } : {}),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
  };
}

const json = (body: object): Sent => ({ body: JSON.stringify(body), type: 'application/json' });
const bytes = (from: number, to: number): Sent => ({ body: new Uint8Array(video.subarray(from, to)), type: 'application/octet-stream' });

/** Half of a part, and then a line that stays silent. */
function halfOf(from: number): Sent {
  const body = new ReadableStream<Uint8Array>({
    start: (into) => into.enqueue(new Uint8Array(video.subarray(from, from + megabyte / 2))),
  });
  return { body, type: 'application/octet-stream', duplex: 'half' };
}

async function linkOfCase(): Promise<string> {
  const { id } = await ok(intakeRoutes.register, {
    body: {
      problem: 'missing.accessory',
      channel: 'phone',
      words: '少两个铰链',
      orderNo,
      lines: [{ name: '铰链', quantity: 1 }],
      handles: [{ kind: 'phone', value: '19900000001' }],
    },
  });
  return (await ok(caseRoutes.link, { params: { caseId: id } })).url;
}

async function ok<S extends RouteSpec>(spec: S, ask: Ask<S>): Promise<Answer<S>> {
  const outcome = await callRemote(amends.base, cookie, spec, ask);
  if (outcome.kind !== 'ok') throw new Error(`${spec.path}: ${JSON.stringify(outcome)}`);
  return outcome.body;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 200) throw new Error('what should come within 10 s does not come');
    await pause(50);
  }
}

/** Bytes that a sniffer takes for a video, none of its megabytes like another. */
function videoOf(size: number): Buffer {
  const made = Buffer.alloc(size);
  for (let at = 0; at < size; at += 4) made.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at);
  made.write('\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom', 0, 'latin1');
  return made;
}

function sha256(of: Buffer): string {
  return createHash('sha256').update(of).digest('hex');
}
