import {
  clocksOf,
  fillWords,
  hasDecided,
  journeyOf,
  type JourneyRow,
  type Playbook,
  playbookOf,
  presentClock,
  calendarOf,
  roleFor,
  type TheCase,
} from '#case/contract.ts';
import { openMoneyOf } from '#fulfilment/contract.ts';
import { isSubject, moneyEffect } from '#remedy/contract.ts';
import { may, namesOf } from '#staff/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { type AppealRow, appealsOf, decidersOf } from './appealStore.ts';
import { evidenceViews, isIntact } from './evidence.ts';
import type { Answer } from '#platform/wire.ts';
import type { appealRoutes, AppealView } from './wire.ts';

/** The appeals of a case and whether another one can be filed; when not, why, and where the customer can turn instead. */
export async function presentAppeals(
  on: Reader,
  theCase: TheCase,
  actor: Actor,
  lang: Lang,
  now: Date,
): Promise<Answer<typeof appealRoutes.read>> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const rows = await appealsOf(on, theCase.id);
  const journey = await journeyOf(on, theCase.id);
  const items = await Promise.all(rows.map((row) => present(on, { theCase, playbook, journey, row, actor, lang, now })));
  return { items, admissible: await admissibleNow(on, theCase, playbook, lang, now) };
}

/** Whether an appeal can be filed now (TA-3): the same conditions in the same order as filing it. */
async function admissibleNow(
  on: Reader,
  theCase: TheCase,
  playbook: Playbook,
  lang: Lang,
  now: Date,
): Promise<Answer<typeof appealRoutes.read>['admissible']> {
  const rule = playbook.appeal;
  const levels = rule?.levels ?? 0;
  const why = whyNot(theCase, levels, now);
  const words = rule && why !== null && why !== 'not-ended' ? playbook.messages[rule.exhausted]?.[lang] : undefined;
  return {
    may: why === null,
    why,
    until: theCase.appealUntil?.toISOString() ?? null,
    level: Math.min(theCase.appeals + 1, Math.max(levels, 1)),
    levels,
    outside: why === 'appeals-exhausted' && words ? await fillWords(on, theCase, words, lang, now) : null,
  };
}

/** The refusal that filing would meet; null: it may be filed. Pure. */
export function whyNot(theCase: Pick<TheCase, 'closedAt' | 'appealUntil' | 'appeals'>, levels: number, now: Date): string | null {
  if (!theCase.closedAt) return 'not-ended';
  if (theCase.appealUntil) return now > theCase.appealUntil ? 'appeal-too-late' : null;
  return levels > 0 && theCase.appeals >= levels ? 'appeals-exhausted' : 'appeal-not-allowed';
}

interface Around {
  readonly theCase: TheCase;
  readonly playbook: Playbook;
  readonly journey: readonly JourneyRow[];
  readonly row: AppealRow;
  readonly actor: Actor;
  readonly lang: Lang;
  readonly now: Date;
}

async function present(on: Reader, around: Around): Promise<AppealView> {
  const { theCase, playbook, row, actor, lang } = around;
  const { evidence, added } = await evidenceViews(on, row);
  const open = row.decision === null && theCase.closedAt === null && row.round === theCase.round;
  const step = open ? playbook.steps[theCase.step] : undefined;
  const stands = step?.act === 'appeal-decision';
  const { zone } = await calendarOf(on, theCase.shopId);
  const clocks = open
    ? (await clocksOf(on, theCase.id)).filter(
        (each) => each.purpose === 'deadline' && playbook.clocks[each.name]?.from === 'appealed' && each.round === row.round,
      )
    : [];
  const barred = actor.kind === 'staff' && ((await hasDecided(on, theCase.id, actor.id)) || (await isSubject(on, theCase.id, actor)));
  return {
    id: row.id,
    level: row.level,
    levels: playbook.appeal?.levels ?? row.level,
    round: row.round,
    state: row.decision ? 'decided' : 'open',
    reason: row.reason,
    filedAt: row.filedAt.toISOString(),
    filedBy: row.byKind,
    first: await firstDecision(on, around),
    evidence,
    hash: row.hash,
    intact: await isIntact(on, row),
    added,
    reviewer: row.reviewerId ? { id: row.reviewerId, name: row.reviewer ?? '' } : null,
    mine: stands && may(actor, 'appeal.decide') && roleFor(actor, step.by) !== undefined && !barred,
    clocks: clocks.map((clock) => presentClock(clock, lang, zone)),
    answers: stands ? Object.entries(step.answers).map(([answer, edge]) => ({ answer, label: edge.label[lang] })) : [],
    effect: stands ? await effectOf(on, theCase, lang, around.now) : null,
    decision: row.decision && {
      ...row.decision,
      label: playbook.steps[row.decision.step]?.answers[row.decision.answer]?.label[lang] ?? row.decision.answer,
    },
  };
}

async function firstDecision(on: Reader, { playbook, journey, row, theCase, lang }: Around): Promise<AppealView['first']> {
  const at = journey.findIndex((each) => each.id === row.journeyId);
  const decided = journey[at];
  if (!decided) throw new Error(`the decision that appeal ${row.id} is about is not in the journey`);
  const step = playbook.steps[decided.step];
  const answer = decided.answer ?? '';
  const names = await namesOf(on, decided.byKind === 'staff' && decided.byId ? [decided.byId] : []);
  const before = new Set(journey.slice(0, at + 1).flatMap((each) => (each.byKind === 'staff' && each.byId ? [each.byId] : [])));
  return {
    outcome: row.outcome,
    step: decided.step,
    stepTitle: step?.title[lang] ?? decided.step,
    answer,
    label: step?.answers[answer]?.label[lang] ?? answer,
    reason: decided.reason,
    by: names.get(decided.byId ?? '') ?? null,
    at: decided.leftAt?.toISOString() ?? null,
    deciders: (await decidersOf(on, theCase.id)).filter((each) => before.has(each.id)).map((each) => each.name),
  };
}

/** What a changed outcome would add to what was given (TA-3), with what of it could still be taken back. */
async function effectOf(on: Reader, theCase: TheCase, lang: Lang, now: Date): Promise<AppealView['effect']> {
  const { given, givenFen, options } = await moneyEffect(on, theCase, lang, now);
  const open = await openMoneyOf(on, theCase.id);
  return {
    given: given.map(({ remedy, fen, points }) => ({ remedy: remedy ?? '', fen, points })),
    givenFen,
    openFen: open.reduce((sum, task) => sum + (task.amountFen ?? 0), 0),
    options: options.map((option) => ({ ...option })),
  };
}
