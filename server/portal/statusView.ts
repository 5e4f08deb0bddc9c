import {
  calendarOf,
  clocksOf,
  type ClockRow,
  evidenceOf,
  type EvidenceRow,
  journeyOf,
  type JourneyRow,
  judge,
  loadFacts,
  type Playbook,
  playbookOf,
  readCase,
  roleFor,
  stepOf,
  testsOf,
  type TheCase,
} from '#case/contract.ts';
import { messagesOfCase } from '#channels/contract.ts';
import { type Shop, shopById } from '#commerce/contract.ts';
import { type CodStanding, standingOf } from '#customers/contract.ts';
import { whyNot } from '#appeal/contract.ts';
import {
  type Progress,
  progressOf,
  type PayoutForCustomer,
  payoutsOf,
  type ReturnedForCustomer,
  returnedOf,
} from '#fulfilment/contract.ts';
import { linesOf, sayLine } from '#intake/contract.ts';
import { type Actor, type Lang, systemActor } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { changesToObject } from '#investigation/contract.ts';
import { presentOffers } from '#remedy/contract.ts';
import { checklistOf, materialTitle, requestsOf, sayMaterial } from '#triage/contract.ts';
import { type UploadRow, uploadsOf } from './portalStore.ts';
import { sayTime } from './say.ts';
import { type Mark, timelineOf } from './timeline.ts';
import { wordsOf } from './words.ts';

/** An answer of the current step that the customer may give. */
export interface OwnAnswer {
  readonly answer: string;
  readonly label: string;
  readonly needsReason: boolean;
}

type Offer = Awaited<ReturnType<typeof presentOffers>>[number];

/** Everything that the status page shows, as the customer may read it: no liability, approval or recovery. */
export interface StatusView {
  readonly theCase: TheCase;
  readonly shop: Shop;
  readonly zone: string;
  readonly lang: Lang;
  readonly title: string;
  readonly goods: string;
  readonly reported: string;
  readonly headline: string;
  readonly lead: string;
  readonly timeline: readonly Mark[];
  readonly offer: Offer | null;
  /** The act that the current step awaits from the customer, if any. */
  readonly turn: 'choice' | 'materials' | 'confirmation' | 'answer' | null;
  readonly answers: readonly OwnAnswer[];
  readonly asked: readonly { readonly material: string; readonly title: string; readonly got: boolean }[];
  readonly progress: readonly Progress[];
  readonly returned: readonly ReturnedForCustomer[];
  readonly payouts: readonly PayoutForCustomer[];
  readonly messages: readonly { readonly at: Date; readonly body: string }[];
  readonly evidence: readonly EvidenceRow[];
  readonly uploads: readonly UploadRow[];
  /** Where the customer stands for cash on delivery (RE-6). */
  readonly standing: CodStanding;
  readonly may: {
    readonly add: boolean;
    readonly appeal: boolean;
    readonly reopen: boolean;
    readonly orderNo: boolean;
    readonly hurry: boolean;
    readonly withdraw: boolean;
    /** A change of shipping information that they were told of can still be taken back (FU-9). */
    readonly object: boolean;
  };
}

export function customerOf(caseId: string): Actor {
  return { kind: 'customer', id: caseId, caseId };
}

