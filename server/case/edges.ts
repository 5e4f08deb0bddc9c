import { stepOf } from './byHand.ts';
import { testsOf, type Condition } from './condition.ts';
import { noAnswer } from './effects.ts';
import type { Playbook, Way, Words } from './playbook.ts';
import type { Outcome } from './vocabulary.ts';

/** How a case passes from one step to the next: by an answer, by its loop limit, by silence, or because a step isn't needed. */
export type PassageKind = 'answer' | 'limit' | 'silence' | 'otherwise';

/** One edge of the flow, whoever looks at it: check, chart, manual page, walks. */
export type Passage = {
  readonly from: string;
  /** The answer as it stands in the journey; `no-answer` for silence, `otherwise` for a step passed over. */
  readonly answer: string;
  readonly kind: PassageKind;
  readonly label: Words;
  /** What the customer's button says, when it differs. */
  readonly customerLabel?: Words;
  readonly way: Way;
  /** A step, `end`, or `back`. */
  readonly to: string;
  readonly as?: Outcome;
  /** How often an answer may be given before its limit leads elsewhere. */
  readonly max?: number;
  /** Where it stands in the file. */
  readonly path: readonly string[];
};

export const silenceLabel: Words = { zh: '逾期未回复', en: 'No reply in time' };
export const otherwiseLabel: Words = { zh: '无需此步骤', en: 'Not needed' };

/** Every passage out of a step, answers first, in the file's order. */
export function passagesFrom(playbook: Playbook, stepName: string): readonly Passage[] {
  const step = stepOf(playbook, stepName);
  if (!step) return [];
  const passages: Passage[] = [];
  const at = ['steps', stepName];
  for (const [answer, edge] of Object.entries(step.answers)) {
    const path = [...at, 'answers', answer];
    passages.push({
      ...passage(stepName, answer, 'answer', edge.label, edge, path),
      ...(edge.max ? { max: edge.max } : {}),
      ...(edge.customerLabel ? { customerLabel: edge.customerLabel } : {}),
    });
    if (!edge.then) continue;
    const label = { zh: `${edge.label.zh}（已满 ${edge.max ?? 0} 次）`, en: `${edge.label.en} (after ${edge.max ?? 0} times)` };
    passages.push(passage(stepName, answer, 'limit', label, edge.then, [...path, 'then']));
  }
  if (step.waits?.then) passages.push(passage(stepName, noAnswer, 'silence', silenceLabel, step.waits.then, [...at, 'waits', 'then']));
  if (step.otherwise)
    passages.push(passage(stepName, 'otherwise', 'otherwise', otherwiseLabel, { to: step.otherwise }, [...at, 'otherwise']));
  return passages;
}

/** Every passage of the playbook. */
export function passagesOf(playbook: Playbook): readonly Passage[] {
  return Object.keys(playbook.steps).flatMap((step) => passagesFrom(playbook, step));
}

/** Steps at which a case can come in: the start, the universal escalation, the appeal. */
export function entrancesOf(playbook: Playbook): readonly string[] {
  return [...new Set([playbook.start, playbook.escalateTo, ...(playbook.appeal ? [playbook.appeal.step] : [])])];
}

/** Conditions of the playbook with their place in the file. */
export function conditionsOf(playbook: Playbook): readonly { condition: Condition; path: readonly (string | number)[] }[] {
  const found: { condition: Condition; path: (string | number)[] }[] = [];
  const add = (condition: Condition | undefined, ...path: (string | number)[]) => {
    if (condition) found.push({ condition, path });
  };
  for (const [name, step] of Object.entries(playbook.steps)) {
    add(step.when, 'steps', name, 'when');
    step.conditions?.forEach((each, i) => add(each.holds, 'steps', name, 'conditions', i, 'holds'));
    step.tasks?.forEach((each, i) => add(each.when, 'steps', name, 'tasks', i, 'when'));
    for (const [answer, edge] of Object.entries(step.answers)) {
      add(edge.when, 'steps', name, 'answers', answer, 'when');
      edge.tasks?.forEach((each, i) => add(each.when, 'steps', name, 'answers', answer, 'tasks', i, 'when'));
      edge.then?.tasks?.forEach((each, i) => add(each.when, 'steps', name, 'answers', answer, 'then', 'tasks', i, 'when'));
    }
    step.waits?.then?.tasks?.forEach((each, i) => add(each.when, 'steps', name, 'waits', 'then', 'tasks', i, 'when'));
  }
  playbook.registration.materials.forEach((each, i) => add(each.satisfiedBy, 'registration', 'materials', i, 'satisfiedBy'));
  playbook.turnsUp?.tasks.forEach((each, i) => add(each.when, 'turnsUp', 'tasks', i, 'when'));
  add(playbook.fastLane?.when, 'fastLane', 'when');
  return found;
}

/** The facts that this playbook asks for; the driver supplies each of them to `advance`. */
export function factsOf(playbook: Playbook): readonly string[] {
  const named = conditionsOf(playbook).flatMap(({ condition }) => testsOf(condition).map((test) => test.fact));
  return [...new Set(named)].sort();
}

function passage(from: string, answer: string, kind: PassageKind, label: Words, way: Way, path: readonly string[]): Passage {
  return { from, answer, kind, label, way, to: way.to, ...(way.as ? { as: way.as } : {}), path };
}
