import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appealRoutes } from '#appeal/wire.ts';
import { byHand } from '#case/byHand.ts';
import { missingParts } from '#case/missingParts.fixture.ts';
import type { Walk } from '#case/paths.ts';
import { coveringWalks } from '#case/walks.ts';
import { caseRoutes } from '#case/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { messagesOf, openStory, type Story, type Told } from '../stories/telling.ts';
import { playbooksWalked, type WalkedPlaybook } from './playbooksWalked.ts';
import { walkThroughApi } from './walker.ts';

// At every step exist: withdraw, escalate, re-kind, merge, and leave the playbook (architecture.md).
const playbook = missingParts();
const walked = playbooksWalked[0] as WalkedPlaybook;
const walks = coveringWalks(playbook);
const steps = Object.keys(playbook.steps);
const other = 'wrong-parts';

/** The shortest beginning of a walk that leads to a step; points are granted at once and leave nothing to carry out. */
function wayTo(step: string): Walk {
  const ways = walks.flatMap((walk) =>
    walk.flatMap((leg, i) => (leg.from === step && leg.kind !== 'appeal' && walk[i - 1]?.from !== 'goodwill' ? [walk.slice(0, i)] : [])),
  );
  const [shortest] = ways.sort((a, b) => a.length - b.length);
  if (!shortest) throw new Error(`no walk comes to ${step}`);
  return shortest;
}

let story: Story;
beforeAll(async () => {
  story = await openStory();
  // A second procedure, so that a case can turn out to be of another kind.
  const { db, clock } = story.desk.house;
  const body = JSON.stringify({
    ...playbook,
    playbook: other,
    kind: 'complaint',
    problems: ['wrong.part'],
    title: { zh: '错件', en: 'Wrong part' },
  });
  await sql`insert into playbooks (name) values (${other})`.execute(db);
  await sql`insert into playbook_versions (id, playbook, version, origin, hash, body, valid_from, created_by)
    values (${newId()}, ${other}, 1, 'product', 'other', ${body}::json, ${clock.now()}, 'test')`.execute(db);
});
afterAll(() => story.desk.close());

async function at(step: string): Promise<Told> {
  const told = await walkThroughApi(story, playbook, walked, wayTo(step));
  if ((await told.now('executive')).current?.step !== step) throw new Error(`not at ${step}`);
  return told;
}
const move = (told: Told, name: 'withdraw' | 'escalate' | 're-kind' | 'leave', more: { target?: string; problem?: string } = {}) =>
  told.does('operations', caseRoutes.move, { move: name, reason: '主管决定', ...more });
const answer = (told: Told, said: string, step = byHand) =>
  told.does('operations', caseRoutes.answer, { step, answer: said, reason: '已与客户电话商定' });
const running = async (told: Told) =>
  (await told.now('finance')).clocks.filter((clock) => ['running', 'paused', 'overdue'].includes(clock.state)).map((clock) => clock.name);

it('there are steps to look at', () => {
  expect(steps.length).toBeGreaterThan(10);
});

describe.each(steps)('at %s', (step) => {
  it('the customer withdraws, and may come back', async () => {
    const told = await at(step);
    await move(told, 'withdraw');
    expect(await told.now('administrator')).toMatchObject({ outcome: 'withdrawn' });
    await told.does('operations', caseRoutes.reopen, { because: 'customer' });
    // What was to be carried out was taken back with the withdrawal: it is offered anew.
    expect(await told.step()).toBe(step === 'carry-out' ? 'offer' : step);
  });

  it('the case is escalated and handed back', async () => {
    const told = await at(step);
    await move(told, 'escalate');
    expect(await told.step()).toBe(playbook.escalateTo);
    if (step === playbook.escalateTo) return;
    await answer(told, 'hand-back', playbook.escalateTo);
    expect(await told.step()).toBe(step);
  });

  it('is merged into another of the same shop', async () => {
    const told = await at(step);
    const target = await walkThroughApi(story, playbook, walked, []);
    const { number } = await target.now('operations');
    await told.does('operations', intakeRoutes.merge, { into: number, reason: '同一问题' });
    expect(await told.now('administrator')).toMatchObject({ outcome: 'merged', mergedInto: number });
  });

  it('leaves the playbook with its clocks, comes back, leaves again, and is closed with outcome and reason', async () => {
    const told = await at(step);
    const clocks = (await told.now('finance')).clocks.filter((clock) => clock.purpose === 'deadline' && clock.state === 'running');
    await move(told, 'leave');
    const left = await told.now('operations');
    expect(left.current).toMatchObject({ step: byHand, mine: true, answers: [{ key: 1 }, { key: 2 }, { key: 3 }, { key: 4 }] });
    expect(left.journey.at(-1)).toMatchObject({ step: byHand, leftAt: null });
    const kept = (await running(told)).filter((name) => clocks.some((clock) => clock.name === name));
    expect(kept.sort()).toEqual(clocks.map((clock) => clock.name).sort());
    expect(await running(told)).toContain('silence');
    expect(await told.isRefused('operations', caseRoutes.answer, { step: byHand, answer: 'resolved' })).toMatchObject({
      code: 'reason-required',
    });
    await answer(told, 'return');
    expect(await told.step()).toBe(step);
    await move(told, 'leave');
    await answer(told, 'resolved');
    expect(await told.now('administrator')).toMatchObject({ outcome: 'resolved', current: null });
    expect(await messagesOf(story.desk, told.id)).toContain('closed-by-hand');
    expect((await told.now('operations')).journey.at(-1)).toMatchObject({ step: byHand, answer: 'resolved', reason: '已与客户电话商定' });
  });

  it('turns out to be of another kind: same case and history, the new playbook from its start', async () => {
    const told = await at(step);
    const before = await told.now('operations');
    expect(await told.isRefused('operations', caseRoutes.move, { move: 're-kind', reason: '其实是错件', target: 'nothing' })).toMatchObject(
      {
        code: 'unknown-playbook',
      },
    );
    await move(told, 're-kind', { target: other });
    const after = await told.now('operations');
    expect(after).toMatchObject({ number: before.number, kind: 'complaint', problem: 'wrong.part', playbook: { name: other, version: 1 } });
    expect(after.journey.slice(0, before.journey.length - 1)).toEqual(before.journey.slice(0, -1));
    expect(after.journey[before.journey.length - 1]).toMatchObject({ step, answer: 're-kind', title: before.current?.title });
    expect(await told.step()).toBe('match-order');
    expect(await running(told)).toEqual(expect.arrayContaining(['firstReview', 'silence']));
    expect(await running(told)).not.toContain('completion');
    expect(await told.events()).toContain('case.re-kinded');
    const tasks = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(tasks.items.filter((task) => task.state === 'open')).toEqual([]);
    await told.leadTo('enquire');
  });
});

it('what was closed by hand can be appealed, and another person decides', async () => {
  const told = await at('enquire');
  await move(told, 'leave');
  await answer(told, 'explained');
  await told.does('agent', appealRoutes.file, { reason: '不认同' });
  expect(await told.step()).toBe('appeal-review');
});

it('a case that is of this kind and problem already is not re-kinded', async () => {
  const told = await at('review');
  expect(await told.isRefused('agent', caseRoutes.move, { move: 're-kind', reason: 'x', target: 'missing-parts' })).toMatchObject({
    code: 're-kind-to-itself',
  });
  await move(told, 're-kind', { target: 'missing-parts', problem: 'missing.manual' });
  expect(await told.now()).toMatchObject({ problem: 'missing.manual', playbook: { name: 'missing-parts' } });
});
