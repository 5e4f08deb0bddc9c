import { command, type Module, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { addHandle, changeCustomer, eraseCustomer, presentCustomer, type ReachesCustomer, revealCustomer } from './customers.ts';
import { customerRefusals } from './refusals.ts';
import { holdCustomer, retentionOf, setRetention } from './retention.ts';
import { holdRoute, readRetentionRoute, setRetentionRoute } from './retentionWire.ts';
import { onErased } from './erasure.ts';
import { changeStandingByHand, presentStanding, setRecovery } from './standing.ts';
import { blankStandings, recoveryOf } from './standingStore.ts';
import { changeStandingRoute, readRecoveryRoute, readStandingRoute, setRecoveryRoute } from './standingWire.ts';
import * as wire from './wire.ts';

/** The stage, given who reaches whom: people have no shop of their own, so the case stage knows. */
export function customersModule(reaches: ReachesCustomer): Module {
  return {
    name: 'customers',
    routes: routes(reaches),
    refusals: customerRefusals,
    subscriptions: [onErased('standing-erasure', blankStandings)],
  };
}

function routes(reaches: ReachesCustomer): readonly Route[] {
  return [
    read(wire.readCustomerRoute, async (asked) => {
      if (!(await reaches(asked.db, asked.actor, 'customer.read', asked.params.customerId))) return refuse('not-found');
      const customer = await presentCustomer(asked.db, asked.params.customerId, asked.now);
      return customer ? ok(customer) : refuse('not-found');
    }),
    command(wire.revealRoute, async (asked) =>
      (await reaches(asked.tx, asked.actor, 'case.reveal', asked.params.customerId))
        ? revealCustomer(asked, asked.params.customerId, asked.body.why)
        : refuse('not-found'),
    ),
    command(wire.changeCustomerRoute, async (asked) =>
      (await reaches(asked.tx, asked.actor, 'case.answer', asked.params.customerId))
        ? changeCustomer(asked, asked.params.customerId, asked.body)
        : refuse('not-found'),
    ),
    command(wire.addHandleRoute, async (asked) => {
      if (!(await reaches(asked.tx, asked.actor, 'case.answer', asked.params.customerId))) return refuse('not-found');
      const expiresAt = asked.body.expiresAt === null ? null : new Date(asked.body.expiresAt);
      return addHandle(asked, asked.params.customerId, { ...asked.body, expiresAt });
    }),
    read(readStandingRoute, async (asked) =>
      (await reaches(asked.db, asked.actor, 'customer.read', asked.params.customerId))
        ? presentStanding(asked.db, asked.params.customerId)
        : refuse('not-found'),
    ),
    command(changeStandingRoute, async (asked) =>
      (await reaches(asked.tx, asked.actor, 'standing.manage', asked.params.customerId))
        ? changeStandingByHand(asked, asked.params.customerId, asked.body)
        : refuse('not-found'),
    ),
    read(readRecoveryRoute, async (asked) => ok(await recoveryOf(asked.db))),
    command(setRecoveryRoute, (asked) => setRecovery(asked, asked.body)),
    read(readRetentionRoute, async (asked) => ok(await retentionOf(asked.db))),
    command(setRetentionRoute, (asked) => setRetention(asked, asked.body)),
    command(holdRoute, (asked) => holdCustomer(asked, asked.params.customerId, asked.body)),
    command(wire.eraseRoute, (asked) => eraseCustomer(asked, asked.params.customerId, asked.body.why)),
  ];
}
