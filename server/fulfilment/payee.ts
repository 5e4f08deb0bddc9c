import type { z } from 'zod';
import { clockEnds, type Doing, lockCase, playbookOf, saveCase, tellOf, type TheCase } from '#case/contract.ts';
import { writeAccess } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import type { Seals } from '#platform/sealed.ts';
import { maskEmail, maskName, maskPhone } from '#platform/text.ts';
import { mayOn } from '#staff/contract.ts';
import { lockPayouts, payoutById, type PayoutRow, payoutsOfCase, savePayout } from './payoutStore.ts';
import { payeeFailures, payoutTable } from './payoutStates.ts';
import { payeeGiven } from './payoutWire.ts';
import { markPayout } from './payoutMark.ts';
import { saveTask, tasksOfCase } from './tasksStore.ts';

export type Payee = z.output<typeof payeeGiven>;
type Moved = Pick<PayoutRow, 'state'> & { readonly id: string };

/** What a sealed payee is about: it opens in its own row only. */
const about = (taskId: string): string => `payouts:${taskId}:payee`;

/** Slot of the task "correct the payee" in its case. */
export const payeeTaskSlot = 'correct-payee';

/**
 * A colleague enters or corrects the payee for the customer. Refuses `not-found`, `payout-has-begun` and what `faultOf` says.
 * The same payee again after a mismatch is taken: somebody checked it.
 */
export async function givePayee(command: Command, seals: Seals, payoutId: string, given: Payee): Promise<Result<Moved>> {
  const seen = await payoutById(command.tx, payoutId);
  if (!seen) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, 'case.answer');
  if (!locked.ok) return locked;
  const done = await take(command, seals, locked.value, [payoutId], given, 'staff');
  if (!done.ok) return done;
  await saveCase(command, locked.value);
  return ok({ id: payoutId, state: 'ready' });
}

/**
 * The customer says on their page where the money shall go: every payment of the case that waits for it gets it. Refuses
 * `payout-has-begun` when none waits, and what is wrong with the form. The case is locked and saved by the caller.
 */
export async function givePayeeByCustomer(
  command: Command,
  seals: Seals,
  theCase: TheCase,
  typed: { way: string; name: string; account: string; bank: string },
): Promise<Result<void>> {
  const given = payeeGiven.safeParse(typed);
  if (!given.success) {
    const field = String(given.error.issues[0]?.path[0] ?? 'account');
    return refuse(field === 'way' ? 'payee-way-missing' : 'payee-part-missing', { field });
  }
  const waiting = (await payoutsOfCase(command.tx, theCase.id)).filter((row) => awaitsCustomer(row));
  if (waiting.length === 0) return refuse('payout-has-begun');
  return take(
    command,
    seals,
    theCase,
    waiting.map((row) => row.taskId),
    given.data,
    'customer',
  );
}

/** The customer may say or correct where it goes: until it is in a batch. */
export function awaitsCustomer(row: Pick<PayoutRow, 'state' | 'failure'>): boolean {
  return row.state === 'waiting-payee' || row.state === 'ready' || row.state === 'failed';
}

async function take(
  command: Command,
  seals: Seals,
  theCase: TheCase,
  ids: readonly string[],
  given: Payee,
  by: 'customer' | 'staff',
): Promise<Result<void>> {
  const wrong = faultOf(given);
  if (wrong) return wrong;
  const tidy = { ...given, account: given.account.replaceAll(given.way === 'bank' ? /[\s-]/g : /\s/g, '') };
  for (const row of await lockPayouts(command, ids)) {
    const judged = payoutTable.judge(row.state, 'give-payee');
    if (!judged.ok) return refuse('payout-has-begun', { data: { state: row.state } });
    await savePayout(command, {
      ...row,
      state: judged.to,
      way: given.way,
      payee: seals.seal(JSON.stringify(tidy), about(row.taskId)),
      nameMask: maskName(given.name),
      accountMask: maskAccount(given.account),
      payeeBy: by,
      payeeAt: command.now,
      failure: null,
      failureNote: null,
    });
    await markPayout(command, row.taskId, { payout: judged.to, payeeWay: given.way });
    await tellOf(command, theCase, { kind: 'payout.payee-given', data: { task: row.taskId, by, way: given.way } });
  }
  await endPayeeTasks({ command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) });
  return ok(undefined);
}

