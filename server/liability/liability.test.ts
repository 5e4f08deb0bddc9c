import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeRoutes } from '#intake/wire.ts';
import { hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { liabilityRoutes as wire } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112720000001;
async function toDecide(given: Parameters<Story['report']>[0] = {}, more: Parameters<Story['order']>[1] = {}): Promise<Told> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` }, ...more });
  const told = await story.report({ orderNo, handles: [], ...given });
  await told.leadTo('liability');
  return told;
}
const read = (told: Told, who: 'agent' | 'agent2' = 'agent') => story.desk.as(who).ok(wire.read, { params: { caseId: told.id } });
const warehouse = (percent = 100) => ({ party: 'warehouse' as const, id: story.desk.cast.warehouse, percent });

describe('liability by a person (LI-2)', () => {
  it('is kept in per cent on things, with cause, impact and evidence, and the case goes on', async () => {
    const told = await toDecide();
    await told.does('agent', wire.decide, {
      shares: [warehouse(70), { party: 'supplier', name: '青陶', percent: 30 }],
      cause: 'human',
      text: '出厂少装，仓库未复核',
      impact: { risk: 'low', lossFen: 800, otherOrders: 3 },
    });
    expect(await told.step()).toBe('offer');
    const { items } = await read(told);
    expect(items).toMatchObject([
      {
        cause: 'human',
        byRule: false,
        rule: null,
        by: '周小满',
        impact: { otherOrders: 3 },
        shares: [
          { words: '仓库 · 澜江北仓', percent: 70 },
          { words: '供应商 · 青陶', percent: 30 },
        ],
      },
    ]);
    const events = await all(
      sql<{ data: object }>`select data from events where case_id = ${told.id} and kind = 'liability.decided'`,
      story.desk.house.db,
    );
    expect(JSON.stringify(events)).not.toContain('青陶');
  });

  it('starts from what was counted: contacts, delay, spread, and where we ourselves were late (LI-1, LI-3)', async () => {
    const told = await toDecide();
    await told.does('agent', intakeRoutes.hurry, { channel: 'phone', words: '怎么还没处理' });
    await story.desk.later(26 * hour);
    const { measured, steps } = await read(told);
    expect(measured).toMatchObject({ contacts: 2, delayDays: expect.any(Number), risk: expect.any(String) });
    expect(steps).toContainEqual({ step: 'review', title: '受理审核' });
    await told.does('agent', wire.decide, {
      shares: [warehouse()],
      cause: 'human',
      impact: { risk: 'middle', contacts: measured.contacts, delayDays: measured.delayDays, ownFault: { step: 'review', toldLate: true } },
    });
    expect((await read(told)).items[0]?.impact).toMatchObject({ contacts: 2, ownFault: { step: 'review', toldLate: true } });
  });

  it('is refused when shares, party or cause are wrong, and off its step', async () => {
    const told = await toDecide();
    expect(await told.isRefused('agent', wire.decide, { shares: [warehouse(99)], cause: 'human' })).toMatchObject({
      code: 'shares-not-whole',
    });
    expect(await told.isRefused('agent', wire.decide, { shares: [warehouse()] })).toMatchObject({ code: 'cause-needed' });
    expect(
      await told.isRefused('agent', wire.decide, {
        shares: [{ party: 'carrier', id: story.desk.cast.warehouse, percent: 100 }],
        cause: 'human',
      }),
    ).toMatchObject({ code: 'no-such-party' });
    expect(await told.isRefused('logistics', wire.decide, { byRule: true })).toMatchObject({ status: 403 });
    expect((await read(told)).items).toEqual([]);
    await told.leadTo('offer');
    expect(await told.isRefused('agent', wire.decide, { shares: [warehouse()], cause: 'human' })).toMatchObject({
      code: 'no-liability-now',
    });
  });

  it('is never decided by whom it blames (LI-5)', async () => {
    const told = await toDecide();
    const blame = { shares: [{ party: 'staff' as const, id: story.desk.cast.ids.agent, percent: 100 }], cause: 'human' as const };
    expect(await told.isRefused('agent', wire.decide, blame)).toMatchObject({ status: 403, code: 'own-liability' });
    await told.does('agent2', wire.decide, blame);
    expect((await read(told)).items[0]?.shares).toMatchObject([{ words: '员工 · 周小满' }]);
  });

  it('can never be changed, and shares that are not whole never reach the table', async () => {
    const told = await toDecide();
    const { liabilityId } = await told.does('agent', wire.decide, { shares: [warehouse()], cause: 'human' });
    const { db } = story.desk.house;
    await expect(sql`update liabilities set cause = 'external' where id = ${liabilityId}`.execute(db)).rejects.toThrow(/never changed/);
    await expect(sql`update liability_shares set percent = 50 where liability_id = ${liabilityId}`.execute(db)).rejects.toThrow(
      /never changed/,
    );
    await expect(
      sql`insert into liability_shares (liability_id, position, party, percent, at) values (${liabilityId}, 9, 'system', 10, ${story.desk.clock.now()})`.execute(
        db,
      ),
    ).rejects.toThrow(/add up to 100/);
  });
});

describe('liability by rule (LI-6)', () => {
  it('remembers who was at fault lately: the third time the rule decides up to more', async () => {
    for (let times = 0; times < 3; times += 1)
      await (await toDecide()).does('agent', wire.decide, { shares: [warehouse()], cause: 'human' });
    const told = await toDecide({ lines: [{ partCode: 'MB-2', name: '门板', quantity: 1 }] });
    const { proposal } = await read(told);
    expect(proposal).toMatchObject({ rule: 'LR-40', decides: true });
    expect(proposal?.why[1]).toMatch(/^近 90 天同类责任 \d+ 次$/);
    const { items } = await story.desk.as('operations').ok(wire.rules, {});
    const rule = items.find((each) => each.id === 'LR-40');
    if (!rule) throw new Error('LR-40 is seeded');
    const { id: ruleId, ...body } = rule;
    await story.desk.as('operations').ok(wire.saveRule, { params: { ruleId }, body: { ...body, active: false } });
    expect((await read(told)).proposal).toMatchObject({ rule: 'LR-50', decides: false });
  });

  it('is proposed with its reasons, taken with one confirmation, and marked', async () => {
    const told = await toDecide();
    const { proposal, candidates } = await read(told);
    expect(proposal).toMatchObject({ rule: 'LR-50', decides: true, shares: [{ words: '仓库 · 澜江北仓', percent: 100 }] });
    expect(proposal?.why).toEqual(['问题类型与规则相符', '价值 ¥8.00，在 ¥30.00 以内，可按规则定责']);
    expect(candidates.map((each) => each.words)).toEqual(
      expect.arrayContaining(['仓库 · 澜江北仓', '快递 · 迅川快递', '员工 · 周小满', '不可抗力']),
    );
    await told.does('agent', wire.decide, { byRule: true });
    expect((await read(told)).items).toMatchObject([{ rule: 'LR-50', byRule: true }]);
    expect((await told.now()).journey.find((each) => each.step === 'liability')).toMatchObject({ answer: 'decided', byRule: true });
  });

  it('looks at the weight: a parcel that left light was packed short', async () => {
    const told = await toDecide(
      {},
      {
        parcels: [
          { waybill: 'LIGHT0000001', carrier: 'xunchuan', warehouse: 'north', state: 'signed', weightG: 10_000, weightExpectedG: 18_300 },
        ],
      },
    );
    await sql`update staff set lang = 'en' where login = 'agent2'`.execute(story.desk.house.db);
    const { proposal } = await read(told, 'agent2');
    expect(proposal).toMatchObject({
      rule: 'LR-10',
      title: 'Light when shipped: packed short (example)',
      why: [
        'the kind of problem is what the rule is for',
        'lighter than due at shipping',
        'worth CN¥8.00, within CN¥50.00: the rule may decide',
      ],
    });
  });

  it('only proposes above its amount', async () => {
    const told = await toDecide({ lines: [{ partCode: 'MB-2', name: '门板', quantity: 1 }] });
    expect((await read(told)).proposal).toMatchObject({
      decides: false,
      why: [expect.any(String), '价值 ¥60.00，超过 ¥30.00，须人工定责'],
    });
    expect(await told.isRefused('agent', wire.decide, { byRule: true })).toMatchObject({ code: 'rule-only-proposes' });
    expect(await told.step()).toBe('liability');
  });

  it('is edited by operations: saved again it is one rule; shares must be whole', async () => {
    const { items } = await story.desk.as('operations').ok(wire.rules, {});
    const rule = items.find((each) => each.id === 'LR-20');
    if (!rule) throw new Error('LR-20 is seeded');
    const { id, ...body } = rule;
    const save = (more: Partial<typeof body>) =>
      story.desk.as('operations').send(wire.saveRule, { params: { ruleId: id }, body: { ...body, ...more } });
    expect((await save({ active: false })).status).toBe(200);
    expect((await save({ active: false })).status).toBe(200);
    expect((await save({ shares: [{ party: 'carrier', percent: 90 }] })).body).toMatchObject({ code: 'rule-shares-not-whole' });
    const after = await story.desk.as('agent').ok(wire.rules, {});
    expect(after.items.filter((each) => each.id === id)).toMatchObject([{ active: false }]);
    expect(await story.desk.as('agent').refused(wire.saveRule, { params: { ruleId: id }, body })).toMatchObject({ status: 403 });
  });
});
