import { type DryCase, dryStep, factsToWalk, inputOf, newDryCase } from '#case/dryRun.ts';
import { type Input, noAnswer } from '#case/effects.ts';
import { type Leg, nameOf, type Walk } from '#case/paths.ts';
import type { Playbook } from '#case/playbook.ts';
import { caseRoutes } from '#case/wire.ts';
import type { OrderGiven } from '#commerce/wire.ts';
import { minute } from '#platform/clock.ts';
import type { Answer, BodyIn, RouteSpec } from '#platform/wire.ts';
import type { Who } from '../cast.ts';
import type { Story, Told } from '../stories/telling.ts';
import { actDrivers, moveDrivers, rolesToPeople } from './drivers.ts';
import type { WalkedPlaybook } from './playbooksWalked.ts';

type Seen = Answer<typeof caseRoutes.read>;

/** A case on its way along a walk, as the drivers see it. */
export interface Walking {
  readonly story: Story;
  readonly playbook: Playbook;
  readonly told: Told;
  readonly orderNo: string;
  /** Who has done something in it: another person decides an appeal. */
  readonly acted: Set<Who>;
  /** The case as it was read last. */
  seen: Seen;
  /** Acts on the case with the version as it was read last. */
  does<S extends RouteSpec>(who: Who, spec: S, body: BodyIn<S>): Promise<Answer<S>>;
}

/** Every reader's requests are counted; taking turns stays below the limit. */
const readers = ['operations', 'lead', 'lead2', 'agent', 'agent2', 'administrator', 'logistics'] as const;
let turn = 0;
let orders = 0;

/**
 * Registers a case and leads it along a walk through the real API, each step answered through the route of its act, waits
 * ended by what they wait for, silence by the clock. Throws at the first step at which the case doesn't stand where the pure
 * dry run says, or is open without a clock. Answers the case, which stays open when the walk is only the beginning of one.
 */
export async function walkThroughApi(story: Story, playbook: Playbook, walked: WalkedPlaybook, walk: Walk): Promise<Told> {
  const walking = await begin(story, playbook, walked, walk);
  let dry = take(playbook, newDryCase, { kind: 'enter' }, walk[0], story.desk.clock.now());
  let at = walk[0]?.kind === 'otherwise' ? 1 : 0;
  check(walking.seen, dry, 'registered');
  while (at < walk.length) {
    const leg = walk[at] as Leg;
    // Nobody does two things in the same moment; what was chosen last is told by its time.
    story.desk.clock.advance(minute);
    const shown = walk
      .slice(0, at + 1)
      .map(nameOf)
      .join(' ');
    await actOn(walking, walked, leg, walk[at + 1]).catch((error: unknown) => {
      throw new Error(`${shown}: ${String(error)}`, { cause: error });
    });
    at += 1;
    dry = take(playbook, dry, inputOf(playbook, leg), walk[at], story.desk.clock.now());
    if (walk[at]?.kind === 'otherwise') at += 1;
    walking.seen = await look(walking);
    // What the system answers by itself in the same breath: points are granted when they are due.
    while (!standsAt(walking.seen, dry) && answersItself(playbook, walk[at])) {
      dry = take(playbook, dry, inputOf(playbook, walk[at] as Leg), walk[at + 1], story.desk.clock.now());
      at += 1;
    }
    check(walking.seen, dry, shown);
  }
  return walking.told;
}

async function begin(story: Story, playbook: Playbook, walked: WalkedPlaybook, walk: Walk): Promise<Walking> {
  orders += 1;
  const order = walked.order === 'none' ? undefined : (walked.order?.(walk) ?? {});
  const awaitsOrder = walk.some((leg) => playbook.steps[leg.from]?.waits?.for === 'order');
  const pending = awaitsOrder && walk[0]?.kind === 'otherwise';
  // A number that has the shop's form but isn't here yet is pending at once; one of another form only when somebody says so.
  const orderNo = awaitsOrder && !pending ? `QM-${orders}` : `261115${String(orders).padStart(8, '0')}`;
  if (order && !awaitsOrder) await orderHere(story, orderNo, order);
  const phone = `199${String(orders).padStart(8, '0')}`;
  const told = await story.report({
    orderNo: order ? orderNo : '',
    shopId: story.desk.cast.shop,
    handles: [{ kind: 'phone', value: phone }],
    ...walked.report(walk),
  });
  const walking: Walking = { story, playbook, told, orderNo, acted: new Set(), seen: await told.now(), does };
  return walking;

  function does<S extends RouteSpec>(who: Who, spec: S, body: BodyIn<S>): Promise<Answer<S>> {
    return story.desk.as(who).ok(spec, { params: { caseId: told.id }, version: walking.seen.version, body } as never);
  }
}

