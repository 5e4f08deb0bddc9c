import {
  knowsProblem,
  type NewCase,
  nextCaseSeq,
  openCase,
  type Playbook,
  playbookInForce,
  playbookNames,
  type TheCase,
  tellOf,
  takeFastLane,
} from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Owner } from '#platform/uploads.ts';
import { addMaterials } from './addMaterials.ts';
import { type Duplicate, type Matter, matterNeedsNobody, openDuplicates } from './duplicates.ts';
import { findOrder, type Place } from './findOrder.ts';
import { insertLines, insertReport, lockMatter, relate } from './intakeStore.ts';
import { type Line, resolveLines, worthOf } from './lines.ts';
import { checkRegistered, type Registered } from './registered.ts';
import { isOwnProblem } from './problems.ts';
import { whoReports } from './whoReports.ts';
import type { Registration } from './wire.ts';

/** First line of the words that lists show, in characters. */
const summaryLength = 200;

/**
 * Registers a report of any channel as a case (IN-1 to IN-11): finds shop and order, the person, the lines on the order;
 * refuses what the playbook requires and nobody gave; recognises the same matter already open; starts the journey, with
 * clocks from `receivedAt`. Refusals: `which-shop`, `shop-needed`, `received-in-future`, `no-playbook-for-problem`,
 * `fields-missing` and the other faults of fields, `line-not-of-order`, `more-than-sold`, `duplicate` (data.cases), `file-not-yours`.
 * @param options.owner whose uploads the materials are, when not the actor's own (a draft on the portal)
 * @param options.place what `findOrder` found, when the caller has asked already
 */
export async function registerReport(
  command: Command,
  given: Registration,
  { place: found, ...options }: { owner?: Owner; place?: Result<Place> } = {},
): Promise<Result<TheCase>> {
  const receivedAt = given.receivedAt ? new Date(given.receivedAt) : command.now;
  if (receivedAt > command.now) return refuse('received-in-future', { field: 'receivedAt' });
  const place = found ?? (await findOrder(command, given));
  if (!place.ok) return place;
  const playbook = await playbookFor(command, given, place.value.shop.id);
  if (!playbook.ok) return playbook;
  const lines = resolveLines(place.value.order, given.lines, given.problem);
  if (!lines.ok) return lines;
  const strange = lines.value.find((line) => !knowsProblem(playbook.value.problems, line.problem));
  if (strange) return refuse('problem-not-of-playbook', { field: 'lines', data: { problem: strange.problem } });
  // Locked before anything is looked at; what is looked at then goes out together.
  const early = matterOf(given, place.value, null);
  const byOrder = matterNeedsNobody(playbook.value, early);
  if (byOrder) await lockMatter(command.tx, early);
  const [person, sameMatter, seq] = await Promise.all([
    whoReports(command, given, place.value),
    byOrder ? openDuplicates(command.tx, playbook.value, early) : undefined,
    nextCaseSeq(command.tx),
  ]);
  if (!person.ok) return person;
  const { customerId, ...known } = person.value;
  const registered = checkRegistered(playbook.value, given, { orderNo: place.value.orderNo, ...known }, lines.value);
  if (!registered.ok) return registered;
  return open(command, given, {
    place: place.value,
    playbook: playbook.value,
    lines: lines.value,
    registered: registered.value,
    customerId,
    receivedAt,
    seq,
    sameMatter,
    ...options,
  });
}

/**
 * Registers and takes the fast lane in one transaction (RE-10). Refused `fast-lane-not-offered` with the limits that
 * failed; the whole command is rolled back then, so that nothing is half-saved.
 */
export async function fastRegister(command: Command, given: Registration & { remedy?: string | undefined }): Promise<Result<TheCase>> {
  const registered = await registerReport(command, given);
  if (!registered.ok) return registered;
  return takeFastLane(command, registered.value, given.remedy ? { remedy: given.remedy } : {});
}

interface Checked {
  readonly place: Place;
  readonly playbook: Playbook;
  readonly lines: readonly Line[];
  readonly registered: Registered;
  readonly customerId: string;
  readonly receivedAt: Date;
  readonly seq: number;
  /** Open cases of the same matter, when its lock is held already. */
  readonly sameMatter: readonly Duplicate[] | undefined;
  readonly owner?: Owner;
}

