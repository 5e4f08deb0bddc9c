import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../test/desk.ts';
import { systemActor } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { clocksOf } from './clocks.ts';
import { openCase } from './openCase.ts';
import { lockCase, readCase, type TheCase } from './theCase.ts';
import { caseRoutes } from './wire.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** A case of the flagship shop, registered now, whose order is not known. */
async function register(more: Partial<Parameters<typeof openCase>[1]> = {}): Promise<TheCase> {
  const now = desk.clock.now();
  const opened = await inTransaction(desk.house.db, (tx) =>
    openCase(
      { tx, now, actor: systemActor, cause: 'test' },
      {
        shopId: desk.cast.shop,
        playbook: 'missing-parts',
        problem: 'missing.accessory',
        channel: 'phone',
        receivedAt: now,
        customerId: null,
        orderId: null,
        orderNo: '26112000008842',
        wish: 'resend',
        ownerId: desk.cast.ids.agent,
        teamId: desk.cast.team,
        priority: 0,
        summary: '柜门装到一半少两个铰链',
        ...more,
      },
      () => Promise.resolve(),
    ),
  );
  if (!opened.ok) throw new Error(opened.refused.code);
  return opened.value;
}
const now = async (id: string): Promise<TheCase> => {
  const found = await readCase(desk.house.db, systemActor, id);
  if (!found.ok) throw new Error(found.refused.code);
  return found.value;
};
const kindsOf = async (id: string): Promise<string[]> =>
  (await all(sql<{ kind: string }>`select kind from events where case_id = ${id} order by id`, desk.house.db)).map((row) => row.kind);

describe('a case that is registered', () => {
  it('has a number of its shop’s local day with a check digit, and its clocks run', async () => {
    const theCase = await register();
    expect(theCase.number).toMatch(/^C261120-\d{5}-\d$/);
    const clocks = await clocksOf(desk.house.db, theCase.id);
    expect(clocks.find((clock) => clock.name === 'firstReview')).toMatchObject({ source: 'CL-1' });
    expect(clocks.map((clock) => clock.purpose)).toContain('silence');
    expect(await kindsOf(theCase.id)).toContain('case.registered');
  });

  it('waits for an order that is not there yet, with its review clock resting (VE-8)', async () => {
    const theCase = await register();
    expect(theCase).toMatchObject({ step: 'order-pending', waitingFor: 'order' });
    const [review] = (await clocksOf(desk.house.db, theCase.id)).filter((clock) => clock.name === 'firstReview');
    expect(review?.state).toBe('paused');
    await desk.later(30 * 24 * hour);
    expect((await now(theCase.id)).closedAt).toBeNull();
  });

  it('refuses a problem that is not its playbook’s, and leaves nothing behind', async () => {
    const before = await all(sql<{ n: number }>`select count(*) as n from cases`, desk.house.db);
    await expect(register({ problem: 'damaged' })).rejects.toThrow('problem-not-of-playbook');
    expect(await all(sql<{ n: number }>`select count(*) as n from cases`, desk.house.db)).toEqual(before);
  });
});

describe('the clocks of a case', () => {
  it('warn the owner, breach, and climb the ladder, each exactly once although two sweep at the same time', async () => {
    const theCase = await register();
    await sql`update clocks set fires_at = null, state = 'dropped' where case_id <> ${theCase.id}`.execute(desk.house.db);
    await answer(theCase.id, 'wrong-order-known');
    const notices = () =>
      all(
        sql<{
          kind: string;
          role: string | null;
        }>`select kind, role from notices where case_id = ${theCase.id} order by at, kind, role nulls first`,
        desk.house.db,
      );
    await desk.later(20 * hour);
    expect(await notices()).toEqual([{ kind: 'clock.warned', role: null }]);
    desk.clock.advance(4 * hour + 1000);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect((await kindsOf(theCase.id)).filter((kind) => kind === 'clock.breached')).toHaveLength(1);
    expect((await notices()).map((each) => each.role)).toEqual([null, null, 'lead']);
    await desk.later(4 * hour);
    await desk.later(4 * hour);
    expect((await notices()).map((each) => each.role)).toEqual([null, null, 'lead', 'operations', 'executive']);
    expect((await now(theCase.id)).breached).toBe(1);
  });
});

