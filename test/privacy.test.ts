import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { all, one, sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import { type Amends, modules, openAmends } from '../server/main.ts';
import { freshDatabase } from './database.ts';
import { grepRows } from './grepRows.ts';

// The sample shop's people have names, phones, addresses and words of their own. Those stand in rows that can be blanked, and nowhere else (IV-7).
const config: Config = {
  demo: false,
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://desk.test',
  dataDir: mkdtempSync(join(tmpdir(), 'amends-privacy-')),
  logLevel: 'trace',
  trustProxy: false,
};
let amends: Amends;
let log: string;
let personal: readonly string[];

beforeAll(async () => {
  const url = await freshDatabase();
  const child = join(import.meta.dirname, 'children/tellSample.ts');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [child, url, JSON.stringify(config)], { maxBuffer: 100_000_000 });
  log = stdout + stderr;
  amends = await openAmends({ ...config, logLevel: 'fatal' }, url, { clock: settableClock(new Date('2026-11-20T17:20:00+08:00')) });
  personal = await personalStrings();
}, 180_000);
afterAll(() => amends.close());

/** What people of the sample gave or wrote: of every case and its order, and what an agent wrote of them. */
async function personalStrings(): Promise<string[]> {
  const rows = await all(
    sql<{ text: string | null }>`
      with mine as (select distinct order_id from cases where order_id is not null)
      select unnest(array[receiver, phone, nick, address, buyer_id]) as text from order_contacts where order_id in (select order_id from mine)
      union select name from customers union select value from customer_handles
      union select words from reports union select words from hurries union select summary from cases
      union select value from reports, jsonb_each_text(registered) where key in ('contactName', 'contact', 'secondContact', 'contactHours', 'howLost')
      union select body from messages union select body from notes union select ask_zh from questions where task is null union select answer from questions
      union select text from findings union select reason from journey_steps union select reason from appeals union select note from confirmations
      union select words from surveys union select proposal from choices`,
    amends.house.db,
  );
  const told = ['林先生', '19900000031', '19900000088', '松涛路', '栖小木'];
  return [...new Set([...rows.flatMap((row) => row.text?.trim() ?? []), ...told])].filter((text) => text.length >= 3 && !codes.has(text));
}
/** Answers that are codes as well as words. */
const codes = new Set(['resend', 'refund', 'exchange', 'points', 'explanation']);

/** What of the people's own stands in a text. */
const found = (text: string): string[] =>
  personal.filter((each) => text.includes(each) || text.includes(JSON.stringify(each).slice(1, -1)));
const textOf = async (query: ReturnType<typeof sql<{ text: string }>>): Promise<string> =>
  (await all(query, amends.house.db)).map((row) => row.text).join('\n');
const phone = /(?<![\dA-Za-z-])(?:\+?86)?1[3-9]\d{9}(?![\dA-Za-z-])/g;
const chinese = /\p{Script=Han}/u;

describe('the sample shop’s people', () => {
  it('are many, and left something to be found in the rows that are theirs', async () => {
    expect(personal.length).toBeGreaterThan(150);
    for (const each of ['19900000031', '林先生', '松涛路'])
      expect((await grepRows(amends.house.db, each, ['notes', 'messages'])).length, `at ${each}`).toBeGreaterThan(10);
  });

  it('stand in no event: neither name, phone, address, nick nor a word of theirs', async () => {
    const events = await textOf(
      sql<{ text: string }>`select kind || ' ' || cause || ' ' || actor_id || ' ' || data::text as text from events`,
    );
    expect(events.length).toBeGreaterThan(100_000);
    expect(found(events)).toEqual([]);
    expect(events.match(phone) ?? []).toEqual([]);
  });

  it('and no event holds free text at all', async () => {
    const free = await all(
      sql<{ kind: string; data: string }>`select distinct on (kind) kind, data::text as data from events where data::text ~ '[一-龥]'`,
      amends.house.db,
    );
    expect(free).toEqual([]);
  });

  it('stand in no intent, job, cursor, setting or access log', async () => {
    for (const table of ['intents', 'event_cursors', 'settings', 'access_log', 'notices'])
      expect(
        found(await textOf(sql<{ text: string }>`select to_jsonb(t)::text as text from ${sql.table(table)} t`)),
        `at ${table}`,
      ).toEqual([]);
    const jobs = await textOf(sql<{ text: string }>`select coalesce(data::text, '') || coalesce(output::text, '') as text from pgboss.job`);
    expect(found(jobs)).toEqual([]);
  });

  it('payloads of intents have these keys and no others', async () => {
    const keys = await all(
      sql<{
        kind: string;
        keys: string;
      }>`select kind, string_agg(distinct named, ', ' order by named) as keys from intents, jsonb_object_keys(payload) named group by kind order by kind`,
      amends.house.db,
    );
    expect(keys).toEqual([
      { kind: 'mail.send', keys: 'message' },
      { kind: 'payment.refund', keys: 'amountFen, orderNo' },
    ]);
  });

  it('stand in no line of the log, also of requests that went wrong', () => {
    const lines = log.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(200);
    expect(found(log)).toEqual([]);
    expect(log.match(phone) ?? []).toEqual([]);
    expect(lines.filter((line) => chinese.test(line))).toEqual([]);
    expect(log).not.toMatch(/amends_session|password/);
  });
});

