import type { AskedCommand } from '#platform/module.ts';
import { ok, type Result } from '#platform/result.ts';
import type { RouteSpec } from '#platform/wire.ts';
import type { Action } from '#staff/contract.ts';
import { lockCase, type TheCase } from './theCase.ts';
import type { Changed } from './wire.ts';

/** Locks the case that a command names (at the reach of `action`), runs it, and answers what the page needs to go on. Refuses `not-found`, `case-changed`. */
export async function onCase<S extends RouteSpec>(
  asked: AskedCommand<S>,
  run: (theCase: TheCase) => Promise<Result<TheCase>>,
  action: Action = 'case.read',
): Promise<Result<Changed>> {
  const { caseId } = asked.params as { caseId: string };
  const locked = await lockCase(asked, caseId, asked.expectedVersion, action);
  if (!locked.ok) return locked;
  const done = await run(locked.value);
  return done.ok ? ok(changedOf(done.value)) : done;
}

/** What a command on a case answers. */
export function changedOf(theCase: TheCase): Changed {
  return {
    id: theCase.id,
    number: theCase.number,
    version: theCase.version,
    stage: theCase.stage,
    step: theCase.step,
    outcome: theCase.outcome,
  };
}
