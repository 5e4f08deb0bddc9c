/**
 * A payment partner for tests and the demo: a process of its own that speaks the protocol in payment.md and keeps its own
 * book (JSON lines, fsynced), in which tests count what was really paid. It shares no code with the server.
 *
 *   node test/doubles/payment.ts --port 0 --secret <secret> --book <file> [--callback <url>]
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

type Mode =
  | 'ok'
  | 'slow'
  | 'error-before'
  | 'error-after'
  | 'drop-before'
  | 'drop-after'
  | 'refuse'
  | 'duplicate-callbacks'
  | 'callback-later'
  | 'lost-callback';
interface Refund {
  readonly out_request_no: string;
  readonly order_no: string;
  readonly amount_fen: number;
  readonly refund_no: string;
  readonly status: 'PROCESSING' | 'SUCCESS' | 'REFUSED';
  readonly code?: string;
}
interface Control {
  mode: Mode;
  /** For so many requests, then ok again; 0: until changed. */
  times: number;
  delayMs: number;
  code: string;
  callbackUrl: string;
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    secret: { type: 'string' },
    book: { type: 'string' },
    callback: { type: 'string', default: '' },
  },
});
const secret = values.secret ?? '';
const bookFile = values.book ?? '';
if (secret === '' || bookFile === '') throw new Error('--secret and --book are needed');

// Ends with whoever started it, also when that one was killed.
process.stdin.on('end', () => process.exit(0)).resume();

const control: Control = { mode: 'ok', times: 0, delayMs: 0, code: 'AMOUNT_OVER_PAID', callbackUrl: values.callback };
const refunds = new Map<string, Refund>();
let requests = 0;
let refusedSignatures = 0;
for (const refund of readBook()) refunds.set(refund.out_request_no, refund);
const book = openSync(bookFile, 'a');

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    if (!response.headersSent) answer(response, 500, { code: 'SYSTEM_ERROR' });
  });
});
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' && address ? address.port : 0 })}\n`);
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => {
    closeSync(book);
    process.exit(0);
  });
});

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://double');
  const body = await bodyOf(request);
  if (url.pathname === '/control') return controlled(request, response, body);
  if (url.pathname === '/control/callbacks') return callBackNow(response, body);
  if (!trusted(request, body)) {
    refusedSignatures += 1;
    return answer(response, 401, { code: 'SIGNATURE' });
  }
  const key = /^\/v1\/refunds\/([^/]+)$/.exec(url.pathname)?.[1];
  if (request.method === 'GET' && key !== undefined) {
    const found = refunds.get(decodeURIComponent(key));
    return found ? answer(response, 200, reportOf(found)) : answer(response, 404, { code: 'NOT_FOUND' });
  }
  if (request.method === 'POST' && url.pathname === '/v1/refunds') return refund(response, body);
  return answer(response, 404, { code: 'NO_SUCH_PATH' });
}

async function refund(response: ServerResponse, body: string): Promise<void> {
  requests += 1;
  const asked = JSON.parse(body) as { out_request_no: string; order_no: string; amount_fen: number };
  const mode = nextMode();
  const before = refunds.get(asked.out_request_no);
  if (before && before.amount_fen !== asked.amount_fen) return answer(response, 400, { code: 'REQUEST_CHANGED' });
  if (mode === 'error-before') return answer(response, 500, { code: 'SYSTEM_ERROR' });
  if (mode === 'drop-before') return void response.destroy();
  if (mode === 'refuse' && !before) return answer(response, 400, { code: control.code });
  const later = mode === 'callback-later' || mode === 'lost-callback';
  const taken =
    before ??
    write({
      out_request_no: asked.out_request_no,
      order_no: asked.order_no,
      amount_fen: asked.amount_fen,
      refund_no: `RF${randomBytes(6).toString('hex')}`,
      status: later ? 'PROCESSING' : 'SUCCESS',
    });
  if (mode === 'error-after') return answer(response, 500, { code: 'SYSTEM_ERROR' });
  if (mode === 'drop-after') return void response.destroy();
  if (mode === 'slow') await pause(control.delayMs);
  answer(response, taken.status === 'PROCESSING' ? 202 : 200, reportOf(taken));
  if (mode === 'duplicate-callbacks') for (let n = 0; n < 3; n += 1) await callBack(taken);
  if (later && !before) {
    await pause(control.delayMs);
    const paid = write({ ...taken, status: 'SUCCESS' });
    if (mode === 'callback-later') await callBack(paid);
  }
}

function nextMode(): Mode {
  const { mode } = control;
  if (control.times > 0) {
    control.times -= 1;
    if (control.times === 0) control.mode = 'ok';
  }
  return mode;
}

function write(refund: Refund): Refund {
  refunds.set(refund.out_request_no, refund);
  writeSync(book, `${JSON.stringify(refund)}\n`);
  fsyncSync(book);
  return refund;
}

function readBook(): Refund[] {
  if (!existsSync(bookFile)) return [];
  return readFileSync(bookFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Refund);
}

function reportOf(refund: Refund): object {
  return {
    out_request_no: refund.out_request_no,
    refund_no: refund.refund_no,
    status: refund.status,
    amount_fen: refund.amount_fen,
    arrival_days: 3,
    ...(refund.code ? { code: refund.code } : {}),
  };
}

/** Tests steer and count here: without signature, on this machine only. */
function controlled(request: IncomingMessage, response: ServerResponse, body: string): void {
  if (request.method === 'POST') Object.assign(control, { times: 0, delayMs: 0 }, JSON.parse(body) as Partial<Control>);
  answer(response, 200, { ...control, requests, refusedSignatures, refunds: [...refunds.values()] });
}

async function callBackNow(response: ServerResponse, body: string): Promise<void> {
  const { key, status, forge } = JSON.parse(body) as { key: string; status?: Refund['status']; forge?: boolean };
  const found = refunds.get(key) ?? { out_request_no: key, order_no: '', amount_fen: 0, refund_no: 'RF0', status: 'SUCCESS' as const };
  answer(response, 200, { status: await callBack({ ...found, ...(status ? { status } : {}) }, forge ? 'not the secret at all' : secret) });
}

async function callBack(refund: Refund, key = secret): Promise<number> {
  if (control.callbackUrl === '') return 0;
  const body = JSON.stringify(reportOf(refund));
  const sent = await fetch(control.callbackUrl, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...signed(key, body) },
  });
  await sent.text();
  return sent.status;
}

function signed(key: string, body: string): Record<string, string> {
  const timestamp = String(Date.now());
  const nonce = randomBytes(8).toString('hex');
  return { 'x-amends-timestamp': timestamp, 'x-amends-nonce': nonce, 'x-amends-signature': hmac(key, timestamp, nonce, body) };
}

function trusted(request: IncomingMessage, body: string): boolean {
  const { 'x-amends-timestamp': timestamp, 'x-amends-nonce': nonce, 'x-amends-signature': signature } = request.headers;
  if (typeof timestamp !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string') return false;
  const due = Buffer.from(hmac(secret, timestamp, nonce, body));
  const given = Buffer.from(signature);
  return due.length === given.length && timingSafeEqual(due, given) && Math.abs(Date.now() - Number(timestamp)) < 5 * 60_000;
}

function hmac(key: string, timestamp: string, nonce: string, body: string): string {
  return createHmac('sha256', key).update(`${timestamp}\n${nonce}\n${body}\n`).digest('hex');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
