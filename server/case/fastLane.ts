import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type FactTest, judge, testsOf } from './condition.ts';
import { takeStep } from './journey.ts';
import type { Playbook } from './playbook.ts';
import { playbookOf } from './playbooks.ts';
import { roleFor } from './roleFor.ts';
import { tellOf, type TheCase } from './theCase.ts';
import { loadFacts, presetOf, whyNotDecide } from './wiring.ts';

type FastLane = NonNullable<Playbook['fastLane']>;

export interface FastLaneView {
  /** Whether it is offered now; `failing` says which limits don't hold. */
  readonly offered: boolean;
  readonly title: { readonly zh: string; readonly en: string };
  readonly failing: readonly FactTest[];
}

/** Whether the fast lane may be taken from where the case stands (RE-10); null when its playbook has none here. */
export async function fastLaneOf(command: Pick<Command, 'tx' | 'now'>, theCase: TheCase): Promise<FastLaneView | null> {
  const { fastLane } = await playbookOf(command.tx, theCase.playbookVersionId);
  if (!fastLane || theCase.closedAt || theCase.round > 1 || !fastLane.offeredAt.includes(theCase.step)) return null;
  return judgeLane(command, theCase, fastLane);
}

async function judgeLane(command: Pick<Command, 'tx' | 'now'>, theCase: TheCase, fastLane: FastLane): Promise<FastLaneView> {
  const facts = await loadFacts(
    command.tx,
    theCase,
    testsOf(fastLane.when).map((test) => test.fact),
    command.now,
  );
  const verdict = judge(fastLane.when, facts);
  return { offered: verdict.known && verdict.holds, title: fastLane.title, failing: verdict.known ? verdict.failing : [] };
}

/**
 * One confirmation that walks the ordinary steps with the playbook's preset answers, so that every step leaves the same
 * rows as on the long road, marked "by rule" (RE-10, LI-6). Refuses `fast-lane-not-offered`, and whatever a step refuses;
 * nothing is saved then.
 */
export async function takeFastLane(
  command: Command,
  theCase: TheCase,
  presets: Readonly<Record<string, string | number | boolean>>,
): Promise<Result<TheCase>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const lane = await fastLaneOf(command, theCase);
  if (!lane?.offered) {
    // Also where the lane doesn't start (the order is pending), its limits say why.
    const { failing } = lane ?? (playbook.fastLane ? await judgeLane(command, theCase, playbook.fastLane) : { failing: [] });
    return refuse('fast-lane-not-offered', { data: { failing: failing.map((test) => test.fact).join(', ') } });
  }
  const barred = await whyNotDecide({ command, theCase, playbook });
  if (barred) return barred;
  theCase.fast = true;
  await tellOf(command, theCase, { kind: 'case.fast-lane', data: { from: theCase.step } });
  for (let walked = 0; walked < 20; walked += 1) {
    const at = theCase.step;
    const planned = playbook.fastLane?.walk[at];
    if (!planned || theCase.closedAt) return ok(theCase);
    const step = playbook.steps[at];
    let answer = planned.answer;
    const direct = step?.answers[answer]?.direct === true;
    if (step?.act && !direct) {
      const act = presetOf(step.act);
      if (!act) throw new Error(`no stage does ${step.act} by preset`);
      const done = await act.run({ command, theCase, playbook }, answer, { ...planned.preset, ...presets });
      if (!done.ok) return done;
      answer = done.value.answer;
    }
    const role = roleFor(command.actor, step?.by ?? []) ?? 'service';
    const taken = await takeStep(command, theCase, { kind: 'answer', answer, by: role, byAct: true, lane: true }, { byRule: true });
    if (!taken.ok) return taken;
  }
  throw new Error(`the fast lane of ${playbook.playbook} runs in circles`);
}
