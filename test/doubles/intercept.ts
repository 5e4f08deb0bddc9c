/**
 * The carriers' partner that stops and turns parcels, for tests and the demo: a process of its own that speaks the protocol in
 * intercept.md and keeps the list of what it was asked. It shares no code with the server.
 *
 *   node test/doubles/intercept.ts --port 0 --key <key> --secret <secret> [--answer-after <ms>]
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

interface Asked {
  readonly kuaidicom: string;
  readonly kuaidinum: string;
  readonly interceptType: string;
  readonly callBackUrl: string;
  readonly salt: string;
  readonly recManInfo?: { readonly name: string; readonly mobile: string; readonly printAddr: string };
}
interface Control {
  mode: 'ok' | 'refuse' | 'error' | 'drop-after' | 'slow' | 'busy';
  /** For so many requests, then ok again; 0: until changed. */
  times: number;
  delayMs: number;
  message: string;
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    key: { type: 'string', default: '' },
    secret: { type: 'string', default: '' },
    'answer-after': { type: 'string' },
  },
});
if (values.key === '' || values.secret === '') throw new Error('--key and --secret are needed');

// Ends with whoever started it, also when that one was killed.
process.stdin.on('end', () => process.exit(0)).resume();

const control: Control = { mode: 'ok', times: 0, delayMs: 0, message: '该单不支持拦截' };
const asked: Asked[] = [];
let refusedSignatures = 0;

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    if (!response.headersSent) answer(response, 500, { success: false, code: 500, message: '服务器错误' });
  });
});
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' && address ? address.port : 0 })}\n`);
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => process.exit(0));
});

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://double');
  const body = await bodyOf(request);
  if (pathname === '/control') {
    if (request.method === 'POST') Object.assign(control, { times: 0, delayMs: 0 }, JSON.parse(body) as Partial<Control>);
    return answer(response, 200, { ...control, asked, refusedSignatures });
  }
  if (pathname === '/control/callbacks') return callBackNow(response, body);
  if (request.method !== 'POST' || pathname !== '/label/order')
    return answer(response, 404, { success: false, code: 404, message: 'no such path' });
  const form = new URLSearchParams(body);
  const [param, t] = [form.get('param') ?? '', form.get('t') ?? ''];
  const trusted = form.get('sign') === md5(param + t + values.key + values.secret) && form.get('key') === values.key;
  if (!trusted || form.get('method') !== 'interceptOrder') {
    refusedSignatures += 1;
    return answer(response, 200, { success: false, code: 503, message: '验证签名失败' });
  }
  return intercept(response, JSON.parse(param) as Asked);
}

async function intercept(response: ServerResponse, wanted: Asked): Promise<void> {
  const { mode } = control;
  if (control.times > 0 && (control.times -= 1) === 0) control.mode = 'ok';
  if (mode === 'busy') return answer(response, 429, { success: false, code: 429, message: 'busy' });
  if (mode === 'refuse') return answer(response, 200, { success: false, code: 400, message: control.message });
  if (wanted.interceptType === 'MODIFY_ADDR' && !wanted.recManInfo)
    return answer(response, 200, { success: false, code: 400, message: 'recManInfo' });
  asked.push(wanted);
  if (mode === 'error') return answer(response, 500, { success: false, code: 500, message: '服务器错误' });
  if (mode === 'drop-after') return void response.destroy();
  if (mode === 'slow') await pause(control.delayMs);
  answer(response, 200, { success: true, code: 200, message: '提交成功', data: { taskId: `T${asked.length}` } });
  if (values['answer-after'] !== undefined) await doneByItself(wanted, Number(values['answer-after']));
}

/** In the demo nobody steers it: what it took is done a little later. */
async function doneByItself(of: Asked, ms: number): Promise<void> {
  await pause(ms);
  await tell(of, { status: 'SUCCESS', url: of.callBackUrl });
}

/** Tells what became of the parcel that was asked about last, to the address and with the salt that came with it. */
async function callBackNow(response: ServerResponse, body: string): Promise<void> {
  const given = JSON.parse(body) as { num: string; status: string; message?: string; forge?: boolean; base?: string; times?: number };
  const of = asked.findLast((each) => each.kuaidinum === given.num);
  if (!of) return answer(response, 404, { status: 404 });
  const own = new URL(of.callBackUrl);
  const url = given.base ? `${given.base}${own.pathname}${own.search}` : of.callBackUrl;
  let status = 0;
  for (let n = 0; n < (given.times ?? 1); n += 1) status = await tell(of, { ...given, url });
  answer(response, 200, { status });
}

/** Answers our HTTP status. */
async function tell(of: Asked, said: { status: string; message?: string; forge?: boolean; url: string }): Promise<number> {
  const param = JSON.stringify({ kuaidicom: of.kuaidicom, kuaidinum: of.kuaidinum, status: said.status, message: said.message ?? '' });
  const form = new URLSearchParams({ param, sign: md5(param + (said.forge ? 'not the salt' : of.salt)) });
  return (await fetch(said.url, { method: 'POST', body: form })).status;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();
}
