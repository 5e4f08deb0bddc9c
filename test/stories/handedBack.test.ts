import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { carryOut, messagesOf, offerable, openStory, type Story, type Told } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

async function at(step: 'choice' | 'carry-out', orderNo: string): Promise<Told> {
  await story.order(orderNo);
  const told = await story.report({ orderNo });
  await told.leadTo(step);
  return told;
}
const offersOf = async (told: Told) => (await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } })).items;
const handBack = (told: Told) =>
  told.does('operations', caseRoutes.answer, { step: 'escalate', answer: 'hand-back', reason: '按原方案办理' });

describe('operations hands an escalated case back (RE-8)', () => {
  it('to the choice: the offer stands again, and the customer has something to choose from', async () => {
    const told = await at('choice', '26111640000001');
    await told.does('agent', caseRoutes.move, { move: 'escalate', reason: '客户要求主管定夺' });
    expect((await offersOf(told)).map((each) => each.state)).toEqual(['withdrawn']);
    story.desk.clock.advance(3_600_000);
    await handBack(told);
    const [again, before] = await offersOf(told);
    expect(again).toMatchObject({ state: 'open', options: before?.options.map(({ remedy, fen, points }) => ({ remedy, fen, points })) });
    expect(Date.parse(again?.validUntil ?? '') - Date.parse(before?.validUntil ?? '')).toBe(3_600_000);
    await told.does('agent', choiceRoutes.choose, { offerId: again?.id ?? '', option: 1 });
    expect(await told.step()).toBe('carry-out');
  });

  it('to the carrying out that failed: it is tried once more, and nobody is told before that it is done (FU-6)', async () => {
    const told = await at('carry-out', '26111640000002');
    const open = async () =>
      (await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } })).items.find(
        (each) => each.state === 'open',
      );
    for (let times = 1; times <= 3; times += 1) {
      story.desk.clock.advance(60_000);
      const task = await open();
      await story.desk.as('logistics').ok(shipRoutes.fail, { params: { resendId: task?.id ?? '' }, body: { reason: 'no-stock' } });
      if (times === 3) break;
      await told.does('agent', remedyRoutes.offer, { options: await offerable(story.desk, told.id) });
      await told.leadTo('carry-out');
    }
    expect(await told.step()).toBe('escalate');
    await handBack(told);
    expect(await told.step()).toBe('carry-out');
    expect(await open()).toMatchObject({ kind: 'resend', key: expect.stringMatching(/-R4$/) });
    expect(await messagesOf(story.desk, told.id)).not.toContain('carried-out');
    await carryOut(story.desk, told.id);
    expect(await told.step()).toBe('confirm');
    expect(await messagesOf(story.desk, told.id)).toContain('carried-out');
  });
});
