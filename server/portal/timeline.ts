import { type JourneyRow, type Playbook, stepOf, type TheCase } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Words } from './words.ts';

export interface Mark {
  readonly words: string;
  /** When it was done, or since when it is in hand; null for what is still ahead. */
  readonly at: Date | null;
  readonly state: 'done' | 'now' | 'next';
}

/** A promise that the road ahead shows. */
export interface Ahead {
  readonly finishBy: string | null;
}

/**
 * The road so far in the customer's words, where it stands and since when (EX-4), and what comes next. Steps and answers without words for
 * customers (liability, approval) leave no mark; what a rule answered in the customer's name isn't told as theirs.
 */
export function timelineOf(
  playbook: Playbook,
  theCase: TheCase,
  journey: readonly JourneyRow[],
  words: Words,
  lang: Lang,
  ahead: Ahead,
): Mark[] {
  // What a system of the shop registered wasn't filed by the customer.
  const done: Mark[] = [{ words: theCase.channel === 'api' ? words.registered : words.reported, at: theCase.receivedAt, state: 'done' }];
  for (const row of journey) {
    const said = row.leftAt ? sayRow(playbook, row, words, lang) : null;
    if (said !== null && said !== done.at(-1)?.words) done.push({ words: said, at: row.leftAt, state: 'done' });
  }
  if (theCase.closedAt) return [...done, { words: words.outcomes[theCase.outcome ?? ''] ?? '', at: theCase.closedAt, state: 'done' }];
  const step = stepOf(playbook, theCase.step);
  const since = journey.findLast((row) => row.leftAt === null)?.enteredAt ?? null;
  const now: Mark = { words: (step?.customerTitle ?? step?.title)?.[lang] ?? '', at: since, state: 'now' };
  const next = nextOf(theCase.stage, words);
  return [
    ...done,
    now,
    ...(next ? [{ words: ahead.finishBy ? `${next}\n${words.finishBy(ahead.finishBy)}` : next, at: null, state: 'next' as const }] : []),
  ];
}

function sayRow(playbook: Playbook, row: JourneyRow, words: Words, lang: Lang): string | null {
  const step = stepOf(playbook, row.step);
  const edge = row.answer ? step?.answers[row.answer] : undefined;
  if (!edge?.customerLabel) return null;
  const isCustomers = edge.by ? edge.by.includes('customer') : (step?.by.includes('customer') ?? false);
  if (!isCustomers) return edge.customerLabel[lang];
  return row.byRule ? null : words.youSaid(edge.customerLabel[lang]);
}

function nextOf(stage: string, words: Words): string | null {
  switch (stage) {
    case 'verification':
    case 'review':
    case 'materials':
      return words.nextReview;
    case 'investigation':
    case 'liability':
    case 'remedy':
    case 'approval':
      return words.nextChoice;
    case 'choice':
      return words.nextShip;
    case 'fulfilment':
      return words.nextConfirm;
    default:
      return null;
  }
}