/** Loads and words one case for its customer (TA-5). */
export async function statusView(on: Reader, caseId: string, lang: Lang, now: Date): Promise<StatusView> {
  const read = await readCase(on, systemActor, caseId);
  if (!read.ok) throw new Error(`case ${caseId} of a link is not there`);
  const theCase = read.value;
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const shop = await shopById(on, theCase.shopId);
  if (!shop) throw new Error(`shop of case ${theCase.number} is not there`);
  const { zone } = await calendarOf(on, theCase.shopId);
  const [journey, clocks, lines, offers, progress, messages, evidence, uploads] = await Promise.all([
    journeyOf(on, caseId),
    clocksOf(on, caseId),
    linesOf(on, caseId, theCase.round),
    presentOffers(on, theCase, { actor: customerOf(caseId), lang }, now),
    progressOf(on, caseId, lang),
    messagesOfCase(on, caseId),
    evidenceOf(on, caseId),
    uploadsOf(on, { kind: 'customer', id: caseId }),
  ]);
  const returned = await returnedOf(on, { caseId, shopId: theCase.shopId, zone }, lang);
  const words = wordsOf(lang);
  const between = lang === 'zh' ? '、' : ', ';
  const turn = turnOf(playbook, theCase);
  const finish = clocks.find((clock) => clock.name === 'completion' && clock.state === 'running' && clock.dueAt);
  return {
    theCase,
    shop,
    zone,
    lang,
    title: (playbook.customerTitle ?? playbook.title)[lang],
    goods: [...new Set(lines.flatMap((line) => (line.goods ? [line.goods] : [])))].join(between),
    reported: lines.map(sayLine).join(between) || (playbook.problemTitles?.[theCase.problem]?.[lang] ?? ''),
    headline: headlineOf(playbook, theCase, journey, lang),
    lead: await leadOf(on, playbook, theCase, clocks, { zone, lang, now, turn, fetched: returned.some((each) => each.mayPostpone) }),
    timeline: timelineOf(playbook, theCase, journey, words, lang, { finishBy: finish?.dueAt ? sayTime(finish.dueAt, zone, lang) : null }),
    offer: turn === 'choice' ? (offers.find((each) => each.state === 'open') ?? null) : null,
    turn,
    answers: turn === 'answer' || turn === 'confirmation' ? await ownAnswers(on, playbook, theCase, lang, now) : [],
    asked: turn === 'materials' ? await askedOf(on, playbook, theCase, lang, now) : [],
    progress,
    returned,
    payouts: await payoutsOf(on, caseId, lang),
    messages: messages
      .filter((each) => each.direction === 'out' && each.body !== '' && !each.erasedAt)
      .map((each) => ({ at: each.at, body: each.body }))
      .toReversed(),
    evidence: evidence.filter((each) => each.byKind === 'customer'),
    uploads,
    standing: theCase.customerId ? await standingOf(on, theCase.customerId) : 'good',
    may: { ...mayOf(playbook, theCase, now), object: (await changesToObject(on, theCase)).length > 0 },
  };
}

function headlineOf(playbook: Playbook, theCase: TheCase, journey: readonly JourneyRow[], lang: Lang): string {
  const words = wordsOf(lang);
  if (theCase.closedAt) return words.outcomes[theCase.outcome ?? ''] ?? words.outcomes['resolved'] ?? '';
  const step = stepOf(playbook, theCase.step);
  const now = (step?.customerTitle ?? step?.title)?.[lang] ?? '';
  if (step?.act !== 'choice') return now;
  // Before somebody chooses they want to know what was found.
  const found = journey.findLast((row) => row.round === theCase.round && row.stage === 'investigation' && row.answer !== null);
  const finding = found ? playbook.steps[found.step]?.answers[found.answer ?? '']?.customerLabel?.[lang] : undefined;
  return finding ? words.joined(finding, now) : now;
}