/** Makes the review clock run, as an imported order would. */
async function answer(caseId: string, _why: string): Promise<void> {
  await sql`update clocks set state = 'running', due_at = started_at + interval '24 hours', warn_at = started_at + interval '20 hours', fires_at = started_at + interval '20 hours'
    where case_id = ${caseId} and name = 'firstReview'`.execute(desk.house.db);
  await sql`update clocks set state = 'dropped', fires_at = null where case_id = ${caseId} and purpose = 'silence'`.execute(desk.house.db);
}

async function sweep(): Promise<void> {
  const { sweepClocks } = await import('./sweepClocks.ts');
  await sweepClocks(desk.house);
}

describe('two people on one case', () => {
  it('one wins, the other is told who changed what, and nothing of the loser is saved', async () => {
    const theCase = await register();
    const move = { params: { caseId: theCase.id }, version: theCase.version, body: { move: 'escalate' as const, reason: '买家扬言投诉' } };
    const won = await desk.as('agent').ok(caseRoutes.move, move);
    const lost = await desk.as('agent2').refused(caseRoutes.move, { ...move, body: { move: 'withdraw', reason: '客户撤回' } });
    expect(lost).toMatchObject({ status: 409, code: 'case-changed' });
    expect(JSON.stringify(lost.data)).toContain('周小满');
    expect(await now(theCase.id)).toMatchObject({ version: won.version, step: 'escalate', outcome: null });
  });

  it('a command without a version is refused', async () => {
    const theCase = await register();
    const refused = await desk
      .as('agent')
      .refused(caseRoutes.move, { params: { caseId: theCase.id }, body: { move: 'withdraw', reason: 'x' } });
    expect(refused).toMatchObject({ status: 428, code: 'version-needed', field: 'If-Match' });
  });

  it('another shop’s case is as if it were not there', async () => {
    const theCase = await register();
    expect(await desk.as('stranger').refused(caseRoutes.read, { params: { caseId: theCase.id } })).toMatchObject({ status: 404 });
    const command = { tx: desk.house.db as never, now: desk.clock.now(), actor: systemActor, cause: 'test' };
    expect((await inTransaction(desk.house.db, (tx) => lockCase({ ...command, tx }, theCase.id, null, 'case.read'))).ok).toBe(true);
  });
});

describe('the case page', () => {
  it('says where the case stands, what may be done, and why each clock falls when it falls', async () => {
    const theCase = await register();
    const view = await desk.as('agent').ok(caseRoutes.read, { params: { caseId: theCase.id } });
    expect(view.current).toMatchObject({ step: 'order-pending', title: '待同步订单', mine: true });
    const english = await desk.as('agent').send(caseRoutes.read, { params: { caseId: theCase.id }, query: {} });
    expect(english.raw.headers['etag']).toBe(`"${view.version}"`);
    expect(view.clocks.find((clock) => clock.name === 'firstReview')?.why.length).toBeGreaterThan(1);
    const { svg } = await desk.as('agent').ok(caseRoutes.chart, { params: { caseId: theCase.id } });
    expect(svg).toContain('待同步订单');
  });
});

describe('notices', () => {
  it('about a case reach those of the role who may see it; a rung of the ladder reaches those who fill it (CL-6, OR-1)', async () => {
    const theCase = await register();
    const notice = (role: string) =>
      sql`insert into notices (id, role, case_id, kind, at) values (${newId()}, ${role}, ${theCase.id}, 'clock.breached', ${desk.clock.now()})`.execute(
        desk.house.db,
      );
    await notice('agent');
    await notice('executive');
    const seenBy = async (who: 'agent' | 'stranger' | 'executive') =>
      (await desk.as(who).ok(caseRoutes.notices)).items.filter((each) => each.caseId === theCase.id && each.kind === 'clock.breached')
        .length;
    expect([await seenBy('agent'), await seenBy('stranger'), await seenBy('executive')]).toEqual([1, 0, 1]);
  });
});
