import { afterAll, beforeAll, expect, it } from 'vitest';
import { hour } from '#platform/clock.ts';
import { platformRoutes } from '#triage/platformWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { hingeOrder, openStory, type Story, type Told } from './telling.ts';

let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report();
});
afterAll(() => story.desk.close());

const on = () => ({ params: { caseId: told.id } });
const ago = (hours: number) => new Date(story.desk.clock.now().getTime() - hours * hour).toISOString();

it("a platform's limit counts from the application, says its source, and becomes the nearest clock of the case (CL-9)", async () => {
  const { items } = await story.desk.as('operations').ok(platformRoutes.limits);
  expect(items.filter((each) => each.verified)).toEqual([]);
  await story.desk.as('operations').ok(platformRoutes.addLimit, {
    body: { platform: 'taobao', kind: 'refund-only', hours: 30, source: '平台规则页 2026-11', verified: true, validFrom: ago(24 * 30) },
  });
  await told.does('agent', platformRoutes.addSale, { number: 'TK2026112100012', kind: 'refund-only', appliedAt: ago(20) });
  const seen = await told.now();
  expect(seen.nearest).toMatchObject({ dueAt: new Date(story.desk.clock.now().getTime() + 10 * hour).toISOString() });
  const clock = seen.clocks.find((each) => each.name === 'platform');
  expect(clock).toMatchObject({ state: 'running', mayPause: false, source: expect.stringContaining('平台规则页 2026-11') });
  const work = await story.desk.as('agent').ok(triageRoutes.work, { query: { list: 'mine' } as never });
  expect(work.items[0]?.due).toMatchObject({ clock: 'platform' });
});

it('the same number twice is one order, and one that lies in the future is refused with the field (CL-9)', async () => {
  expect(
    await told.isRefused('agent', platformRoutes.addSale, { number: 'TK2026112100012', kind: 'refund-only', appliedAt: ago(20) }),
  ).toMatchObject({ code: 'sale-there-already' });
  expect(
    await told.isRefused('agent', platformRoutes.addSale, { number: 'TK2026112100013', kind: 'return', appliedAt: ago(-2) }),
  ).toMatchObject({ status: 422, code: 'applied-in-future' });
});

it('a limit that was not answered in time is a breach, one that was is met (CL-9)', async () => {
  const [first] = (await story.desk.as('agent').ok(platformRoutes.sales, on())).items;
  await told.does('agent', platformRoutes.addSale, { number: 'TK2026112100014', kind: 'return', appliedAt: ago(47) });
  const { version } = await told.now('operations');
  await story.desk.as('agent').ok(platformRoutes.settleSale, { params: { caseId: told.id, saleId: first?.id ?? '' }, version, body: {} });
  await story.desk.later(2 * hour);
  const states = (await told.now()).clocks.filter((each) => each.name === 'platform').map((each) => each.state);
  expect(states.sort()).toEqual(['met', 'overdue']);
});
