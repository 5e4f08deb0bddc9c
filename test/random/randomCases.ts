import { appealRoutes } from '#appeal/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { noAnswer } from '#case/effects.ts';
import type { Playbook } from '#case/playbook.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { hour, minute } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { BodyIn, RouteSpec } from '#platform/wire.ts';
import { authority, playbookRoles } from '#staff/roles.ts';
import { requestOf } from '../../db/sample/requestOf.ts';
import { people, type Who } from '../cast.ts';
import type { Story } from '../stories/telling.ts';
import { actDrivers, moveDrivers, rolesToPeople } from '../walks/drivers.ts';
import { playbooksWalked, shippedPlaybook, type WalkedPlaybook } from '../walks/playbooksWalked.ts';
import { orderHere, type Walking } from '../walks/walker.ts';
import { type Chance, chanceOf } from './chance.ts';

/** What a run did, for its report and for the assertion that it did something. */
export interface Tally {
  steps: number;
  cases: number;
  closed: number;
  taken: Map<string, number>;
  refused: number;
  turnedAway: number;
  repeated: number;
  /** What must never happen, each with the seed and step that showed it. */
  wrong: string[];
}

interface Walker extends Walking {
  readonly walked: WalkedPlaybook;
}

const atOnce = 12;
/** Every reader's requests are counted; taking turns stays below the limit. */
const readers = ['operations', 'lead', 'lead2', 'agent', 'agent2', 'claims', 'logistics', 'reviewer', 'finance', 'executive'] as const;
let turn = 0;
const everybody = Object.keys(people) as Who[];

/**
 * Drives random actions by all roles through random playbooks: legal ones through the drivers of the walks, ones that a role
 * may not, the same request twice, moves off the road, silence and time. Every answer of the server is either taken or a
 * refusal with words; anything else is wrong. At its end every case that is open is closed by a move: no state is without a way out.
 */
export async function randomCases(story: Story, options: { seed: number; steps: number; only?: readonly string[] }): Promise<Tally> {
  const chance = chanceOf(options.seed);
  const books = playbooksWalked
    .filter((walked) => !options.only || options.only.includes(walked.name))
    .map((walked) => ({ walked, playbook: shippedPlaybook(walked.name) }));
  const tally: Tally = { steps: 0, cases: 0, closed: 0, taken: new Map(), refused: 0, turnedAway: 0, repeated: 0, wrong: [] };
  const open: Walker[] = [];
  const ended: Walker[] = [];
  while (tally.steps < options.steps) {
    tally.steps += 1;
    story.desk.clock.advance(minute);
    const note = (what: string): void => void tally.wrong.push(`seed ${options.seed}, step ${tally.steps}: ${what}`);
    if (open.length < atOnce) {
      const book = chance.pick(books);
      if (book) open.push(await begin(story, book.walked, book.playbook, chance, tally.cases));
      tally.cases += 1;
      continue;
    }
    const walker = chance.pick(open);
    if (!walker) continue;
    walker.seen = await look(walker);
    if (walker.seen.closedAt !== null) {
      open.splice(open.indexOf(walker), 1);
      ended.push(walker);
      tally.closed += 1;
      continue;
    }
    const dice = chance.next();
    if (dice < 0.6) await attempt(walker, tally, note, () => answer(walker, chance, tally));
    else if (dice < 0.72) await turnedAway(walker, chance, tally, note);
    else if (dice < 0.78) await twice(walker, tally, note);
    else if (dice < 0.84) await attempt(walker, tally, note, () => moveOff(walker, chance));
    else if (dice < 0.92) await timePasses(story, chance, note);
    else await attempt(walker, tally, note, () => comeBack(chance.pick(ended), story));
  }
  await story.desk.settle();
  for (const walker of open) await closes(walker, tally, options.seed);
  return tally;
}

async function begin(story: Story, walked: WalkedPlaybook, playbook: Playbook, chance: Chance, n: number): Promise<Walker> {
  const number = `2611${String(30_000_000 + n)}`;
  const order = walked.order === 'none' ? undefined : (walked.order?.([]) ?? {});
  if (order) await orderHere(story, number, order);
  const told = await story.report({
    orderNo: order ? number : '',
    shopId: story.desk.cast.shop,
    handles: [{ kind: 'phone', value: `199${String(50_000_000 + n)}` }],
    take: chance.next() < 0.7,
    ...walked.report([]),
  });
  const walker: Walker = { story, playbook, walked, told, orderNo: number, acted: new Set(), seen: await look({ told }), does };
  return walker;

  function does<S extends RouteSpec>(who: Who, spec: S, body: BodyIn<S>) {
    return story.desk.as(who).ok(spec, { params: { caseId: told.id }, version: walker.seen.version, body } as never);
  }
}

function look({ told }: Pick<Walker, 'told'>): Promise<Walker['seen']> {
  turn += 1;
  return told.now(readers[turn % readers.length]);
}

/** Runs something that may be refused with words; a fault of the server is wrong. */
async function attempt(walker: Walker, tally: Tally, note: (what: string) => void, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const status = Number(/: (\d{3}) \{/.exec(said)?.[1] ?? 0);
    if (status >= 500) note(`${walker.playbook.playbook} at ${walker.seen.current?.step ?? 'its end'}: ${said.slice(0, 300)}`);
    else if (status >= 400 && !/"title":"|"detail":"/.test(said)) note(`a refusal without words: ${said.slice(0, 300)}`);
    else if (status === 0 && !/^(nothing|neither|nobody|no )/.test(said)) note(`${walker.playbook.playbook}: ${said.slice(0, 300)}`);
    tally.refused += 1;
  }
}

