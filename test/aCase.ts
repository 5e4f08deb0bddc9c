import { answerStep, lockCase, openCase, readCase, type TheCase } from '#case/contract.ts';
import { findOrCreateCustomer } from '#customers/contract.ts';
import { type Actor, systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import type { Result } from '#platform/result.ts';
import type { Desk } from './desk.ts';
import type { Who } from './cast.ts';

export interface Person {
  readonly email?: string;
  readonly phone?: string;
  readonly nick?: string;
  readonly preferred?: string;
  readonly lang?: 'zh' | 'en';
  readonly channel?: string;
}

/** A case of the flagship shop without an order, at its first step, of a customer with these ways to be reached. */
export async function aCase(desk: Desk, person: Person = {}): Promise<TheCase> {
  const taken = await onDesk(desk, systemActor, async (command) => {
    const handles = [
      ...(person.email ? [{ kind: 'email' as const, value: person.email }] : []),
      ...(person.phone ? [{ kind: 'phone' as const, value: person.phone }] : []),
      ...(person.nick ? [{ kind: 'nick' as const, value: person.nick, platform: 'taobao' }] : []),
    ];
    const { customerId } = await findOrCreateCustomer(command, {
      name: '许知远',
      lang: person.lang ?? 'zh',
      handles,
      ...(person.preferred ? { preferred: person.preferred } : {}),
    });
    return openCase(
      command,
      {
        shopId: desk.cast.shop,
        playbook: 'missing-parts',
        problem: 'missing.accessory',
        channel: person.channel ?? 'web',
        receivedAt: command.now,
        customerId,
        orderId: null,
        orderNo: null,
        wish: 'resend',
        ownerId: desk.cast.ids.agent,
        teamId: desk.cast.team,
        priority: 0,
        summary: '柜门装到一半少两个铰链',
      },
      () => Promise.resolve(),
    );
  });
  if (!taken.ok) throw new Error(taken.refused.code);
  return taken.value;
}

/** Answers the current step as one of the cast, as if the step's own act had produced the answer. */
export async function step(desk: Desk, who: Who, caseId: string, answer: string, reason?: string): Promise<TheCase> {
  const done = await onCaseOf(desk, actorOf(desk, who), caseId, (command, theCase) =>
    answerStep(command, theCase, { answer, byAct: true, ...(reason ? { reason } : {}) }),
  );
  if (!done.ok) throw new Error(`${answer}: ${JSON.stringify(done.refused)}`);
  return done.value;
}

/** Runs a use case on a locked case. */
export function onCaseOf<T>(
  desk: Desk,
  actor: Actor,
  caseId: string,
  run: (command: Command, theCase: TheCase) => Promise<Result<T>>,
): Promise<Result<T>> {
  return onDesk(desk, actor, async (command) => {
    const locked = await lockCase(command, caseId, null, 'case.read');
    return locked.ok ? run(command, locked.value) : locked;
  });
}

export function onDesk<T>(desk: Desk, actor: Actor, run: (command: Command) => Promise<T>): Promise<T> {
  return inTransaction(desk.house.db, (tx) => run({ tx, now: desk.clock.now(), actor, cause: 'test' }));
}

export async function caseNow(desk: Desk, id: string): Promise<TheCase> {
  const found = await readCase(desk.house.db, systemActor, id);
  if (!found.ok) throw new Error(found.refused.code);
  return found.value;
}

export function actorOf(desk: Desk, who: Who): Actor {
  const role = who.replace(/\d$/, '');
  return {
    kind: 'staff',
    id: desk.cast.ids[who],
    role,
    shopIds: role === 'operations' ? 'all' : [desk.cast.shop, desk.cast.store],
    teamIds: [desk.cast.team],
    lang: 'zh',
    sessionId: 'test',
  };
}

export function customerOf(theCase: TheCase): Actor {
  return { kind: 'customer', id: theCase.customerId ?? 'nobody', caseId: theCase.id };
}
