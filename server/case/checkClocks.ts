import { passagesOf, type Passage } from './edges.ts';
import { faultAt, type Fault, type Source } from './faults.ts';
import type { Playbook } from './playbook.ts';

/** Clocks: each named one exists, is started somewhere, ends somewhere, and is met by telling only where something is said. */
export function checkClocks(playbook: Playbook, source: Source): Fault[] {
  const passages = passagesOf(playbook);
  return [
    ...unknownClocks(playbook, passages, source),
    ...Object.keys(playbook.clocks).flatMap((clock) => checkClock(playbook, clock, passages, source)),
  ];
}

const verbs = ['start', 'restart', 'stop', 'pause', 'resume', 'reopenStart'] as const;

function unknownClocks(playbook: Playbook, passages: readonly Passage[], source: Source): Fault[] {
  const unknown = (clock: string, place: readonly (string | number)[]) =>
    Object.hasOwn(playbook.clocks, clock)
      ? []
      : [faultAt(source, place, 'unknown-clock', `未知的时限“${clock}”`, `unknown clock "${clock}"`)];
  const onSteps = Object.entries(playbook.steps).flatMap(([name, step]) =>
    (step.clocks ?? []).flatMap((clock, i) => unknown(clock, ['steps', name, 'clocks', i])),
  );
  const onEdges = passages.flatMap(({ way, path }) =>
    verbs.flatMap((verb) => (way[verb] ?? []).flatMap((clock, i) => unknown(clock, [...path, verb, i]))),
  );
  return [...onSteps, ...onEdges];
}

function checkClock(playbook: Playbook, clock: string, passages: readonly Passage[], source: Source): Fault[] {
  const rule = playbook.clocks[clock];
  if (!rule) return [];
  const at = ['clocks', clock];
  const faults: Fault[] = [];
  const startsAlone = rule.from === 'registered' || (rule.from === 'appealed' && playbook.appeal !== undefined);
  const starts = startingSteps(playbook, clock, passages);
  if (!startsAlone && starts.length === 0)
    faults.push(faultAt(source, at, 'clock-never-started', `时限“${clock}”从未开始计时`, `nothing starts the clock "${clock}"`));
  if (rule.pausedWhile && !rule.mayPause)
    faults.push(faultAt(source, [...at, 'pausedWhile'], 'must-not-pause', '此时限不可暂停', 'this clock may not pause'));
  const stops = passages.filter((each) => each.way.stop?.includes(clock));
  if (rule.until !== 'closed' && !endsFromAll(playbook, clock, starts, startsAlone, passages))
    faults.push(
      faultAt(
        source,
        at,
        'clock-without-end',
        `时限“${clock}”没有终点：须在某处停止，或写明 until: closed`,
        `the clock "${clock}" has no end: stop it on a way that follows, or write until: closed`,
      ),
    );
  if (rule.stops)
    for (const { way, path } of stops)
      if (!way.say)
        faults.push(
          faultAt(
            source,
            [...path, 'stop'],
            'told-without-message',
            `时限“${clock}”以告知客户为止，此处却没有消息`,
            `the clock "${clock}" is met by telling, but nothing is said here`,
          ),
        );
  return faults;
}

function startingSteps(playbook: Playbook, clock: string, passages: readonly Passage[]): string[] {
  const entered = Object.entries(playbook.steps).flatMap(([name, step]) => (step.clocks?.includes(clock) ? [name] : []));
  const crossed = passages.filter(({ way }) => way.start?.includes(clock) || way.restart?.includes(clock));
  // One that starts and stops on the same way is waiting to be told: it has its end there.
  const open = crossed.filter(({ way }) => !way.stop?.includes(clock)).map((each) => each.to);
  const reopened = passages.flatMap(({ way, from }) => (way.reopenStart?.includes(clock) ? [way.reopenAt ?? from] : []));
  return [...entered, ...open, ...reopened, ...(crossed.length > open.length ? [told] : [])];
}

const told = '(told)';

function endsFromAll(
  playbook: Playbook,
  clock: string,
  starts: readonly string[],
  startsAlone: boolean,
  passages: readonly Passage[],
): boolean {
  const own = playbook.clocks[clock]?.from === 'appealed' ? playbook.appeal?.step : playbook.start;
  const from = [...starts, ...(startsAlone && own ? [own] : [])].filter((step) => step !== told);
  return from.every((step) => {
    const seen = new Set<string>();
    const open = [step];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (seen.has(each)) continue;
      seen.add(each);
      for (const passage of passages.filter((way) => way.from === each)) {
        if (passage.way.stop?.includes(clock)) return true;
        open.push(passage.to);
      }
    }
    return false;
  });
}