/** What it means and by when: a promise of ours, or until when an answer is awaited. */
async function leadOf(
  on: Reader,
  playbook: Playbook,
  theCase: TheCase,
  clocks: readonly ClockRow[],
  at: { zone: string; lang: Lang; now: Date; turn: StatusView['turn']; fetched: boolean },
): Promise<string> {
  const words = wordsOf(at.lang);
  const join = (...parts: (string | undefined)[]) => parts.filter((part) => part).join(at.lang === 'zh' ? '' : ' ');
  if (theCase.closedAt) return join(words.outcomesLead[theCase.outcome ?? '']);
  const stage = words.stagesLead[theCase.stage];
  if (at.turn !== null) {
    const giveUp = clocks.find((clock) => clock.purpose === 'give-up' && clock.state === 'running' && clock.dueAt);
    const silence =
      at.turn === 'choice'
        ? (await presentOffers(on, theCase, { actor: customerOf(theCase.id), lang: at.lang }, at.now)).find((each) => each.state === 'open')
            ?.silenceMeans
        : undefined;
    const until = giveUp?.dueAt ? `${words.answerBy(sayTime(giveUp.dueAt, at.zone, at.lang))}${at.lang === 'zh' ? '；' : '. '}` : '';
    return silence ? `${until}${silence}` : join(until.replace(/；$/, '。').trim(), stage);
  }
  const waits = stepOf(playbook, theCase.step)?.waits?.for;
  if (waits === 'order') return words.orderPending;
  if (waits === 'goods') return at.fetched ? words.goodsFetched : words.goodsSent;
  // A clock that only waits for its message to be read has its answer on this very page.
  const due = clocks.find(
    (clock) => clock.purpose === 'deadline' && clock.state === 'running' && clock.tells === null && clock.dueAt && clock.dueAt > at.now,
  );
  return join(stage, due?.dueAt ? words.by(sayTime(due.dueAt, at.zone, at.lang)) : words.noHurry);
}

function turnOf(playbook: Playbook, theCase: TheCase): StatusView['turn'] {
  const step = stepOf(playbook, theCase.step);
  if (theCase.closedAt || !step?.by.includes('customer')) return null;
  if (step.act === 'choice') return 'choice';
  if (step.act === 'confirmation') return 'confirmation';
  if (step.waits?.for === 'materials') return 'materials';
  return step.act ? null : 'answer';
}

/** The answers of the current step that are the customer's to give now. */
export async function ownAnswers(on: Reader, playbook: Playbook, theCase: TheCase, lang: Lang, now: Date): Promise<OwnAnswer[]> {
  const step = stepOf(playbook, theCase.step);
  if (!step) return [];
  const own = Object.entries(step.answers).filter(
    ([, edge]) => roleFor(customerOf(theCase.id), edge.by ?? step.by) !== undefined && edge.customerLabel,
  );
  const facts = await loadFacts(
    on,
    theCase,
    own.flatMap(([, edge]) => (edge.when ? testsOf(edge.when).map((test) => test.fact) : [])),
    now,
  );
  return own
    .filter(([, edge]) => {
      const verdict = edge.when ? judge(edge.when, facts) : null;
      return verdict === null || (verdict.known && verdict.holds);
    })
    .map(([answer, edge]) => ({ answer, label: (edge.customerLabel ?? edge.label)[lang], needsReason: edge.reason === 'required' }));
}

/** What was asked for and isn't here yet; the whole checklist when nobody asked for anything in particular. */
async function askedOf(on: Reader, playbook: Playbook, theCase: TheCase, lang: Lang, now: Date): Promise<StatusView['asked'][number][]> {
  const requests = (await requestsOf(on, theCase.id)).filter((each) => each.state === 'asked');
  if (requests.length > 0)
    return requests.map((each) => ({ material: each.material, title: sayMaterial(playbook, each, lang), got: false }));
  const items = await checklistOf(on, theCase, playbook, now);
  return items.map((item) => ({ material: item.rule.id, title: materialTitle(playbook, item.rule.id, lang), got: item.satisfied }));
}

function mayOf(playbook: Playbook, theCase: TheCase, now: Date): Omit<StatusView['may'], 'object'> {
  const open = theCase.closedAt === null;
  const ended = !open && theCase.outcome !== 'merged';
  return {
    add: open,
    appeal: ended && whyNot(theCase, playbook.appeal?.levels ?? 0, now) === null,
    reopen: ended && theCase.reopenBy.includes('customer'),
    orderNo: (ended && theCase.reopenBy.includes('orderNo')) || (open && theCase.stage === 'verification' && theCase.orderId === null),
    hurry: open && theCase.waitingFor !== 'customer',
    withdraw: open,
  };
}
