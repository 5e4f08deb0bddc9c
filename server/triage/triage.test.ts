import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { allHold, openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { triageRoutes } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112700000001;
async function freshCase(given: Parameters<Story['report']>[0] = {}): Promise<Told> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` } });
  return story.report({ orderNo, handles: [], ...given });
}
async function atReview(): Promise<Told> {
  const told = await freshCase();
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  return told;
}

describe('checking the order (VE-1, VE-2)', () => {
  it('goes on when it matches, and leaves a row and an event', async () => {
    const told = await atReview();
    expect(await told.step()).toBe('review');
    expect(await told.events()).toContain('order.checked');
  });

  it('ends as not verified in two different ways', async () => {
    const notFound = await freshCase();
    await notFound.does('agent', triageRoutes.matchOrder, { answer: 'not-found' });
    const notBorneOut = await freshCase();
    await notBorneOut.does('agent', triageRoutes.matchOrder, { answer: 'not-borne-out', reason: '该商品不含此配件' });
    expect([await notFound.step(), await notBorneOut.step()]).toEqual(['not-verified', 'not-verified']);
    expect([...(await notFound.journey()), ...(await notBorneOut.journey())]).toEqual([
      'match-order.not-found',
      'match-order.not-borne-out',
    ]);
  });

  it('is refused without an order, without a reason where one is needed, and when the case is elsewhere', async () => {
    const unknown = await story.report({
      orderNo: `AB-${(next += 1)}`,
      shopId: story.desk.cast.shop,
      fields: { contactName: '林女士' },
      handles: [{ kind: 'phone', value: '19900000077' }],
    });
    expect(await unknown.isRefused('agent', triageRoutes.matchOrder, { answer: 'matches' })).toMatchObject({ code: 'order-needed' });
    expect(await unknown.isRefused('agent', triageRoutes.matchOrder, { answer: 'not-borne-out' })).toMatchObject({
      code: 'reason-required',
    });
    const told = await atReview();
    expect(await told.isRefused('agent', triageRoutes.matchOrder, { answer: 'matches' })).toMatchObject({ code: 'not-at-this-act' });
    expect(await told.isRefused('logistics', triageRoutes.review, { answer: 'accepted' })).toMatchObject({ status: 403 });
  });
});

describe('the review (VE-4)', () => {
  it('accepts when every condition holds; what the facts said stands beside each tick', async () => {
    const told = await atReview();
    await told.does('agent', triageRoutes.review, {
      answer: 'accepted',
      ticks: { ...allHold, 'materials-complete': { holds: true, note: '配件小，无需照片' } },
    });
    expect(await told.step()).toBe('enquire');
    const { items } = await story.desk.as('agent').ok(triageRoutes.reviews, { params: { caseId: told.id } });
    const tick = (condition: string) => items[0]?.ticks.find((each) => each.condition === condition);
    expect(tick('right-order')).toMatchObject({ holds: true, byFacts: true });
    expect(tick('materials-complete')).toMatchObject({ holds: true, byFacts: false, note: '配件小，无需照片' });
  });

  it('does not accept against a condition that fails unless the reviewer says why', async () => {
    const told = await atReview();
    const refused = await told.isRefused('agent', triageRoutes.review, { answer: 'accepted', ticks: {} });
    expect(refused).toMatchObject({ code: 'condition-not-met', data: { conditions: [{ zh: '凭证材料齐全、清晰' }] } });
    expect(await told.step()).toBe('review');
  });

  it('rejects with the failing condition’s own words for the customer when none are written', async () => {
    const told = await atReview();
    await told.does('agent', triageRoutes.review, { answer: 'rejected', ticks: { ...allHold, 'in-window': { holds: false } } });
    const theCase = await told.now();
    expect(theCase).toMatchObject({ outcome: 'rejected' });
    expect(theCase.journey.at(-1)?.reason).toBe('已超过申请期限');
  });

  it('does not reject when nothing fails, nor tick what is no condition', async () => {
    const told = await atReview();
    expect(await told.isRefused('agent', triageRoutes.review, { answer: 'rejected', ticks: allHold, reason: '就是不行' })).toMatchObject({
      code: 'nothing-fails',
    });
    expect(await told.isRefused('agent', triageRoutes.review, { answer: 'accepted', ticks: { mood: { holds: true } } })).toMatchObject({
      code: 'unknown-condition',
    });
  });
});

describe('materials (VE-6, CL-3)', () => {
  it('are asked for in one action; their receipt goes back to review with a clock of its own', async () => {
    const told = await atReview();
    await told.does('agent', triageRoutes.review, {
      answer: 'materials',
      materials: [{ material: 'photos' }, { material: 'other', note: '外箱面单照片' }],
    });
    const asked = await story.desk.as('agent').ok(triageRoutes.materials, { params: { caseId: told.id } });
    expect(asked).toMatchObject({
      complete: false,
      asked: [
        { material: 'photos', state: 'asked' },
        { material: 'other', note: '外箱面单照片' },
      ],
    });
    expect(await told.step()).toBe('wait-materials');
    story.desk.clock.advance(hour);
    await told.does('agent', triageRoutes.receiveMaterials, { items: [{ material: 'photos', text: '客户发来三张照片，已存' }] });
    expect(await told.step()).toBe('review');
    const theCase = await told.now();
    expect(theCase.clocks.find((clock) => clock.name === 'materialsReview')).toMatchObject({ state: 'running' });
    const after = await story.desk.as('agent').ok(triageRoutes.materials, { params: { caseId: told.id } });
    expect(after).toMatchObject({ complete: true, asked: [{ state: 'received' }, { state: 'waived' }] });
  });

  it('asked for without a choice are those that are missing', async () => {
    const told = await atReview();
    await told.does('agent', triageRoutes.review, { answer: 'materials' });
    const { asked } = await story.desk.as('agent').ok(triageRoutes.materials, { params: { caseId: told.id } });
    expect(asked.map((each) => each.material)).toEqual(['photos']);
  });

  it('that came in part leave the case waiting', async () => {
    const told = await atReview();
    await told.does('agent', triageRoutes.review, { answer: 'materials' });
    await told.does('agent', triageRoutes.receiveMaterials, { text: '稍后发照片', complete: false });
    expect(await told.step()).toBe('wait-materials');
  });

  it('are refused when nothing is given, or something that isn’t on the list', async () => {
    const told = await atReview();
    expect(await told.isRefused('agent', triageRoutes.receiveMaterials, {})).toMatchObject({ code: 'nothing-given' });
    expect(await told.isRefused('agent', triageRoutes.receiveMaterials, { items: [{ material: 'passport', text: 'x' }] })).toMatchObject({
      code: 'unknown-material',
    });
    expect(await told.isRefused('agent', triageRoutes.review, { answer: 'materials', materials: [{ material: 'other' }] })).toMatchObject({
      code: 'material-needs-note',
    });
  });
});

describe('who works on it (PE-6, VE-7)', () => {
  it('one takes it; taking it again changes nothing; a colleague is told who has it', async () => {
    const told = await freshCase({ take: false });
    await told.does('agent', triageRoutes.take, {});
    await told.does('agent', triageRoutes.take, {});
    expect((await told.events()).filter((kind) => kind === 'case.assigned')).toHaveLength(1);
    expect(await told.isRefused('agent2', triageRoutes.take, {})).toMatchObject({ code: 'already-taken', data: { owner: '周小满' } });
  });

  it('its owner hands it over with a notice, or gives it back; a colleague may do neither', async () => {
    const told = await freshCase();
    expect(await told.isRefused('agent2', triageRoutes.release, {})).toMatchObject({ code: 'not-yours' });
    expect(await told.isRefused('agent2', triageRoutes.assign, { ownerId: story.desk.cast.ids.agent2 })).toMatchObject({ status: 404 });
    await told.does('agent', triageRoutes.assign, { ownerId: story.desk.cast.ids.agent2, reason: '下班交接' });
    const { items } = await story.desk.as('agent2').ok(caseRoutes.notices);
    expect(items.map((each) => each.kind)).toContain('case.assigned');
    await told.does('agent2', triageRoutes.release, {});
    expect((await told.now()).owner).toBeNull();
  });

  it('is never somebody of another shop', async () => {
    const told = await freshCase();
    expect(await told.isRefused('lead', triageRoutes.assign, { ownerId: story.desk.cast.ids.stranger })).toMatchObject({
      code: 'cannot-own',
    });
  });

  it('two who press the key at once never get the same case, and the nearest clock comes first', async () => {
    await sql`update cases set owner_id = ${story.desk.cast.ids.lead} where owner_id is null`.execute(story.desk.house.db);
    const waiting: Told[] = [];
    for (let made = 0; made < 6; made += 1) {
      story.desk.clock.advance(60_000);
      waiting.push(await freshCase({ take: false }));
    }
    const takers = ['agent', 'agent2', 'agent', 'agent2', 'agent', 'agent2', 'agent'] as const;
    const got = await Promise.all(takers.map((who) => story.desk.as(who).ok(triageRoutes.takeNext)));
    const ids = got.flatMap((each) => (each.case ? [each.case.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(waiting.map((each) => each.id)));
    const [first] = waiting;
    await first?.does('lead', triageRoutes.assign, { ownerId: null });
    const alone = await story.desk.as('agent').ok(triageRoutes.takeNext);
    expect(alone.case?.id).toBe(first?.id);
    expect(await story.desk.as('agent').ok(triageRoutes.takeNext)).toEqual({ case: null });
  });
});

it('an escalated case tells those who decide there (RE-8)', async () => {
  const told = await atReview();
  await told.does('agent', caseRoutes.move, { move: 'escalate', reason: '客户要求主管处理' });
  expect(await told.step()).toBe('escalate');
  const notices = await all(
    sql<{ role: string }>`select role from notices where case_id = ${told.id} and kind = 'case.escalated' order by role`,
    story.desk.house.db,
  );
  expect(notices.map((each) => each.role)).toEqual(['lead', 'operations']);
});