describe('what the desk shows', () => {
  const get = async (url: string, session: string) => amends.app.inject({ url, headers: { cookie: `amends_session=${session}` } });
  async function signedIn(login: string): Promise<string> {
    const secret = newSecret();
    const now = amends.house.clock.now();
    await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
      select ${hashSecret(secret)}, id, ${now}, ${now}, ${new Date(now.getTime() + 86_400_000)} from staff where login = ${login}`.execute(
      amends.house.db,
    );
    return secret;
  }
  const contacts = () =>
    all(
      sql<{ caseId: string; orderId: string; customerId: string; phone: string | null; address: string | null; handles: string[] }>`
        select c.id as "caseId", c.order_id as "orderId", c.customer_id as "customerId", o.phone, o.address,
          (select coalesce(array_agg(h.value), '{}') from customer_handles h where h.customer_id = c.customer_id and h.kind in ('phone', 'virtual-phone', 'email', 'nick')) as handles
        from cases c join order_contacts o on o.order_id = c.order_id order by c.seq limit 15`,
      amends.house.db,
    );

  it('holds no phone, mail, nick or address in clear on any page of a case, its order or its customer', async () => {
    const session = await signedIn('xiaoman');
    const pages = modules
      .flatMap((module) => module.routes ?? [])
      .map(({ spec }) => spec)
      .filter((spec) => spec.method === 'GET' && /:(caseId|orderId|customerId)/.test(spec.path));
    expect(pages.length).toBeGreaterThan(15);
    // What people wrote to one another is shown as it was written.
    const conversations = ['/messages', '/notes', '/questions', '/timeline'];
    for (const each of await contacts()) {
      const secrets = [each.phone, each.address, ...each.handles].filter(
        (text): text is string => text !== null && text.length >= 4 && !text.includes('*'),
      );
      expect(secrets.length).toBeGreaterThan(0);
      for (const { path } of pages.filter((spec) => !conversations.some((end) => spec.path.endsWith(end)))) {
        const reply = await get(
          path.replace(/:(\w+)/g, (_, name: string) => each[name as 'caseId'] ?? newId()),
          session,
        );
        // What an agent may not see at all shows them nothing.
        if (reply.statusCode === 404 || reply.statusCode === 403) continue;
        expect(reply.statusCode, `at ${path}`).toBe(200);
        for (const secret of secrets) expect(reply.body.includes(secret), `${secret} on ${path}`).toBe(false);
      }
    }
  });

  it('shows them when asked, once with a reason, and writes down who saw what and why (OR-5)', async () => {
    const session = await signedIn('xiaoman');
    const [each] = await contacts();
    const reveal = (url: string, key: string) =>
      amends.app.inject({
        method: 'POST',
        url,
        headers: { cookie: `amends_session=${session}`, 'idempotency-key': key },
        payload: { why: '回拨核对' },
      });
    const seen = () =>
      all(
        sql<{ act: string; subject: string; why: string }>`select act, subject, why from access_log where act = 'reveal' order by id`,
        amends.house.db,
      );
    expect(await seen()).toEqual([]);
    expect(
      (
        await amends.app.inject({
          method: 'POST',
          url: `/api/v1/orders/${each?.orderId}/reveals`,
          headers: { cookie: `amends_session=${session}`, 'idempotency-key': 'r0' },
          payload: {},
        })
      ).statusCode,
    ).toBe(400);
    expect((await reveal(`/api/v1/orders/${each?.orderId}/reveals`, 'r1')).body).toContain(each?.phone);
    expect((await reveal(`/api/v1/customers/${each?.customerId}/reveals`, 'r2')).body).toContain(each?.handles[0]);
    expect(await seen()).toEqual([
      { act: 'reveal', subject: 'order', why: '回拨核对' },
      { act: 'reveal', subject: 'customer', why: '回拨核对' },
    ]);
    // Looking a second time is another look, also with the same key.
    await reveal(`/api/v1/orders/${each?.orderId}/reveals`, 'r1');
    expect(await seen()).toHaveLength(3);
  });

  it('keeps no contact among the answers that stand ready for a repeated request', async () => {
    const phones = await all(
      sql<{
        value: string;
      }>`select value from customer_handles where kind <> 'buyer-id' union select phone from order_contacts where phone is not null`,
      amends.house.db,
    );
    const answers = await textOf(
      sql<{
        text: string;
      }>`select answer::text as text from idempotency where route not like '%/messages%' and route not like '%/replies%' and route not like '%/notes%' and route not like '%/calls%' and route not like '%/questions%'`,
    );
    expect(phones.map((row) => row.value).filter((value) => value.length >= 5 && answers.includes(value))).toEqual([]);
  });

  it('after erasure by law holds nothing of the person’s contact anywhere', async () => {
    const session = await signedIn('admin');
    const [each] = (await contacts()).filter((row) => row.handles.some((value) => /^199\d{8}$/.test(value)));
    const number = each?.handles.find((value) => /^199\d{8}$/.test(value)) ?? '';
    const erased = await amends.app.inject({
      method: 'POST',
      url: `/api/v1/customers/${each?.customerId}/erasures`,
      headers: { cookie: `amends_session=${session}`, 'idempotency-key': newId() },
      payload: { why: '客户依法要求' },
    });
    expect(erased.statusCode, `at ${erased.body}`).toBe(200);
    expect(await one(sql`select name from customers where id = ${each?.customerId}`, amends.house.db)).toEqual({ name: null });
    expect(await grepRows(amends.house.db, number, ['customer_handles', 'customers'])).toEqual([]);
  });
});
