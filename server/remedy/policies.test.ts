import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { day } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import { openStory, type Story } from '../../test/stories/telling.ts';
import { approvalRoutes } from './approvalWire.ts';
import { choiceRoutes } from './choiceWire.ts';
import { policyRoutes, type PolicyTable } from './policyWire.ts';
import { remedyRoutes as wire } from './wire.ts';

let story: Story;
let table: PolicyTable;
const name = { name: 'missing-parts' };
beforeAll(async () => {
  story = await openStory();
  table = (await story.desk.as('operations').ok(policyRoutes.version, { params: { ...name, version: 1 } })).table;
});
afterAll(() => story.desk.close());

const withCell = (rowId: string, cells: Record<string, string>): PolicyTable => ({
  ...table,
  rules: table.rules.map((rule) => (rule['_id'] === rowId ? { ...rule, ...cells } : rule)),
});
const publish = (given: PolicyTable, basedOn: number, more: { validFrom?: string } = {}) =>
  story.desk
    .as('operations')
    .send(policyRoutes.addVersion, { params: name, body: { table: given, note: '积分至少 300', basedOn, ...more } });
const dryRun = (body: object) => story.desk.as('operations').ok(policyRoutes.dryRun, { params: name, body });

describe('policies (RE-2)', () => {
  it('come with one example, marked as such, with columns explained', async () => {
    const { items } = await story.desk.as('agent').ok(policyRoutes.policies, {});
    expect(items.find((each) => each.name === 'missing-parts')).toMatchObject({
      title: '遗失配件赔付规则',
      inForce: { version: 1, code: 'MP-01', example: true, inForce: true, validUntil: null },
    });
    const version = await story.desk.as('agent').ok(policyRoutes.version, { params: { ...name, version: 1 } });
    expect(version.inputs.find((each) => each.field === 'partsValue')).toMatchObject({
      type: 'money',
      words: { en: 'Value of the missing parts (fen)' },
    });
    expect(await story.desk.as('agent').refused(policyRoutes.version, { params: { ...name, version: 99 } })).toMatchObject({ status: 404 });
  });

  it('are tried on facts, on a draft and on a case before they are published', async () => {
    const onFacts = await dryRun({ facts: { partsValue: 800, stock: 'enough' } });
    expect(onFacts.rows.map((each) => each.rowId)).toEqual(['resend', 'refund', 'points', 'explanation']);
    const onDraft = await dryRun({ facts: { partsValue: 800, stock: 'enough' }, table: withCell('points', { i2: '> 1000' }) });
    expect(onDraft.rows.map((each) => each.rowId)).toEqual(['resend', 'refund', 'explanation']);
    await story.order('26112740000001');
    const told = await story.report({ orderNo: '26112740000001' });
    const onCase = await dryRun({ caseId: told.id, facts: { declines: 2 } });
    expect(onCase.facts).toMatchObject({ problem: 'missing.accessory', partsValue: 800, declines: 2 });
    expect(onCase.rows.map((each) => each.rowId)).toContain('refund-more');
    expect(
      await story.desk.as('operations').refused(policyRoutes.dryRun, { params: name, body: { facts: { weather: 'rain' } } }),
    ).toMatchObject({
      code: 'unknown-fact',
    });
  });

  it('are refused with row and column of every cell that cannot stand', async () => {
    const refused = await publish(withCell('refund', { i2: '大于 0', o1: '"cash"' }), 1);
    expect(refused.body).toMatchObject({
      code: 'policy-cells',
      data: {
        row: 3,
        column: 'partsValue',
        why: 'unknown-word',
        faults: [
          { row: 3, column: 'partsValue' },
          { row: 3, column: 'remedy', why: 'not-allowed-value' },
        ],
      },
    });
    expect(refused.body.detail).toContain('第 3 行“partsValue”列：含有无法识别的名称（大于 0）');
    const agent = await story.desk.as('agent').refused(policyRoutes.addVersion, { params: name, body: { table, note: 'x', basedOn: 1 } });
    expect(agent).toMatchObject({ status: 403 });
  });

  it('are published as a new version; those before stay; from then on offers cite it', async () => {
    const made = await publish(withCell('points', { o4: '300' }), 1);
    expect(made.body).toMatchObject({ version: 2, code: 'MP-02', example: false, inForce: true, createdBy: '顾西' });
    const { items } = await story.desk.as('agent').ok(policyRoutes.versions, { params: name });
    expect(items.map(({ version, inForce }) => [version, inForce])).toEqual([
      [2, true],
      [1, false],
    ]);
    await story.order('26112740000002');
    const told = await story.report({ orderNo: '26112740000002' });
    await told.leadTo('offer');
    const { options } = await story.desk.as('agent').ok(wire.proposal, { params: { caseId: told.id } });
    expect(options.find((each) => each.remedy === 'points')).toMatchObject({ points: 300, cites: '规则 MP-02 第 7 行' });
    await expect(sql`update policy_versions set note = 'x'`.execute(story.desk.house.db)).rejects.toThrow(/never changed/);
  });

  it('are not published over somebody else’s version, nor into the past; a later start waits', async () => {
    expect((await publish(table, 1)).body).toMatchObject({ code: 'policy-changed' });
    expect((await publish(table, 2, { validFrom: '2020-01-01T00:00:00Z' })).body).toMatchObject({ code: 'valid-from-past' });
    expect((await publish(table, 2, { validFrom: '2027-01-01T00:00:00Z' })).body).toMatchObject({ version: 3, inForce: false });
    const { items } = await story.desk.as('agent').ok(policyRoutes.policies, {});
    expect(items.find((each) => each.name === 'missing-parts')?.inForce).toMatchObject({
      version: 2,
      validUntil: '2027-01-01T00:00:00.000Z',
    });
  });
});

describe('an offer that is approved long after it was made', () => {
  it('is promised as much later: on the offer, in the letter and for the task (FU-1)', async () => {
    await story.order('26112740000009');
    const told = await story.report({ orderNo: '26112740000009' });
    await told.leadTo('offer');
    const on = { params: { caseId: told.id } };
    const offered = async () => (await story.desk.as('agent').ok(wire.offers, on)).items[0];
    await told.does('agent', wire.offer, { options: [{ key: 'resend' }, { key: 'refund', fen: 20_000 }] });
    const before = (await offered())?.options[0];
    await story.desk.later(6 * day);
    await told.does('lead', approvalRoutes.decide, { answer: 'approved', reason: '' });
    const offer = await offered();
    const [after] = offer?.options ?? [];
    const promised = new Date(Date.parse(before?.promisedArrival ?? '') + 6 * day).toISOString();
    expect([after?.promisedArrival, after?.details === before?.details]).toEqual([promised, false]);
    const { items } = await story.desk.as('agent').ok(talkRoutes.thread, on);
    expect(items.find((each) => each.template === 'offer-made')?.body).toContain(after?.details ?? 'no details');
    await told.does('agent', choiceRoutes.choose, { offerId: offer?.id ?? '', option: 1, channel: 'phone' });
    const { items: tasks } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, on);
    expect(tasks).toMatchObject([{ kind: 'resend', promisedAt: promised }]);
    const clock = (await told.now()).clocks.find((each) => each.name === 'task-arrival');
    expect(clock).toMatchObject({ state: 'running', dueAt: promised });
  });
});