/** One of the present step's answers, through the act that gives it, by somebody whose part it is. */
async function answer(walker: Walker, chance: Chance, tally: Tally): Promise<void> {
  const { seen, playbook, story } = walker;
  const { current } = seen;
  if (!current) return;
  const step = playbook.steps[current.step];
  const chosen = chance.pick(current.answers);
  if (!chosen) return;
  const edge = step?.answers[chosen.answer];
  const who = chance.pick(
    (edge?.by ?? step?.by ?? ['operations'])
      .flatMap((role) => rolesToPeople[role] ?? [])
      .filter((each) => !step?.another || !walker.acted.has(each)),
  );
  if (!who) return;
  const leg = { kind: 'answer' as const, from: current.step, answer: chosen.answer, to: edge?.to ?? 'end' };
  walker.acted.add(who);
  if (step?.act && edge && !edge.direct) await actDrivers[step.act]?.(walker, leg as never, who, undefined);
  else if (step?.waits?.for === 'materials' && edge && !edge.by) await moveDrivers.materials(walker, who);
  else if (step?.waits?.for === 'order' && seen.orderId === null) await orderHere(story, walker.orderNo);
  else await walker.does(who, caseRoutes.answer, { step: current.step, answer: chosen.answer, reason: '客户电话里说的' });
  const name = `${playbook.playbook} ${current.step}.${chosen.answer}`;
  tally.taken.set(name, (tally.taken.get(name) ?? 0) + 1);
  if (chance.next() < 0.15) await story.desk.settle();
}

/** Somebody whose part it isn't answers all the same: refused, and nothing has changed. */
async function turnedAway(
  { seen, story, told, playbook }: Walker,
  chance: Chance,
  tally: Tally,
  note: (what: string) => void,
): Promise<void> {
  const { current } = seen;
  const chosen = current?.answers[0];
  if (!current || !chosen) return;
  const by = playbook.steps[current.step]?.answers[chosen.answer]?.by ?? current.by;
  const strangers = everybody.filter((who) => {
    const { role } = people[who];
    if (who === 'stranger') return true;
    const acts = authority[role]['case.answer'] !== undefined;
    // What the customer says is recorded by any agent.
    const part =
      playbookRoles[role].some((each) => by.includes(each)) || (by.includes('customer') && playbookRoles[role].includes('service'));
    return !acts || !part;
  });
  const who = chance.pick(strangers);
  if (!who) return;
  const sent = await story.desk.as(who).send(caseRoutes.answer, {
    params: { caseId: told.id },
    version: seen.version,
    body: { step: current.step, answer: chosen.answer, reason: '不该由我来' },
  });
  const { version } = await look({ told });
  if (sent.status < 400 || version !== seen.version)
    note(`${who} answered ${playbook.playbook} ${current.step}.${chosen.answer}: ${sent.status}`);
  else if (sent.status >= 500) note(`${who} at ${current.step}: ${sent.status} ${JSON.stringify(sent.body).slice(0, 200)}`);
  tally.turnedAway += 1;
}

/** The same request with the same key twice: one effect, one answer. */
async function twice({ seen, story, told }: Walker, tally: Tally, note: (what: string) => void): Promise<void> {
  const { app, cast } = story.desk;
  const asked = { params: { caseId: told.id }, version: seen.version, body: { move: 'escalate', reason: '拿不准' } };
  const request = requestOf(caseRoutes.move, asked as never, { cookie: cast.cookie('operations'), key: newId() });
  const [first, second] = [await app.inject(request), await app.inject(request)];
  if (first.statusCode >= 500) note(`escalate: ${first.statusCode} ${first.body.slice(0, 200)}`);
  if (first.statusCode === 200 && first.body !== second.body) note(`the same request twice: ${first.body} and ${second.body}`);
  const { version } = await look({ told });
  if (first.statusCode === 200 && version !== seen.version + 1) note(`the same request twice made versions ${seen.version} → ${version}`);
  tally.repeated += 1;
}

async function moveOff(walker: Walker, chance: Chance): Promise<void> {
  const move = chance.pick(['withdraw', 'leave', 'escalate'] as const) ?? 'leave';
  await walker.does('operations', caseRoutes.move, { move, reason: '主管决定' });
}

/** Time goes by, and with it clocks, reminders and givings-up. */
async function timePasses(story: Story, chance: Chance, note: (what: string) => void): Promise<void> {
  const hours = chance.pick([1, 3, 9, 26, 80]) ?? 1;
  await story.desk.later(hours * hour).catch((error: unknown) => note(`${hours} h later (${noAnswer}?): ${String(error).slice(0, 300)}`));
}

/** An ended case is appealed, reopened or hurried. */
async function comeBack(walker: Walker | undefined, { desk }: Story): Promise<void> {
  if (!walker) return;
  walker.seen = await look(walker);
  if (walker.seen.closedAt === null) return void (await walker.does('agent', intakeRoutes.hurry, { words: '怎么还没处理' }));
  if (walker.seen.appealUntil && Date.parse(walker.seen.appealUntil) > desk.clock.now().getTime())
    return void (await walker.does('agent', appealRoutes.file, { reason: '不认同这个结论' }));
  await walker.does('agent', caseRoutes.reopen, { because: 'customer' });
}

/** Whatever state it is in, a case can be led out of it by hand. */
async function closes(walker: Walker, tally: Tally, seed: number): Promise<void> {
  walker.seen = await look(walker);
  if (walker.seen.closedAt !== null) return;
  const at = walker.seen.current?.step ?? 'nowhere';
  try {
    await walker.does('operations', caseRoutes.move, { move: 'withdraw', reason: '客户撤回' });
  } catch (error) {
    tally.wrong.push(`seed ${seed}: no way out of ${walker.playbook.playbook} ${at}: ${String(error).slice(0, 300)}`);
  }
}
