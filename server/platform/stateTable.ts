import { refuse, type Refused } from './result.ts';

/** The states of one fact (a clock, a delivery, a task …) and what moves it from one to the next. */
export interface StateTable<S extends string, E extends string> {
  readonly name: string;
  readonly initial: S;
  readonly states: readonly S[];
  readonly ends: readonly S[];
  /**
   * Where the event leads from here. Refusal `no-such-move` (data: table, from, event): the row stays as it is; also for a
   * state or event that the table doesn't know.
   */
  judge(from: S, event: E): { readonly ok: true; readonly to: S } | Refused;
}

/**
 * A state table (style.md 9: independent facts, independent state tables), checked when it is made, that is at start: it
 * throws with every fault at once when a move leads to an unknown state, a state can't be reached from `initial`, a state
 * without moves isn't declared an end, or a state never comes to any end.
 */
export function stateTable<const S extends string, const E extends string>(spec: {
  readonly name: string;
  readonly initial: NoInfer<S>;
  readonly moves: Readonly<Record<S, Readonly<{ [event in E]?: NoInfer<S> }>>>;
  /** States in which the fact may rest for good. Empty for one that never ends (a presence). They may still have moves (reopened). */
  readonly ends: readonly NoInfer<S>[];
}): StateTable<S, E> {
  const moves = new Map(Object.entries(spec.moves).map(([from, to]) => [from, new Map(Object.entries(to as Record<string, string>))]));
  const found = faults(spec.initial, moves, spec.ends);
  if (found.length > 0) throw new Error(`state table ${spec.name}: ${found.join('; ')}`);
  return {
    name: spec.name,
    initial: spec.initial,
    states: Object.keys(spec.moves) as S[],
    ends: spec.ends,
    judge(from, event) {
      const to = moves.get(from)?.get(event);
      return to === undefined ? refuse('no-such-move', { data: { table: spec.name, from, event } }) : { ok: true, to: to as S };
    },
  };
}

type Moves = ReadonlyMap<string, ReadonlyMap<string, string>>;

function faults(initial: string, moves: Moves, ends: readonly string[]): string[] {
  const found: string[] = [];
  const known = (state: string, where: string) => {
    if (!moves.has(state)) found.push(`unknown state ${state} (${where})`);
  };
  known(initial, 'initial');
  for (const end of ends) known(end, 'ends');
  for (const [from, to] of moves) for (const [event, state] of to) known(state, `${from} on ${event}`);

  const reached = closure([initial], (state) => [...(moves.get(state)?.values() ?? [])]);
  const sources = (state: string) => [...moves].flatMap(([from, to]) => ([...to.values()].includes(state) ? [from] : []));
  const ending = closure(ends, sources);
  for (const [state, to] of moves) {
    if (!reached.has(state)) found.push(`${state} can't be reached`);
    if (to.size === 0 && !ends.includes(state)) found.push(`${state} is a dead end`);
    else if (ends.length > 0 && !ending.has(state)) found.push(`${state} never comes to an end`);
  }
  return found;
}

function closure(from: readonly string[], next: (state: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  // A set takes in what is added while it is walked.
  for (const state of seen) for (const following of next(state)) seen.add(following);
  return seen;
}
