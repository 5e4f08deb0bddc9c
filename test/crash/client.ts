import { setTimeout as pause } from 'node:timers/promises';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import type { Answer, RouteSpec } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Ask } from '../ask.ts';
import { callRemote } from '../remote.ts';

/** What the program said it had done: kept here, outside of it, and held against it at the end. */
export interface Acknowledged {
  readonly cases: Map<string, { id: string; number: string }>;
  /** Chosen remedies by case: what the customer was promised. */
  readonly choices: Map<string, { remedy: string; choiceId: string }>;
  /** Refusals that none of these requests should get. */
  readonly surprises: string[];
}

export interface Going {
  readonly base: string;
  readonly cookie: string;
  readonly orders: readonly string[];
  readonly stopped: () => boolean;
}

/** Longest that one request is repeated: a program that doesn't come back must fail the run, not hang it. */
const patience = 60_000;

/**
 * One agent who registers cases and leads each to its chosen remedy while the program is killed again and again. Each
 * request keeps its Idempotency-Key until it is answered, as any careful client does.
 */
export async function work(n: number, going: Going, seen: Acknowledged): Promise<void> {
  for (let i = 0; !going.stopped(); i += 1) {
    const orderNo = going.orders[(n + i * 8) % going.orders.length];
    if (!orderNo) throw new Error('there are no orders');
    const key = `crash-${n}-${i}`;
    const registered = await untilAnswered(going, seen, intakeRoutes.register, {
      key,
      body: {
        problem: 'missing.accessory',
        channel: 'phone',
        words: `少两个铰链（${key}）`,
        orderNo,
        lines: [{ name: '铰链', quantity: 1 }],
        fields: { wish: 'resend' },
        handles: [{ kind: 'phone', value: '19900000001' }],
        despiteDuplicate: { reason: '演练' },
      },
    });
    if (!registered) continue;
    seen.cases.set(key, { id: registered.id, number: registered.number });
    await lead(going, seen, key, registered, i % 2 === 0 ? 'refund' : 'resend');
  }
}

type At = { id: string; version: number; step: string };

/** Walks the ordinary road: order check, review, finding, liability, offer, choice. Stops where the run stops. */
async function lead(going: Going, seen: Acknowledged, key: string, registered: At, remedy: string): Promise<void> {
  const on = { params: { caseId: registered.id } };
  let at: At | null = registered;
  const next = async <S extends RouteSpec>(spec: S, name: string, body: Ask<S>['body']): Promise<Answer<S> | null> => {
    if (!at || going.stopped()) return null;
    const done: Answer<S> | null = await untilAnswered(going, seen, spec, {
      ...on,
      version: at.version,
      key: `${key}-${name}`,
      body,
    } as Ask<S>);
    at = done as At | null;
    return done;
  };
  await next(triageRoutes.matchOrder, 'match', { answer: 'matches' });
  const ticks = Object.fromEntries(
    ['right-order', 'in-window', 'not-settled-already', 'not-a-duplicate', 'materials-complete'].map((each) => [
      each,
      { holds: true, note: '演练' },
    ]),
  );
  await next(triageRoutes.review, 'review', { answer: 'accepted', ticks });
  await next(investigationRoutes.find, 'find', { answer: 'missing', text: '核对装箱记录，确实漏装' });
  await next(liabilityRoutes.decide, 'liability', { shares: [{ party: 'system', percent: 100 }], cause: 'system' });
  if (!at || going.stopped()) return;
  const proposal = await untilAnswered(going, seen, remedyRoutes.proposal, on);
  const option = proposal?.options.find((each) => each.remedy === remedy && each.allowed) ?? proposal?.options.find((each) => each.allowed);
  if (!option) return void (proposal && seen.surprises.push(`${key}: nothing may be offered`));
  const offered = await next(remedyRoutes.offer, 'offer', { options: [{ key: option.key }] });
  if (!offered) return;
  const chosen = await next(choiceRoutes.choose, 'choose', { offerId: offered.offerId, option: 1, channel: 'phone' });
  if (chosen) seen.choices.set(registered.id, { remedy: option.remedy, choiceId: chosen.choiceId });
}

/** Sends until there is an answer, with the same key: broken connections and restarts are repeated, a stale version is read again. */
async function untilAnswered<S extends RouteSpec>(going: Going, seen: Acknowledged, spec: S, ask: Ask<S>): Promise<Answer<S> | null> {
  const from = performance.now();
  let asked = ask;
  while (performance.now() - from < patience) {
    const outcome = await callRemote(going.base, going.cookie, spec, asked);
    if (outcome.kind === 'ok') return outcome.body;
    if (outcome.kind === 'refused' && outcome.problem.code === 'case-changed') {
      // The worker moved the case meanwhile (a message was told): look again, as the page does.
      const now = await callRemote(going.base, going.cookie, caseRoutes.read, { params: asked.params as never });
      if (now.kind === 'ok') asked = { ...asked, version: now.body.version };
      continue;
    }
    if (outcome.kind === 'refused' && outcome.status < 500 && outcome.problem.code !== 'still-running') {
      seen.surprises.push(`${spec.path}: ${outcome.status} ${outcome.problem.code} ${JSON.stringify(outcome.problem.data ?? {})}`);
      return null;
    }
    if (going.stopped() && performance.now() - from > 20_000) return null;
    await pause(100);
  }
  seen.surprises.push(`${spec.path}: no answer for ${patience / 1000} s`);
  return null;
}
