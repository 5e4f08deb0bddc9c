import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A file as a browser sends it in a form. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A browser without script: keeps cookies, follows redirects, sends the forms that pages hold. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  post(path: string, form: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Page>;
  readonly cookies: Map<string, string>;
}

export interface Page {
  readonly status: number;
  readonly path: string;
  readonly html: string;
  /** What a person reads: without markup. */
  readonly text: string;
  readonly raw: LightMyRequestResponse;
  /** Sends the form whose action ends so, with its hidden fields and what is typed over them. */
  send(action: string, typed?: Record<string, string | string[]>): Promise<Page>;
  sendFiles(action: string, typed: Record<string, string>, files: readonly SentFile[]): Promise<Page>;
  /** The fields of a form that a browser would send untouched. */
  form(action: string): Record<string, string>;
}

export function visitorOf(app: FastifyInstance, lang: 'zh' | 'en' = 'zh', address = '203.0.113.7'): Visitor {
  const cookies = new Map<string, string>();
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    payload?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Page> => {
    const raw = await app.inject({
      method,
      url: path,
      remoteAddress: address,
      headers: {
        'accept-language': lang === 'zh' ? 'zh-CN' : 'en',
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const each of raw.cookies) cookies.set(each.name, each.value);
    const to = raw.headers.location;
    return raw.statusCode === 303 && typeof to === 'string' ? call('GET', to) : pageOf(path, raw);
  };
  const pageOf = (path: string, raw: LightMyRequestResponse): Page => {
    const { body } = raw;
    const form = (action: string): Record<string, string> => {
      const found = [...body.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, to = '']) => to.endsWith(action));
      if (!found) throw new Error(`no form ${action} on ${path} (${raw.statusCode}): ${plain(body).slice(0, 400)}`);
      return fieldsOf(found[2] ?? '');
    };
    const target = (action: string): string =>
      [...body.matchAll(/action="([^"]*)"/g)].map(([, to = '']) => to).find((to) => to.endsWith(action)) ?? action;
    return {
      status: raw.statusCode,
      path,
      html: body,
      text: plain(body),
      raw,
      form,
      send: (action, typed = {}) => post(target(action), { ...form(action), ...typed }),
      sendFiles: (action, typed, files) => {
        const { payload, type } = multipart({ ...form(action), ...typed }, files);
        return call('POST', target(action), payload, { 'content-type': type });
      },
    };
  };
  const post: Visitor['post'] = (path, form, headers = {}) => {
    const body = new URLSearchParams(
      Object.entries(form).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((each) => [name, each] as [string, string]),
      ),
    );
    return call('POST', path, body.toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
  };
  return { cookies, get: (path, headers) => call('GET', path, undefined, headers), post };
}

function fieldsOf(inside: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const [name, type] = [attribute('name'), attribute('type') ?? 'text'];
    if (!name || type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag))) continue;
    values[name] = unescape(attribute('value') ?? '');
  }
  for (const [, name = '', text = ''] of inside.matchAll(/<textarea[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    values[name] = unescape(text);
  return values;
}

function plain(body: string): string {
  return unescape(body.replace(/<(style|svg)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&');
}

export function multipart(fields: Record<string, string>, files: readonly SentFile[]): { payload: Buffer; type: string } {
  const boundary = '----amends-test-form';
  const head = (text: string): Buffer => Buffer.from(text);
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      head(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.flatMap((file) => [
      head(
        `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      file.bytes,
      head('\r\n'),
    ]),
    head(`--${boundary}--\r\n`),
  ];
  return { payload: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` };
}