/** What is wrong with a payee, if anything. Pure. */
export function faultOf({ way, account, bank }: Payee): Refused | undefined {
  const plain = account.replaceAll(/[\s-]/g, '');
  const fits =
    way === 'bank'
      ? /^\d{12,30}$/.test(plain)
      : /^1\d{10}$/.test(plain) || (way === 'alipay' ? /^\S+@\S+\.\S+$/.test(account) : /^[\w-]{4,40}$/.test(account));
  if (!fits) return refuse('payee-account-form', { field: 'account', data: { way } });
  return way === 'bank' && bank.trim() === '' ? refuse('payee-bank-missing', { field: 'bank' }) : undefined;
}

/** 138****0001, l***@example.com, ****6789. */
export function maskAccount(account: string): string {
  if (account.includes('@')) return maskEmail(account);
  const plain = account.replaceAll(/[\s-]/g, '');
  return /^1\d{10}$/.test(plain) ? maskPhone(plain) : `****${plain.slice(-4)}`;
}

/** The payee in clear, for the file that goes out; undefined when it was erased or never given. */
export function openPayee(seals: Seals, row: Pick<PayoutRow, 'taskId' | 'payee'>): Payee | undefined {
  return row.payee === null ? undefined : payeeGiven.parse(JSON.parse(seals.unseal(row.payee, about(row.taskId))));
}

/** The payee in clear for whoever checks; written down. Refuses `not-found`, `payee-missing`. */
export async function revealPayee(command: Command, seals: Seals, payoutId: string, why: string): Promise<Result<Payee>> {
  const row = await payoutById(command.tx, payoutId);
  if (!row || !mayOn(command.actor, 'payout.check', { shopId: row.shopId })) return refuse('not-found');
  const payee = openPayee(seals, row);
  if (!payee) return refuse('payee-missing', { data: { number: row.caseNumber } });
  await writeAccess(command, { act: 'reveal', subject: 'payout', subjectId: payoutId, why });
  return ok(payee);
}

/** Pays again to the same payee, where it wasn't the reason. Refuses `not-found`, `payee-to-correct`, `payout-has-begun`. */
export async function retryPayout(command: Command, payoutId: string): Promise<Result<Moved>> {
  const [row] = await lockPayouts(command, [payoutId]);
  if (!row || !mayOn(command.actor, 'payout.make', { shopId: row.shopId })) return refuse('not-found');
  const judged = payoutTable.judge(row.state, 'retry');
  if (!judged.ok) return refuse('payout-has-begun', { data: { state: row.state } });
  if (row.payee === null || (row.failure !== null && payeeFailures.includes(row.failure))) return refuse('payee-to-correct');
  await savePayout(command, { ...row, state: judged.to, failure: null, failureNote: null });
  await markPayout(command, payoutId, { payout: judged.to });
  return ok({ id: payoutId, state: judged.to });
}

/** The task "correct the payee" is done by the correction itself. */
export async function endPayeeTasks(doing: Doing): Promise<void> {
  const { command, theCase } = doing;
  for (const task of await tasksOfCase(command.tx, theCase.id)) {
    if (task.kind !== 'follow-up' || task.state !== 'open' || task.slot !== payeeTaskSlot) continue;
    await saveTask(command, { ...task, state: 'done', settledAt: command.now });
    await clockEnds(doing, sql`purpose = 'task' and subject = ${task.id}`, 'met');
    await tellOf(command, theCase, { kind: 'fulfilment.settled', data: { task: task.id, remedy: 'follow-up', state: 'done' } });
  }
}
