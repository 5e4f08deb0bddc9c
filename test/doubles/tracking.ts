/**
 * A tracking source for tests and the demo: a process of its own that speaks the protocol in tracking.md and keeps the list
 * of who asked for what. It shares no code with the server.
 *
 *   node test/doubles/tracking.ts --port 0 --customer <id> --key <key> --salt <salt>
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';

interface Parcel {
  readonly com: string;
  readonly num: string;
  readonly state: string;
  /** The newest first, as the source gives them. */
  readonly data: readonly { ftime: string; context: string; areaName?: string; statusCode?: string }[];
}
interface Control {
  mode: 'ok' | 'no-record' | 'error' | 'unreadable' | 'timeout' | 'expired';
  /** For so many requests, then ok again; 0: until changed. */
  times: number;
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    customer: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    salt: { type: 'string', default: '' },
  },
});
if (values.customer === '' || values.key === '') throw new Error('--customer and --key are needed');

// Ends with whoever started it, also when that one was killed.
process.stdin.on('end', () => process.exit(0)).resume();

const control: Control = { mode: 'ok', times: 0 };
const parcels = new Map<string, Parcel>();
const subscribed = new Map<string, string>();
const asked: { num: string; com: string; phone: string }[] = [];
let refusedSignatures = 0;

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    if (!response.headersSent) answer(response, 500, { result: false, returnCode: '501', message: '服务器错误' });
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
    if (request.method === 'POST') Object.assign(control, { times: 0 }, JSON.parse(body) as Partial<Control>);
    return answer(response, 200, { ...control, asked, refusedSignatures, subscribed: [...subscribed.keys()] });
  }
  if (pathname === '/control/parcels') {
    const given = JSON.parse(body) as Parcel | Parcel[];
    for (const parcel of Array.isArray(given) ? given : [given]) parcels.set(parcel.num, parcel);
    return answer(response, 200, { known: parcels.size });
  }
  if (pathname === '/control/callbacks') return callBackNow(response, body);
  const form = new URLSearchParams(body);
  if (request.method === 'POST' && pathname === '/poll/query.do') return query(response, form);
  if (request.method === 'POST' && pathname === '/poll') return subscribe(response, form);
  return answer(response, 404, { result: false, returnCode: '404', message: 'no such path' });
}

function query(response: ServerResponse, form: URLSearchParams): void {
  const param = form.get('param') ?? '';
  if (form.get('customer') !== values.customer || form.get('sign') !== md5(param + values.key + values.customer)) {
    refusedSignatures += 1;
    return answer(response, 200, { result: false, returnCode: '503', message: '验证签名失败' });
  }
  const { com, num, phone = '' } = JSON.parse(param) as { com?: string; num?: string; phone?: string };
  if (!com || !num || num.length < 6) return answer(response, 200, { result: false, returnCode: '400', message: '提交的数据不完整' });
  asked.push({ num, com, phone });
  const mode = nextMode();
  if (mode === 'timeout') return;
  if (mode === 'error') return answer(response, 500, { result: false, returnCode: '501', message: '服务器错误' });
  if (mode === 'unreadable') return void response.writeHead(200).end('<html>busy</html>');
  if (mode === 'expired') return answer(response, 200, { result: false, returnCode: '601', message: 'KEY已过期' });
  const parcel = parcels.get(num);
  if (mode === 'no-record' || !parcel || parcel.com !== com)
    return answer(response, 200, { result: false, returnCode: '500', message: '查询无结果，请隔段时间再查' });
  return answer(response, 200, resultOf(parcel));
}

function subscribe(response: ServerResponse, form: URLSearchParams): void {
  const { number, key, parameters } = JSON.parse(form.get('param') ?? '{}') as {
    number?: string;
    key?: string;
    parameters?: { callbackurl?: string };
  };
  if (key !== values.key) return answer(response, 200, { result: false, returnCode: '600', message: '您不是合法的订阅者' });
  if (!number || !parameters?.callbackurl)
    return answer(response, 200, { result: false, returnCode: '700', message: '订阅方的订阅数据存在错误' });
  if (subscribed.has(number)) return answer(response, 200, { result: false, returnCode: '501', message: '重复订阅' });
  subscribed.set(number, parameters.callbackurl);
  return answer(response, 200, { result: true, returnCode: '200', message: '提交成功' });
}

function nextMode(): Control['mode'] {
  const { mode } = control;
  if (control.times > 0) {
    control.times -= 1;
    if (control.times === 0) control.mode = 'ok';
  }
  return mode;
}

function resultOf(parcel: Parcel): object {
  const data = parcel.data.map((each) => ({ ...each, time: each.ftime }));
  return {
    message: 'ok',
    nu: parcel.num,
    com: parcel.com,
    ischeck: parcel.state === '3' ? '1' : '0',
    status: '200',
    state: parcel.state,
    data,
  };
}

/** Tests let it call back: `{num, url?, status?, forge?}`. */
async function callBackNow(response: ServerResponse, body: string): Promise<void> {
  const {
    num,
    url,
    status = 'polling',
    forge = false,
  } = JSON.parse(body) as { num: string; url?: string; status?: string; forge?: boolean };
  const parcel = parcels.get(num);
  const to = url ?? subscribed.get(num);
  if (!parcel || !to) return answer(response, 404, {});
  const param = JSON.stringify({ status, message: '', autoCheck: '0', comOld: '', comNew: '', lastResult: resultOf(parcel) });
  const sign = md5(param + (forge ? 'not the salt' : values.salt)).toLowerCase();
  const sent = await fetch(to, { method: 'POST', body: new URLSearchParams({ sign, param }) });
  answer(response, 200, { status: sent.status, body: await sent.json() });
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