/** The order comes in: its buyer has nothing else with us. */
export function orderHere(story: Story, orderNo: string, more: Partial<OrderGiven> = {}): Promise<void> {
  return story.order(orderNo, { contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` }, ...more });
}

function look(walking: Walking): Promise<Seen> {
  turn += 1;
  return walking.told.now(readers[turn % readers.length]);
}

async function actOn(walking: Walking, walked: WalkedPlaybook, leg: Leg, next: Leg | undefined): Promise<void> {
  const { playbook, story } = walking;
  await walked.arrange?.(walking, next?.kind === 'otherwise' ? next : leg);
  if (leg.kind === 'appeal') return moveDrivers.appeal(walking);
  if (leg.answer === noAnswer) return stayQuiet(walking);
  const step = playbook.steps[leg.from];
  const edge = step?.answers[leg.answer];
  if (!step || !edge) throw new Error(`${nameOf(leg)} is no answer`);
  if (step.act === 'execution' && leg.answer === 'objected') return moveDrivers.objects(walking);
  const who = whoActs(walking, edge.by ?? step.by, step.another ?? false);
  if (step.act && !edge.direct) {
    const drive = actDrivers[step.act];
    if (!drive) throw new Error(`nobody drives the act ${step.act}`);
    return drive(walking, leg, who, next);
  }
  if (step.waits?.for === 'order' && walking.seen.orderId === null && edge.to !== 'end') {
    await orderHere(story, walking.orderNo);
    return story.desk.settle();
  }
  if (step.waits?.for === 'materials' && !edge.by) return moveDrivers.materials(walking, who);
  const answer = async (): Promise<void> => {
    await walking.does(who, caseRoutes.answer, { step: leg.from, answer: leg.answer, reason: '客户电话里说的' });
  };
  return edge.with !== undefined && next?.answer === 'failed' ? moveDrivers.withNobody(walking, answer) : answer();
}

/** Nobody answers until the step gives up. */
async function stayQuiet(walking: Walking): Promise<void> {
  const { seen, story } = walking;
  // What is to be fetched at the door is ours to end: nobody waits for the customer.
  if (seen.waitingFor === 'goods' && (await moveDrivers.givesUpFetching(walking))) return;
  const due = seen.clocks.find((clock) => clock.purpose === 'give-up' && clock.state === 'running')?.dueAt;
  if (!due) throw new Error('nothing ends this silence');
  await story.desk.later(Date.parse(due) - story.desk.clock.now().getTime() + minute);
}

function whoActs(walking: Walking, by: readonly string[], another: boolean): Who {
  const able = by.flatMap((role) => rolesToPeople[role] ?? []);
  // Who decides afresh is taken from the end, so that the few whom appeals need are spared.
  const who = another ? able.findLast((each) => !walking.acted.has(each)) : able[0];
  if (!who) throw new Error(`nobody of the cast is ${by.join(' or ')}`);
  walking.acted.add(who);
  return who;
}

function take(playbook: Playbook, dry: DryCase, input: Input, next: Leg | undefined, now: Date): DryCase {
  const given = input.kind === 'answer' ? { from: dry.position.step, answer: input.answer } : undefined;
  const taken = dryStep(playbook, dry, input, factsToWalk(playbook, next?.kind === 'otherwise' ? next.from : undefined, given), now);
  if (!taken.ok) throw new Error(`the dry run refuses ${JSON.stringify(input)}: ${taken.refused.code}`);
  return taken.dry;
}

function answersItself(playbook: Playbook, leg: Leg | undefined): boolean {
  return leg?.kind !== 'appeal' && leg !== undefined && playbook.steps[leg.from]?.by.includes('system') === true;
}

function standsAt(seen: Seen, dry: DryCase): boolean {
  return placeOf(seen) === placeOfDry(dry);
}

const placeOf = ({ outcome, current, round, journey }: Seen): string =>
  JSON.stringify([
    outcome ?? current?.step ?? 'nowhere',
    round,
    journey.map((row) => [row.step, row.answer === 'passed' ? 'otherwise' : row.answer]),
  ]);

const placeOfDry = ({ position, journey }: DryCase): string =>
  JSON.stringify([position.ended ?? position.step, position.round, journey.map((row) => [row.step, row.answer])]);

function check(seen: Seen, dry: DryCase, walked: string): void {
  if (!standsAt(seen, dry)) throw new Error(`after ${walked} the case is at ${placeOf(seen)}, the dry run at ${placeOfDry(dry)}`);
  const ticking = seen.clocks.some((clock) => ['running', 'paused', 'overdue'].includes(clock.state));
  if (seen.closedAt === null && !ticking) throw new Error(`after ${walked} the case is open and no clock runs`);
}
