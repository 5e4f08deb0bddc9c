import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { changeCustomerRoute } from '#customers/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { hingeOrder, openStory, type Story, type Told } from './telling.ts';

let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report({
    handles: [
      { kind: 'phone', value: '19900000031' },
      { kind: 'email', value: 'lin@buyer.example' },
    ],
  });
});
afterAll(() => story.desk.close());

const thread = async () => (await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } })).items;
const script = async () => (await told.now()).current?.script ?? null;

describe('a customer who can be written to and wants to be called', () => {
  it('is called with the result, its reason and what can be done next; the call counts once it reached them (TA-1)', async () => {
    expect((await thread()).map((each) => [each.template, each.channel])).toEqual([['acknowledged', 'email']]);
    const { customerId } = await told.now();
    await story.desk.as('agent').ok(changeCustomerRoute, { params: { customerId: customerId ?? '' }, body: { preferred: 'phone' } });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', triageRoutes.review, { answer: 'rejected', ticks: {}, reason: '螺丝包在第二个包裹里，已签收' });
    const [rejection] = (await thread()).filter((each) => each.template === 'rejected');
    expect(rejection).toMatchObject({ channel: 'phone', state: 'to-call', toldAt: null });
    expect(rejection?.body).toContain('螺丝包在第二个包裹里，已签收');
    expect(rejection?.body).toMatch(/如您不认同，可在 .+ 前申请复核/);
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已说明' } });
    expect((await thread()).find((each) => each.template === 'rejected')).toMatchObject({ state: 'called', toldHow: 'called' });
    expect((await told.now()).clocks.find((clock) => clock.name === 'tellRejection')?.state).toBe('met');
  });
});

describe('what the agent says on the phone (TA-2)', () => {
  beforeAll(async () => {
    await story.order('26111688428877');
    told = await story.report({ orderNo: '26111688428877', handles: [{ kind: 'phone', value: '19900000077' }] });
  });

  it('is offered where the playbook has a script, filled in with the case and without gaps', async () => {
    expect(await script()).toContain('26111688428877');
    await told.leadTo('review');
    expect(await script()).toBeNull();
    await told.leadTo('choice');
    const said = await script();
    expect(said).toMatch(/^您好，我是栖木家居旗舰店的周小满，关于您反映的铰链 HJ-35 ×2，我们可以这样处理：1\. 补发 铰链×2/);
    expect(said).toMatch(/方案有效到 \d+月\d+日/);
    expect(said).not.toMatch(/[{}]/);
  });
});
