import { afterEach, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { day, hour } from '#platform/clock.ts';
import { setDayRoute, setYearRoute } from '#staff/calendarWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

let story: Story;
afterEach(() => story.desk.close());

async function accepted(orderNo: string): Promise<Told> {
  await story.order(orderNo);
  const told = await story.report({ orderNo });
  await told.leadTo('enquire');
  return told;
}
async function clock(told: Told, name: string) {
  const found = (await told.now('operations')).clocks.find((each) => each.name === name && each.state !== 'dropped');
  if (!found) throw new Error(`no clock ${name}`);
  return found;
}
const moved = async (told: Told) => (await told.events()).filter((kind) => kind === 'clock.moved').length;

describe('a case accepted on 28 December 2026 (CL-2, CL-5)', () => {
  it('says that the holidays of 2027 are not announced yet; once they are, its clocks follow and the time line says so', async () => {
    story = await openStory({ start: new Date('2026-12-28T10:00:00+08:00') });
    const told = await accepted('26111670000001');
    const before = await clock(told, 'completion');
    // 29, 30, 31 December; New Year's Day is always off; 4, 5, 6, 7 January by the week alone.
    expect(before).toMatchObject({ dueAt: '2027-01-07T16:00:00.000Z', unpublishedYears: [2027] });
    expect(before.why.join('\n')).toMatch(/2027 年.*(未公布|尚未)/);
    await story.desk.as('operations').ok(setYearRoute, {
      params: { year: '2027' },
      body: {
        published: true,
        days: [
          { day: '2027-01-01', work: false, name: '元旦', nameEn: "New Year's Day" },
          { day: '2027-01-04', work: false, name: '元旦', nameEn: "New Year's Day" },
        ],
      },
    } as never);
    await story.desk.settle();
    const after = await clock(told, 'completion');
    expect(after).toMatchObject({ dueAt: '2027-01-08T16:00:00.000Z', unpublishedYears: [], startedAt: before.startedAt });
    expect(after.why.join('\n')).toContain('元旦');
    expect(await moved(told)).toBeGreaterThan(0);
  });
});

describe('a calendar that changes (CL-5)', () => {
  it('recomputes running clocks in working days and says so; clocks in hours and those of other shops stay', async () => {
    story = await openStory();
    const told = await accepted('26111670000002');
    const due = async (name: string) => (await clock(told, name)).dueAt;
    const [completion, silence] = [await due('completion'), await due('silence')];
    const body = { work: false, name: '盘点', nameEn: 'Stocktaking' };
    const set = (shopId: string | null, local: string) =>
      story.desk.as('operations').ok(setDayRoute, { params: { day: local }, body: { ...body, shopId } });
    await set(story.desk.cast.otherShop, '2026-11-24');
    await story.desk.settle();
    expect([await due('completion'), await due('silence'), await moved(told)]).toEqual([completion, silence, 0]);
    await set(null, '2026-11-24');
    await story.desk.settle();
    expect(Date.parse((await due('completion')) ?? '') - Date.parse(completion ?? '')).toBe(day);
    expect(Date.parse((await due('silence')) ?? '') - Date.parse(silence ?? '')).toBe(day);
    expect((await clock(told, 'completion')).why.join('\n')).toContain('盘点');
    expect(await moved(told)).toBeGreaterThanOrEqual(2);
    expect((await told.now()).nearest?.dueAt).toBe(
      (await told.now()).clocks
        .filter((each) => ['deadline', 'limit', 'task'].includes(each.purpose) && each.state === 'running')
        .map((each) => each.dueAt ?? '')
        .sort()[0],
    );
  });
});

describe('a report that was written down later than it was received (CL-1)', () => {
  it('has its first review counted from the receipt', async () => {
    story = await openStory();
    await story.order('26111670000003');
    const receivedAt = new Date(story.desk.clock.now().getTime() - 5 * hour).toISOString();
    const told = await story.report({ orderNo: '26111670000003', receivedAt });
    const first = await clock(told, 'firstReview');
    expect([first.startedAt, Date.parse(first.dueAt ?? '') - Date.parse(receivedAt)]).toEqual([receivedAt, 24 * hour]);
  });
});

describe('no silence (TA-9)', () => {
  it('after nearly three working days without news a message goes out by itself; told, the clock begins anew', async () => {
    story = await openStory();
    const told = await accepted('26111670000004');
    // Told on Friday 20 November: due on Wednesday 25th at 24:00.
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已说明进展' } });
    const { dueAt } = await clock(told, 'silence');
    expect(dueAt).toBe('2026-11-25T16:00:00.000Z');
    expect(await messagesOf(story.desk, told.id)).not.toContain('still-working');
    await story.desk.later(Date.parse(dueAt ?? '') - story.desk.clock.now().getTime() - 3 * hour);
    expect(await messagesOf(story.desk, told.id)).toContain('still-working');
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已告知仍在核实' } });
    expect(Date.parse((await clock(told, 'silence')).dueAt ?? '')).toBeGreaterThan(Date.parse(dueAt ?? ''));
    expect(await told.events()).not.toContain('clock.breached');
  });

  it('a missed one is a breach of its own, counted on the case and told up the ladder', async () => {
    story = await openStory();
    const told = await accepted('26111670000005');
    const { dueAt } = await clock(told, 'silence');
    await story.desk.later(Date.parse(dueAt ?? '') - story.desk.clock.now().getTime() + hour);
    const silence = (await told.now('operations')).clocks.find((each) => each.name === 'silence');
    expect(silence).toMatchObject({ state: 'overdue', breached: true });
    expect((await told.events()).filter((kind) => kind === 'clock.escalated').length).toBeGreaterThan(0);
  });
});

describe('hurrying (IN-11)', () => {
  it('raises its priority: it is the next to be taken, before one whose clock falls earlier', async () => {
    story = await openStory();
    await story.order('26111670000006');
    await story.order('26111670000007', { contact: { receiver: '许**', buyerId: 'b-7', nick: 'n-7' } });
    const first = await story.report({ orderNo: '26111670000006', take: false });
    const second = await story.report({ orderNo: '26111670000007', take: false, handles: [{ kind: 'phone', value: '19900000077' }] });
    await second.does('agent', intakeRoutes.hurry, { channel: 'phone', words: '怎么还没消息' });
    expect((await second.now()).priority).toBeGreaterThan((await first.now()).priority);
    for (const told of [first, second]) await told.leadTo('review');
    const taken = await story.desk.as('agent').ok(triageRoutes.takeNext);
    expect(taken.case?.id).toBe(second.id);
  });
});
