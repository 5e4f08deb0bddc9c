import { entrancesOf, passagesFrom, passagesOf, type Passage } from './edges.ts';
import { faultAt, type Fault, type Source } from './faults.ts';
import type { Playbook } from './playbook.ts';

/** The steps as a whole: every one reachable, none without a way to an end, no loop that turns by itself, a fast lane that runs. */
export function checkFlow(playbook: Playbook, source: Source): Fault[] {
  return [
    ...unreachable(playbook, source),
    ...deadEnds(playbook, source),
    ...endlessLoops(playbook, source),
    ...fastLane(playbook, source),
    ...turnsUp(playbook, source),
  ];
}

function unreachable(playbook: Playbook, source: Source): Fault[] {
  const reached = reachable(playbook, entrancesOf(playbook));
  return Object.keys(playbook.steps)
    .filter((step) => !reached.has(step))
    .map((step) => faultAt(source, ['steps', step], 'unreachable', `步骤“${step}”无法到达`, `no way leads to step "${step}"`));
}

function deadEnds(playbook: Playbook, source: Source): Fault[] {
  const passages = passagesOf(playbook);
  const alive = new Set<string>(passages.filter((each) => each.to === 'end').map((each) => each.from));
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from, to } of passages) {
      if (alive.has(from) || !alive.has(to)) continue;
      alive.add(from);
      grown = true;
    }
  }
  return Object.keys(playbook.steps)
    .filter((step) => !alive.has(step))
    .map((step) =>
      faultAt(source, ['steps', step], 'dead-end', `从步骤“${step}”无法走到结案`, `from step "${step}" no way leads to an end`),
    );
}

/** A loop is fine when someone or something outside decides in it, or when it has a limit. */
function endlessLoops(playbook: Playbook, source: Source): Fault[] {
  const turnsByItself = (passage: Passage): boolean => {
    if (passage.kind === 'otherwise') return true;
    const step = playbook.steps[passage.from];
    return passage.kind === 'answer' && !passage.max && !step?.waits && Boolean(step?.by.every((role) => role === 'system'));
  };
  const loose = passagesOf(playbook).filter(turnsByItself);
  const next = (step: string) => loose.filter((each) => each.from === step).map((each) => each.to);
  return [...new Set(loose.map((each) => each.from))]
    .filter((step) => closure(next(step), next).has(step))
    .map((step) =>
      faultAt(
        source,
        ['steps', step],
        'endless-loop',
        `步骤“${step}”会无限循环：需加次数限制或等待`,
        `step "${step}" loops by itself: give it a limit or something to wait for`,
      ),
    );
}

function fastLane(playbook: Playbook, source: Source): Fault[] {
  const lane = playbook.fastLane;
  if (!lane) return [];
  const faults: Fault[] = [];
  const broken = (key: readonly string[], step: string) =>
    faults.push(
      faultAt(
        source,
        ['fastLane', ...key],
        'fast-lane-broken',
        `极速处理在步骤“${step}”处走不通`,
        `the fast lane doesn't get past step "${step}" by ordinary answers`,
      ),
    );
  for (const start of lane.offeredAt) {
    let step = start;
    const seen = new Set<string>();
    while (step !== lane.reaches && !seen.has(step)) {
      seen.add(step);
      const answer = lane.walk[step]?.answer ?? '';
      const edge = playbook.steps[step]?.answers[answer];
      if (!edge || edge.to === 'end' || edge.to === 'back') break;
      step = edge.to;
    }
    if (step !== lane.reaches) broken(lane.walk[step] ? ['walk', step] : ['offeredAt'], step);
  }
  for (const step of Object.keys(lane.walk)) if (!Object.hasOwn(playbook.steps, step)) broken(['walk', step], step);
  return faults;
}

/** What turns up later was compensated, so the playbook must have a step that carries something out. */
function turnsUp(playbook: Playbook, source: Source): Fault[] {
  if (!playbook.turnsUp || Object.values(playbook.steps).some((step) => step.act === 'execution')) return [];
  return [
    faultAt(
      source,
      ['turnsUp'],
      'nothing-compensated',
      '“turnsUp”须有执行步骤（act: execution）',
      '"turnsUp" needs a step that carries out (act: execution)',
    ),
  ];
}

function reachable(playbook: Playbook, from: readonly string[]): Set<string> {
  return closure(from, (step) =>
    passagesFrom(playbook, step).flatMap((each) => [each.to, ...(each.way.reopenAt ? [each.way.reopenAt] : [])]),
  );
}

/** Everything that can be reached, the starting points included. */
function closure(from: readonly string[], next: (step: string) => readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    open.push(...next(step));
  }
  return reached;
}
