import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { messagesOf, openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { questionRoutes } from './questionWire.ts';
import { sheetRoutes } from './sheetWire.ts';
import { investigationRoutes as wire } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112710000001;
async function investigated(given: Parameters<Story['report']>[0] = {}, more: Parameters<Story['order']>[1] = {}): Promise<Told> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` }, ...more });
  const told = await story.report({ orderNo, handles: [], ...given });
  await told.leadTo('enquire');
  return told;
}
/** A door is dear enough for the playbook to ask the warehouse by itself. */
const door = { lines: [{ partCode: 'MB-2', name: '门板', quantity: 1 }] };
const questions = async (told: Told) => (await story.desk.as('agent').ok(questionRoutes.questions, { params: { caseId: told.id } })).items;
const byHand = { party: 'carrier', ask: '请核实 77 号包裹途中有无拆封', within: { n: 3, unit: 'hours' } } as const;
const open = async (told: Told) => {
  const { questionId } = await told.does('agent', questionRoutes.ask, byHand);
  return questionId;
};

describe('asking a party (IV-3)', () => {
  it('is done by the playbook for what is dear: the warehouse of the parcel, with a deadline, and the case waits for it', async () => {
    const told = await investigated(door);
    const [question] = await questions(told);
    expect(question).toMatchObject({
      task: 'packing-check',
      party: 'warehouse',
      state: 'asked',
      place: { name: '澜江北仓' },
      dueAt: '2026-11-23T16:00:00.000Z',
      askedBy: null,
    });
    expect(await told.now()).toMatchObject({ waitingFor: 'warehouse' });
    expect((await told.now()).clocks.find((clock) => clock.name === 'packing-check')).toMatchObject({ purpose: 'task', state: 'running' });
    expect(question?.copyText).toContain('缺少：门板×1 | 请核对该订单的拣货与装箱记录');
  });

  it('is done by hand, of the carrier of the parcel, whose group gets the waybill first', async () => {
    const told = await investigated();
    await open(told);
    const [question] = await questions(told);
    expect(question).toMatchObject({ task: null, party: 'carrier', place: { name: '迅川快递' }, askedBy: '周小满' });
    expect(question?.copyText).toMatch(
      /^772900\d+ \| 缺少：铰链×2 \| 请核实 77 号包裹途中有无拆封 请于 \d\d-\d\d \d\d:\d\d 前回复 \| \[C\d{6}-/,
    );
    expect(await told.now()).toMatchObject({ waitingFor: 'carrier' });
  });

  it('is refused for a place that is none, on a closed case, and to whoever may not', async () => {
    const told = await investigated();
    expect(await told.isRefused('agent', questionRoutes.ask, { ...byHand, placeId: story.desk.cast.warehouse })).toMatchObject({
      status: 422,
      code: 'no-place',
    });
    expect(await told.isRefused('delivery', questionRoutes.ask, byHand)).toMatchObject({ status: 403 });
    expect(await told.isRefused('stranger', questionRoutes.ask, byHand)).toMatchObject({ status: 404 });
    await told.does('agent', caseRoutes.move, { move: 'withdraw', reason: '客户不要了' });
    expect(await told.isRefused('agent', questionRoutes.ask, byHand)).toMatchObject({ code: 'case-closed' });
  });
});

describe('answering a question', () => {
  it('is done by logistics; the clock is met, the owner told, nobody waited for', async () => {
    const told = await investigated();
    const questionId = await open(told);
    const answered = await story.desk
      .as('logistics')
      .ok(questionRoutes.answer, { params: { questionId }, body: { text: '已核实，外箱完好' } });
    expect(answered.question).toMatchObject({ state: 'answered', answer: '已核实，外箱完好', answeredBy: '邱石', may: [] });
    const theCase = await told.now();
    expect(theCase).toMatchObject({ waitingFor: null, version: answered.version });
    expect(theCase.clocks.find((clock) => clock.name === 'question')).toMatchObject({ state: 'met' });
    const { items } = await story.desk.as('agent').ok(caseRoutes.notices, {});
    expect(items.filter((each) => each.caseId === told.id).map((each) => each.kind)).toContain('question.answered');
  });

  it('stays quiet when the same is said again, and keeps the first answer against another', async () => {
    const told = await investigated();
    const questionId = await open(told);
    const say = (text: string) => story.desk.as('logistics').send(questionRoutes.answer, { params: { questionId }, body: { text } });
    const first = await say('无异常');
    const before = await told.events();
    const again = await say('无异常');
    expect([again.status, again.body.version]).toEqual([200, first.body.version]);
    expect(await told.events()).toEqual(before);
    expect((await say('其实破损')).body).toMatchObject({ code: 'question-answered' });
    expect((await questions(told))[0]?.answer).toBe('无异常');
  });

  it('is not for another shop’s people', async () => {
    const told = await investigated();
    const questionId = await open(told);
    expect(await story.desk.as('stranger').refused(questionRoutes.answer, { params: { questionId }, body: { text: '无' } })).toMatchObject({
      status: 404,
    });
    expect(await story.desk.as('delivery').refused(questionRoutes.withdraw, { params: { questionId }, body: {} })).toMatchObject({
      status: 403,
    });
  });

  it('can be given up; a late answer still counts', async () => {
    const told = await investigated();
    const questionId = await open(told);
    const withdraw = () => story.desk.as('agent').ok(questionRoutes.withdraw, { params: { questionId }, body: {} });
    const first = await withdraw();
    expect(first.question).toMatchObject({ state: 'withdrawn', may: [] });
    expect((await withdraw()).version).toBe(first.version);
    expect((await told.now()).waitingFor).toBeNull();
    const { question } = await story.desk.as('agent').ok(questionRoutes.answer, { params: { questionId }, body: { text: '补充：已找到' } });
    expect(question.state).toBe('answered');
  });
});

describe('a late warehouse (FU-6, CL-6)', () => {
  it('is marked late once, logistics and the owner are told, and its answer still ends the wait', async () => {
    const told = await investigated();
    const questionId = await open(told);
    await story.desk.later(4 * hour);
    const [question] = await questions(told);
    expect(question).toMatchObject({ state: 'late' });
    expect((await told.events()).filter((kind) => kind === 'question.late')).toHaveLength(1);
    const { items } = await story.desk.as('logistics').ok(caseRoutes.notices, {});
    expect(items.filter((each) => each.caseId === told.id).map((each) => each.kind)).toEqual(['question.late']);
    await story.desk.later(5 * hour);
    expect((await told.events()).filter((kind) => kind === 'question.late')).toHaveLength(1);
    await story.desk.as('logistics').ok(questionRoutes.answer, { params: { questionId }, body: { text: '仓库漏装' } });
    expect((await told.now()).clocks.find((clock) => clock.name === 'question')).toMatchObject({ state: 'met', breached: true });
  });
});

describe('the round of questions to one partner (IV-8)', () => {
  it('is one sheet; pasted answers fall on their cases; what fits nowhere is shown', async () => {
    const [first, second] = [await investigated(), await investigated()];
    await open(first);
    await open(second);
    const [a, b] = [(await questions(first))[0], (await questions(second))[0]];
    const placeId = story.desk.cast.carrier;
    const sheet = await story.desk.as('agent').ok(sheetRoutes.sheet, { query: { party: 'carrier', placeId } });
    expect(sheet.text.split('\n')[0]).toBe('单号\t问题\t请回复\t截止\t工单号');
    expect(sheet.rows.map((row) => row.questionId)).toEqual(expect.arrayContaining([a?.id, b?.id]));
    const text = `下午好\n${a?.waybills[0] ?? ''} 外箱完好，重量一致\n99887766 查无此单`;
    const reading = await story.desk.as('logistics').ok(sheetRoutes.readPasted, { body: { text, party: 'carrier', placeId } });
    expect(reading.matched).toMatchObject([{ questionId: a?.id, caseNumber: a?.caseNumber, text: '外箱完好，重量一致' }]);
    expect(reading.unmatched).toEqual(['下午好', '99887766 查无此单']);
    expect(reading.unanswered.map((each) => each.questionId)).toContain(b?.id);
    const taken = await story.desk
      .as('logistics')
      .ok(sheetRoutes.takePasted, { body: { items: [...reading.matched, { questionId: first.id, text: '?' }] } });
    expect(taken).toEqual({ answered: 1, refused: [{ questionId: first.id, code: 'not-found' }] });
    expect((await questions(first))[0]).toMatchObject({ state: 'answered' });
  });

  it('is a work list, soonest first, in pages, cut by shop', async () => {
    await open(await investigated());
    const list = (who: 'logistics' | 'stranger', cursor?: string) =>
      story.desk.as(who).ok(questionRoutes.list, { query: { party: 'carrier', limit: 2, ...(cursor ? { cursor } : {}) } });
    const page = await list('logistics');
    expect(page.items.length).toBeLessThanOrEqual(2);
    const dues = page.items.map((each) => each.dueAt);
    expect(dues).toEqual([...dues].sort());
    expect(page.items.every((each) => each.may.includes('answer'))).toBe(true);
    const later = await list('logistics', page.next ?? undefined);
    expect(page.next === null || later.items.every((each) => page.items.every((one) => one.id !== each.id))).toBe(true);
    expect((await list('stranger')).items).toEqual([]);
  });
});

describe('the finding (IV-1, IV-7)', () => {
  it('answers the step, marks the lines, gives up open questions, and starts the completion clock anew', async () => {
    const told = await investigated();
    const questionId = await open(told);
    const lines = await all(sql<{ id: string }>`select id from case_lines where case_id = ${told.id}`, story.desk.house.db);
    await told.does('agent', wire.find, {
      answer: 'missing',
      text: '装箱视频只放入 2 个铰链',
      lines: lines.map((line) => ({ lineId: line.id, finding: 'missing' as const })),
    });
    expect(await told.step()).toBe('liability');
    const { items } = await story.desk.as('agent').ok(wire.findings, { params: { caseId: told.id } });
    expect(items).toMatchObject([
      {
        answer: 'missing',
        label: '确实缺件',
        text: '装箱视频只放入 2 个铰链',
        byRule: false,
        by: '周小满',
        lines: [{ finding: 'missing' }],
      },
    ]);
    expect(await all(sql`select finding from case_lines where case_id = ${told.id}`, story.desk.house.db)).toEqual([
      { finding: 'missing' },
    ]);
    expect((await questions(told)).find((each) => each.id === questionId)).toMatchObject({ state: 'withdrawn' });
  });

  it('of nothing missing tells the customer why: the text does when no reason was written', async () => {
    const told = await investigated();
    expect(await told.isRefused('agent', wire.find, { answer: 'not-missing' })).toMatchObject({ code: 'reason-required' });
    expect((await story.desk.as('agent').ok(wire.findings, { params: { caseId: told.id } })).items).toEqual([]);
    await told.does('agent', wire.find, { answer: 'not-missing', text: '配件已附在门板背面' });
    expect(await told.step()).toBe('explain');
    expect(await messagesOf(story.desk, told.id)).toContain('nothing-missing');
  });

  it('is refused off its step, with a foreign line, with an answer that the step has not, and from who may not', async () => {
    const told = await investigated();
    expect(await told.isRefused('agent', wire.find, { answer: 'missing', lines: [{ lineId: told.id, finding: 'missing' }] })).toMatchObject(
      { code: 'unknown-line' },
    );
    expect(await told.isRefused('agent', wire.find, { answer: 'stolen' })).toMatchObject({ code: 'unknown-answer' });
    expect(await told.isRefused('logistics', wire.find, { answer: 'missing' })).toMatchObject({ status: 403 });
    await told.leadTo('liability');
    expect(await told.isRefused('agent', wire.find, { answer: 'missing' })).toMatchObject({ code: 'no-finding-now' });
  });

  it('sent twice with one key is one row; it can never be changed, only its text blanked', async () => {
    const told = await investigated();
    const { version } = await told.now();
    const ask = { params: { caseId: told.id }, version, key: 'finding-once', body: { answer: 'missing', text: '少两个' } };
    const first = await story.desk.as('agent').ok(wire.find, ask);
    expect(await story.desk.as('agent').ok(wire.find, ask)).toEqual(first);
    const { db } = story.desk.house;
    await expect(sql`update findings set answer = 'not-missing' where id = ${first.findingId}`.execute(db)).rejects.toThrow(
      /never changed/,
    );
    await expect(sql`delete from findings where id = ${first.findingId}`.execute(db)).rejects.toThrow(/never deleted/);
    await sql`update findings set text = '' where id = ${first.findingId}`.execute(db);
    expect(await all(sql`select text, answer from findings where case_id = ${told.id}`, db)).toEqual([{ text: '', answer: 'missing' }]);
  });
});

describe('more time for an investigation (CL-7)', () => {
  it('is had with a reason, a new date and a message, as often as the playbook allows', async () => {
    const told = await investigated();
    const limit = async () => (await told.now()).clocks.find((clock) => clock.purpose === 'limit' && clock.state === 'running')?.dueAt;
    const before = await limit();
    const first = await told.does('agent', wire.extend, { reason: '等待仓库调取录像', n: 2 });
    expect(first).toMatchObject({ used: 1, max: 2 });
    expect(await limit()).toBe(first.dueAt);
    expect(new Date(first.dueAt).getTime()).toBeGreaterThan(new Date(before ?? 0).getTime());
    expect(await messagesOf(story.desk, told.id)).toContain('still-looking');
    await told.does('agent', wire.extend, { reason: '快递仍未回复', n: 1 });
    expect(await told.isRefused('agent', wire.extend, { reason: '再等等', n: 1 })).toMatchObject({ code: 'extensions-exhausted' });
    const { items, used, max } = await story.desk.as('agent').ok(wire.extensions, { params: { caseId: told.id } });
    expect([items.map((each) => each.reason), used, max]).toEqual([['等待仓库调取录像', '快递仍未回复'], 2, 2]);
  });

  it('counts from now when the limit is over', async () => {
    const told = await investigated();
    await story.desk.later(10 * day);
    const { dueAt } = await told.does('agent', wire.extend, { reason: '仓库盘点', n: 1 });
    expect(new Date(dueAt).getTime()).toBeGreaterThan(story.desk.clock.now().getTime());
  });

  it('is not had where there is no limit', async () => {
    const told = await investigated();
    await told.leadTo('liability');
    expect(await told.isRefused('agent', wire.extend, { reason: '再等等', n: 1 })).toMatchObject({ code: 'no-limit-here' });
  });
});