async function open(command: Command, given: Registration, checked: Checked): Promise<Result<TheCase>> {
  const { place, playbook } = checked;
  const duplicates = checked.sameMatter ?? (await lockAndLook(command, playbook, matterOf(given, place, checked.customerId)));
  if (duplicates.length > 0 && !given.despiteDuplicate)
    return refuse('duplicate', { data: { cases: duplicates.map((each) => ({ ...each })) } });
  let brought: Result<number> = ok(0);
  const opened = await openCase(command, newCaseOf(command, given, checked), async (theCase) => {
    await insertReport(command, theCase, {
      ...given,
      registered: checked.registered,
      customerId: checked.customerId,
      receivedAt: checked.receivedAt,
      wish: wishOf(checked.registered),
    });
    await insertLines(command, theCase, checked.lines, place.order);
    brought = await addMaterials(command, theCase, given.materials, checked.owner);
    for (const each of duplicates) await relate(command, theCase.id, each.caseId, 'duplicates', given.despiteDuplicate?.reason ?? null);
    await tellOf(command, theCase, {
      kind: 'report.written',
      data: {
        lines: checked.lines.length,
        value: worthOf(checked.lines, 0),
        order: place.order ? 'matched' : place.pending ? 'pending' : 'unknown',
        duplicates: duplicates.length,
      },
    });
  });
  return brought.ok ? opened : brought;
}

/** Two reports of one matter at the same moment: the second waits here and then sees the first. */
async function lockAndLook(command: Command, playbook: Playbook, matter: Matter): Promise<Duplicate[]> {
  await lockMatter(command.tx, matter);
  return openDuplicates(command.tx, playbook, matter);
}

function matterOf(given: Registration, { shop, order, orderNo }: Place, customerId: string | null): Matter {
  return { shopId: shop.id, orderId: order?.id ?? null, orderNo, problem: given.problem, customerId };
}

function newCaseOf(command: Command, given: Registration, { place, playbook, registered, customerId, receivedAt, seq }: Checked): NewCase {
  const taker = given.take && command.actor.kind === 'staff' ? command.actor : undefined;
  return {
    id: newId(command.now.getTime()),
    seq,
    shopId: place.shop.id,
    playbook: playbook.playbook,
    problem: given.problem,
    channel: given.channel,
    receivedAt,
    customerId,
    orderId: place.order?.id ?? null,
    orderNo: place.orderNo,
    wish: wishOf(registered),
    ownerId: taker?.id ?? null,
    teamId: taker?.teamIds[0] ?? null,
    priority: 0,
    summary: summaryOf(given.words),
  };
}

/** The playbook that was asked for, else the first in force for this shop that knows the problem: one of its own before one for every shop. */
async function playbookFor(command: Command, given: Registration, shopId: string): Promise<Result<Playbook>> {
  const names = given.playbook ? [given.playbook] : await playbookNames(command.tx, shopId);
  for (const name of names) {
    const inForce = await playbookInForce(command.tx, name, shopId);
    if (inForce && (await handles(command, inForce.playbook, given.problem))) return ok(inForce.playbook);
    if (given.playbook)
      return inForce
        ? refuse('problem-not-of-playbook', { field: 'problem', data: { problem: given.problem } })
        : refuse('unknown-playbook', { field: 'playbook', data: { playbook: given.playbook } });
  }
  return refuse('no-playbook-for-problem', { field: 'problem', data: { problem: given.problem } });
}

/** Listed, or added by an operator below a listed one (IN-4). */
async function handles(command: Command, { problems }: Playbook, problem: string): Promise<boolean> {
  return problems.includes(problem) || (knowsProblem(problems, problem) && (await isOwnProblem(command.tx, problem)));
}

function wishOf(registered: Registered): string | null {
  return typeof registered['wish'] === 'string' ? registered['wish'] : null;
}

function summaryOf(words: string): string {
  const line = words.split('\n').find((each) => each.trim() !== '') ?? '';
  const letters = Array.from(line.trim());
  return letters.length > summaryLength ? `${letters.slice(0, summaryLength - 1).join('')}…` : letters.join('');
}
