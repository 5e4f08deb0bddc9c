import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { externalRoutes } from '#answers/externalWire.ts';
import { answersRoutes } from '#answers/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { shippedPlaybook } from '../walks/playbooksWalked.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// 12315 forwards a complaint with a number of its own; the company answers in the time that its setting says, and the row stays (EX-11).
let story: Story;
let told: Told;
const forwarded = {
  authority: '12315' as const,
  authorityNo: 'SH-2026-11-0042',
  receivedAt: '2026-11-20T08:00:00+08:00',
  demand: '要求十倍赔偿',
};
beforeAll(async () => {
  story = await openStory();
  await story.order('26111600000201');
  await story.desk.as('operations').ok(answersRoutes.putAuthority, {
    params: { authority: '12315' },
    body: { answerDays: 5, working: true, sourceZh: '公司规定', sourceEn: 'company rule' },
  });
  told = await complaint();
});
afterAll(() => story.desk.close());

const complaint = (): Promise<Told> =>
  story.report({
    orderNo: '26111600000201',
    playbook: 'external-complaint',
    problem: 'external.12315',
    words: '市场监管转来：买了九件同一批次。',
    lines: [],
    fields: {},
    despiteDuplicate: { reason: '另一渠道' },
  });
const external = () => story.desk.as('agent').ok(answersRoutes.external, { params: { caseId: told.id } });

describe('a complaint that an authority forwarded (EX-11)', () => {
  it("is registered with the authority's number, and its clock counts from when it reached us, by the setting", async () => {
    expect(await told.step()).toBe('register');
    await told.does('agent', answersRoutes.registerExternal, forwarded);
    const { clocks } = await told.now();
    // Five working days after Friday the 20th: the end of Friday the 27th.
    expect(clocks.find((clock) => clock.name === 'authorityAnswer')).toMatchObject({
      state: 'running',
      dueAt: '2026-11-27T16:00:00.000Z',
      source: '公司规定（示例，未核实）',
    });
    expect((await external()).item).toMatchObject({ authorityNo: 'SH-2026-11-0042', verdict: null, verified: false });
  });

  it('has a number once', async () => {
    const second = await complaint();
    expect(await second.isRefused('agent', answersRoutes.registerExternal, forwarded)).toMatchObject({ code: 'authority-number-known' });
    expect(await second.step()).toBe('register');
  });

  it('follows the date that the authority itself wrote', async () => {
    const third = await complaint();
    await third.does('agent', answersRoutes.registerExternal, {
      ...forwarded,
      authority: '12345',
      authorityNo: 'R-7',
      answerDue: '2026-11-24T18:00:00+08:00',
    });
    expect((await third.now()).clocks.find((clock) => clock.name === 'authorityAnswer')?.dueAt).toBe('2026-11-24T10:00:00.000Z');
  });

  it('is investigated, settled, answered by a lead, and the complainant is told', async () => {
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', investigationRoutes.find, { answer: 'ours', text: '同批次九件，标签漏印' });
    await told.does('agent', caseRoutes.answer, { step: 'settle', answer: 'agreed', reason: '同意退货退款' });
    expect(await told.isRefused('agent', answersRoutes.answerExternal, { verdict: 'valid', answer: '已退款' })).toMatchObject({
      code: 'not-your-step',
    });
    await told.does('lead', answersRoutes.answerExternal, { verdict: 'valid', answer: '标签漏印属实，已退货退款并整改' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
    expect(await messagesOf(story.desk, told.id)).toContain('authority-answered');
  });

  it('leaves its row with the verdict, for the rate per million parcels; and nowhere calls itself an appeal', async () => {
    expect((await external()).item).toMatchObject({
      verdict: 'valid',
      answer: '标签漏印属实，已退货退款并整改',
      answeredAt: '2026-11-20T09:20:00.000Z',
    });
    expect(JSON.stringify(shippedPlaybook('external-complaint'))).not.toMatch(/复核|申诉|appeal/i);
  });

  it('stands in the list with when it is due, and counts per million parcels that went out (EX-11)', async () => {
    const listed = async (state: 'open' | 'answered') => (await story.desk.as('agent').ok(externalRoutes.list, { query: { state } })).items;
    expect(await listed('open')).toMatchObject([
      { authority: '12345', authorityNo: 'R-7', answerDue: '2026-11-24T10:00:00.000Z', late: false },
    ]);
    expect(await listed('answered')).toMatchObject([
      { authorityNo: 'SH-2026-11-0042', verdict: 'valid', late: false, carrier: '迅川快递' },
    ]);
    const { items, total } = await story.desk.as('agent').ok(externalRoutes.rates, { query: {} });
    expect(total).toEqual({
      carrier: null,
      complaints: 2,
      valid: 1,
      invalid: 0,
      open: 1,
      parcels: 1,
      ratePpm: 2_000_000,
      validPpm: 1_000_000,
    });
    expect(items.map((each) => each.carrier?.name)).toEqual(['迅川快递']);
    // Whoever sees none of the shop's cases sees neither its complaints nor its parcels.
    expect((await story.desk.as('stranger').ok(externalRoutes.rates, { query: {} })).total).toMatchObject({
      complaints: 0,
      parcels: 0,
      ratePpm: null,
    });
  });

  it('that is no business of ours is answered to the authority all the same, with its clock running', async () => {
    const other = await complaint();
    expect((await other.now()).current?.answers.map((each) => each.answer)).toEqual(['registered']);
    await other.does('agent', answersRoutes.registerExternal, { ...forwarded, authority: '12305', authorityNo: 'P-9' });
    await other.does('agent', triageRoutes.matchOrder, { answer: 'not-ours', reason: '对方写错了公司名称' });
    expect(await other.step()).toBe('answer-authority');
    expect((await other.now()).clocks.find((clock) => clock.name === 'authorityAnswer')?.state).toBe('running');
    await other.does('lead', answersRoutes.answerExternal, { verdict: 'invalid', answer: '该快件不是本公司承运' });
    expect(await other.now()).toMatchObject({ outcome: 'explained' });
  });
});
