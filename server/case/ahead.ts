import { stepOf } from './byHand.ts';
import { passagesFrom } from './edges.ts';
import type { Playbook } from './playbook.ts';

/**
 * The steps that still lie ahead when all goes its usual way: from each step along the first answer of its file, until the end or
 * until the way comes back to where it was. The step itself isn't among them. Pure.
 */
export function stepsAhead(playbook: Playbook, from: string): readonly string[] {
  const seen = new Set([from]);
  for (let at = from; ; ) {
    const next = passagesFrom(playbook, at)[0]?.to;
    if (next === undefined || seen.has(next) || !stepOf(playbook, next)) return [...seen].slice(1);
    seen.add(next);
    at = next;
  }
}
