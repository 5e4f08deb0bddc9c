import { questionRoutes } from '#investigation/questionWire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { day, settableClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { RouteSpec } from '#platform/wire.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { triageRoutes } from '#triage/wire.ts';
import { seedCases } from '../../db/sample/cases.ts';
import { handMadeOrders } from '../../db/sample/handMadeOrders.ts';
import { seedOrders } from '../../db/sample/orders.ts';
import { seedPeople } from '../../db/sample/people.ts';
import { settle } from '../../db/sample/settle.ts';
import { modules, openAmends } from '../../server/main.ts';
import { urlOf } from '../../db/sample/requestOf.ts';
import type { Ask } from '../ask.ts';

// Lives through the sample shop's days in a process of its own, so that everything it logs stands on its output. Given by
// the test: the database's address and the settings.
const url = process.argv[2] ?? '';
const config = JSON.parse(process.argv[3] ?? '{}') as Config;
const now = new Date('2026-11-20T17:20:00+08:00');
const clock = settableClock(new Date(now.getTime() - 30 * day));
const amends = await openAmends(config, url, { clock });
const shops = await seedOrders(amends.house.db, now);
const { ids, team } = await inTransaction(amends.house.db, (tx) => seedPeople({ tx, now, actor: systemActor, cause: 'sample' }, shops));
await seedCases(amends, clock, { now, ids, team, shops });

const secret = newSecret();
await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
  values (${hashSecret(secret)}, ${ids.get('xiaoman') ?? ''}, ${now}, ${now}, ${new Date(now.getTime() + day)})`.execute(amends.house.db);

/** As an agent; what comes back is of no interest, what it leaves behind is. */
async function says<S extends RouteSpec>(spec: S, ask: Ask<S> = {}): Promise<void> {
  await amends.app.inject({
    method: spec.method,
    url: urlOf(spec, ask),
    headers: { cookie: `amends_session=${secret}`, 'idempotency-key': newId(), 'if-match': `"${ask.version ?? 1}"` },
    ...(spec.method === 'GET' ? {} : { payload: ask.body ?? {} }),
  });
}

const cases = await all(
  sql<{ caseId: string; version: number }>`select id as "caseId", version from cases order by seq limit 12`,
  amends.house.db,
);
for (const { caseId, version } of cases) {
  await says(caseRoutes.note, { params: { caseId }, body: { body: '客户林先生住澜江市望岳区松涛路 9 号，电话 19900000031' } });
  await says(talkRoutes.write, { params: { caseId }, body: { body: '林先生您好，我们会打 19900000031 与您联系。' } });
  await says(talkRoutes.reply, { params: { caseId }, body: { nick: '栖小木', text: '我的新电话是 19900000088，松涛路 9 号' } });
  await says(talkRoutes.call, { params: { caseId }, body: { outcome: 'no-answer', note: '19900000031 无人接听' } });
  await says(questionRoutes.ask, {
    params: { caseId },
    version,
    body: { party: 'operations', ask: '请核对 19900000031 林先生的订单' },
  });
  await says(caseRoutes.move, { params: { caseId }, version: 0, body: { move: 'escalate', reason: '林先生 19900000031 要求主管' } });
}
// Asked for in the address, mistyped, and of a wrong form.
for (const q of ['19900000031', '栖小木', '松涛路 9 号']) await says(triageRoutes.search, { query: { q } });
await amends.app.inject({ url: '/api/v1/orders/19900000031/林先生' });
await amends.app.inject({ method: 'POST', url: '/api/v1/cases', payload: '{"words": 林先生 19900000031' });
const [order] = handMadeOrders(now);
const visitor = visitorOf(amends.app);
await (await visitor.get('/status')).send('/status', { orderNo: order?.orderNo ?? '', tail: '19900000031' });
await settle(amends, modules);
await amends.close();
