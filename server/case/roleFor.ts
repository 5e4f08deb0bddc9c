import type { Actor } from '#platform/actor.ts';
import { playbookRolesOf } from '#staff/contract.ts';
import type { Role } from './vocabulary.ts';

/** The role in which an actor may answer a step: the first of theirs that the step's `by` names; undefined when none is. */
export function roleFor(actor: Actor, by: readonly Role[]): Role | undefined {
  const mine = rolesOf(actor);
  return by.find((role) => mine.includes(role));
}

/** The playbook's roles that an actor fills. A key acts for a system of the shop and fills service's. */
export function rolesOf(actor: Actor): readonly Role[] {
  switch (actor.kind) {
    case 'customer':
      return ['customer'];
    case 'system':
      return ['system'];
    case 'key':
      return ['service'];
    case 'staff':
      return playbookRolesOf(actor) as readonly Role[];
    default:
      return actor satisfies never;
  }
}
