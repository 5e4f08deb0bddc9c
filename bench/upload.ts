/**
 * Memory of `serve` while the portal's plain form, without script, brings a video of 200 MB. Flat: what the process holds more
 * than before is buffers, not the file.
 *
 *   node bench/upload.ts --megabytes 200
 */
import { once } from 'node:events';
import { request } from 'node:http';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openInstallation, type Running } from './installation.ts';
import { loadNow, residentOf } from './processor.ts';
import { firstOrder, seedShop } from './seed.ts';

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '200' } } });
const megabyte = 1024 * 1024;
const size = Number(values.megabytes) * megabyte;

const installation = await openInstallation();
const pool = new pg.Pool({ connectionString: installation.url, max: 1 });
// The server ends before its last idle connection.
pool.on('error', () => undefined);
try {
  await seedShop(installation.url, pool, 10);
  const running = await installation.start();
  try {
    const cookie = await openReport(running);
    // Once before it counts: whatever the first form loads is no cost of its size.
    await sendForm(running, cookie, megabyte);
    const before = residentOf(running.servePid);
    const sent = await sendForm(running, cookie, size);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const stored = await pool.query<{ state: string; type: string }>('select state, type from files where size = $1', [size]);
    console.log(
      `${values.megabytes} MB by the plain form: ${sent.status}, ${(sent.ms / 1000).toFixed(1)} s; stored as ${stored.rows.map((row) => `${row.type} (${row.state})`).join() || 'nothing'}; ` +
        `serve resident ${before} MB before, ${sent.peak} MB at its peak, ${residentOf(running.servePid)} MB 3 s after; load ${loadNow()}`,
    );
    if (stored.rows[0]?.state !== 'checked') process.exitCode = 1;
  } finally {
    await running.stop();
  }
} finally {
  await pool.end();
  await installation.stop();
}

/** Takes the report's first step, as a browser does; answers its cookie. */
async function openReport({ base }: Running): Promise<string> {
  const start = await fetch(`${base}/report/missing-parts`);
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? '';
  const orderNo = String(firstOrder + 1);
  const proven = await fetch(`${base}/report/missing-parts/identity`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf: tokenIn(await start.text()), orderNo, tail: orderNo.slice(-4) }),
    redirect: 'manual',
  });
  if (proven.status !== 303) throw new Error(`the order was not proven: ${proven.status}\n${await proven.text()}`);
  return cookie;
}

function tokenIn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** Sends the page's form with one video, as fast as it is taken, and looks at the memory all the while. */
async function sendForm(running: Running, cookie: string, bytes: number): Promise<{ status: number; ms: number; peak: number }> {
  const page = await fetch(`${running.base}/report/missing-parts/photos`, { headers: { cookie } });
  const edge = 'bench-edge';
  const field = (name: string, value: string): string => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = Buffer.from(
    `${field('csrf', tokenIn(await page.text()))}${field('go', 'stay')}--${edge}\r\ncontent-disposition: form-data; name="file:video"; filename="unboxing.mp4"\r\ncontent-type: video/mp4\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${edge}--\r\n`);
  let peak = residentOf(running.servePid);
  const watch = setInterval(() => (peak = Math.max(peak, residentOf(running.servePid))), 20);
  const from = performance.now();
  try {
    const sending = request(`${running.base}/report/missing-parts/photos`, {
      method: 'POST',
      headers: {
        cookie,
        'content-type': `multipart/form-data; boundary=${edge}`,
        'content-length': head.length + bytes + tail.length,
      },
    });
    const answered = once(sending, 'response') as Promise<[{ statusCode: number; resume(): void }]>;
    sending.write(head);
    const chunk = Buffer.alloc(megabyte, 7);
    const first = Buffer.concat([
      Buffer.from('\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom', 'latin1'),
      chunk.subarray(24),
    ]);
    for (let at = 0; at < bytes; at += megabyte) if (!sending.write(at === 0 ? first : chunk)) await once(sending, 'drain');
    sending.end(tail);
    const [answer] = await answered;
    answer.resume();
    return { status: answer.statusCode, ms: performance.now() - from, peak };
  } finally {
    clearInterval(watch);
  }
}
