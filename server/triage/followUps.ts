import {
  calendarOf,
  clockEnds,
  type Doing,
  handle,
  lockCase,
  momentWords,
  openClock,
  playbookOf,
  saveCase,
  sayMessage,
  type TheCase,
  tellOf,
} from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { minute } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import type { Projection } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { assignCase } from './assign.ts';
import { dedicationFor, endDedication, ownedAmong, insertDedication, insertFollowUp, settleFollowUp } from './followUpStore.ts';

/** What the customer is told of a plan; `{dueBy}` is the list of its dates. */
const planned = {
  zh: '您好，关于服务单 {caseNumber}，我们安排了后续跟进：{plan}。届时会主动与您联系，您也可以随时查看：{link}',
  en: 'Hello, for case {caseNumber} we have planned to follow up: {plan}. We will contact you then; you can look at any time: {link}',
};

/**
 * A plan of dates on which somebody goes on with it and the customer hears from us (TA-4): each is a task of the owner with
 * a clock of its own; the customer is told the dates at once. Refusals: `case-closed`, `date-has-passed`.
 */
export async function planFollowUps(
  command: Command,
  theCase: TheCase,
  items: readonly { dueAt: string; what: string }[],
): Promise<Result<TheCase>> {
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  const dates = items.map((item) => ({ dueAt: new Date(item.dueAt), what: item.what }));
  const passed = dates.findIndex((each) => each.dueAt <= command.now);
  if (passed >= 0) return refuse('date-has-passed', { field: `items.${passed}.dueAt` });
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  for (const item of dates) {
    const id = await insertFollowUp(command, theCase.id, item);
    await openClock(doing, {
      name: 'follow-up-plan',
      purpose: 'task',
      step: theCase.step,
      title: { zh: '跟进计划', en: 'Follow-up plan' },
      within: { n: Math.max(1, Math.ceil((item.dueAt.getTime() - command.now.getTime()) / minute)), unit: 'minutes' },
      source: 'TA-4',
      mayPause: false,
      ladder: doing.playbook.ladder,
      from: command.now,
      subject: id,
    });
  }
  const { zone } = await calendarOf(command.tx, theCase.shopId);
  const plan = (lang: 'zh' | 'en'): string => dates.map((each) => momentWords(each.dueAt, zone, lang)).join(lang === 'zh' ? '、' : '; ');
  await sayMessage(doing, {
    message: 'follow-up-plan',
    words: { zh: planned.zh.replace('{plan}', plan('zh')), en: planned.en.replace('{plan}', plan('en')) },
  });
  await tellOf(command, theCase, { kind: 'follow-up.planned', data: { dates: dates.map((each) => each.dueAt.toISOString()) } });
  await saveCase(command, theCase);
  return ok(theCase);
}

/** What came of a date. Refuses `not-found` when it isn't planned any more. */
export async function reportFollowUp(
  command: Command,
  theCase: TheCase,
  id: string,
  given: { outcome: 'done' | 'dropped'; result: string },
): Promise<Result<TheCase>> {
  if (!(await settleFollowUp(command, theCase.id, id, given.outcome, given.result))) return refuse('not-found');
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  await clockEnds(doing, sql`purpose = 'task' and subject = ${id}`, 'met');
  await tellOf(command, theCase, { kind: 'follow-up.reported', data: { followUp: id, outcome: given.outcome } });
  await saveCase(command, theCase);
  return ok(theCase);
}

/**
 * One person or team owns all further cases of this customer, or of this order (FU-7). The present case goes to them at
 * once. Refusals: `nothing-to-assign`, `nobody-to-dedicate`, and what assigning refuses.
 */
export async function dedicate(
  command: Command,
  theCase: TheCase,
  given: {
    of: 'customer' | 'order';
    staffId?: string | undefined;
    teamId?: string | undefined;
    reason: string;
    until?: string | undefined;
  },
): Promise<Result<TheCase>> {
  if (!given.staffId && !given.teamId) return refuse('nothing-to-assign', { field: 'staffId' });
  const whose = given.of === 'customer' ? theCase.customerId : theCase.orderId;
  if (!whose) return refuse('nobody-to-dedicate', { field: 'of' });
  const assigned = await assignCase(command, theCase, {
    ...(given.staffId ? { ownerId: given.staffId } : {}),
    ...(given.teamId ? { teamId: given.teamId } : {}),
    reason: given.reason,
  });
  if (!assigned.ok) return assigned;
  const id = await insertDedication(command, {
    customerId: given.of === 'customer' ? whose : null,
    orderId: given.of === 'order' ? whose : null,
    staffId: given.staffId ?? null,
    teamId: given.teamId ?? null,
    reason: given.reason,
    until: given.until ? new Date(given.until) : null,
  });
  await tellOf(command, theCase, {
    kind: 'follow-up.dedicated',
    data: { dedication: id, of: given.of, owner: given.staffId ?? null, team: given.teamId ?? null },
  });
  return ok(theCase);
}

/**
 * A way of the playbook lets one person own the follow-up (FU-7): whoever has the case, else who takes the way. Who owns it
 * already goes on; a case without an order, or in nobody's hands, stays as it is.
 */
export const dedicateByPlaybook = handle('dedicate', async ({ command, theCase }, { of }) => {
  const staffId = theCase.ownerId ?? (command.actor.kind === 'staff' ? command.actor.id : null);
  const whose = of === 'customer' ? theCase.customerId : theCase.orderId;
  if (!staffId || !whose || (await dedicationFor(command.tx, theCase, command.now))) return undefined;
  const made = { customerId: of === 'customer' ? whose : null, orderId: of === 'order' ? whose : null, staffId, teamId: null, until: null };
  const id = await insertDedication(command, { ...made, reason: '流程指定 / by the procedure' });
  await tellOf(command, theCase, { kind: 'follow-up.dedicated', data: { dedication: id, of, owner: staffId, team: null } });
  return undefined;
});

/** Ends it; cases stay with whom they are. Refuses `not-found`. */
export async function endDedicated(command: Command, theCase: TheCase, id: string): Promise<Result<TheCase>> {
  if (!(await endDedication(command, id))) return refuse('not-found');
  await tellOf(command, theCase, { kind: 'follow-up.dedication-ended', data: { dedication: id } });
  return ok(theCase);
}

/** Cases that were just registered and whose follow-up is owned go to their owner, read in batches off the stream (FU-7). */
export const dedicatedProjection: Projection = {
  reader: 'dedicated',
  on: ['case.registered'],
  apply: async (tx, events) => {
    const fresh = events.filter((event) => event.origin === 'live');
    const owned = await ownedAmong(
      tx,
      fresh.flatMap((event) => event.caseId ?? []),
    );
    for (const event of fresh)
      if (event.caseId && owned.includes(event.caseId))
        await assignDedicated({ tx, now: event.at, actor: systemActor, cause: event.cause }, event.caseId);
  },
};

async function assignDedicated(command: Command, caseId: string): Promise<void> {
  const locked = await lockCase(command, caseId, null, 'case.read');
  if (!locked.ok || locked.value.closedAt || locked.value.ownerId) return;
  const found = await dedicationFor(command.tx, locked.value, command.now);
  if (!found) return;
  await assignCase(command, locked.value, {
    ...(found.staffId ? { ownerId: found.staffId } : {}),
    ...(found.teamId ? { teamId: found.teamId } : {}),
  });
}
