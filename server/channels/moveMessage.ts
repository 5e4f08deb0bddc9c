import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type MessageEvent, statesOf, toldBy } from './messageStates.ts';
import { lockMessage, type MessageRow, setState, untoldOfCase, writeAttempt } from './messageStore.ts';

/** What happened to a message, with the code of a fault or a person's note. */
export interface Happened {
  readonly event: MessageEvent;
  /** Code of why it failed or waits. */
  readonly fault?: string;
  readonly note?: string;
  readonly fileId?: string;
  readonly callAt?: Date;
}

/** Events by what a message has come to; others leave no event, only an attempt. */
const tells: Readonly<Partial<Record<MessageRow['state'], string>>> = {
  delivered: 'message.delivered',
  shown: 'message.delivered',
  failed: 'message.failed',
  'waiting-setup': 'message.waiting',
  attested: 'message.attested',
  called: 'message.called',
  'no-answer': 'message.unanswered',
};

/**
 * Judges what happened to a message and stores what it comes to. Refuses `not-found` and `no-such-move`, which leaves the
 * row as it was. The only place where a message's state changes.
 */
export async function moveMessage(command: Command, id: string, happened: Happened): Promise<Result<MessageRow>> {
  const row = await lockMessage(command.tx, id);
  if (!row || row.direction === 'in') return refuse('not-found');
  const judged = statesOf(row.channel).judge(row.state, happened.event);
  if (!judged.ok) return refuse('message-state', { data: { state: row.state, event: happened.event } });
  const state = judged.to;
  const how = toldBy(state);
  const next: MessageRow = {
    ...row,
    state,
    toldAt: how ? (row.toldAt ?? command.now) : null,
    toldHow: how ? (row.toldHow ?? how) : null,
    tries: happened.event === 'again' ? row.tries + 1 : row.tries,
    callAt: happened.callAt ?? (how ? null : row.callAt),
  };
  await setState(command.tx, id, { ...next });
  // A mail server that isn't set up is asked again each minute: one line of that is enough.
  if (row.state === state && happened.event === 'wait') return ok(next);
  await writeAttempt(command, {
    messageId: id,
    event: happened.event,
    fault: happened.fault ?? null,
    note: happened.note || null,
    fileId: happened.fileId ?? null,
  });
  const kind = row.state === state && state !== 'no-answer' ? undefined : tells[state];
  if (kind) {
    const data = { message: id, channel: row.channel, template: row.template, ...(happened.fault ? { fault: happened.fault } : {}) };
    await writeEvents(command, [{ kind, caseId: row.caseId, shopId: row.shopId, data }]);
  }
  return ok(next);
}

/** The customer has opened the portal page: what was to be told and can still be is told by that. Answers the messages it met. */
export async function markShown(command: Command, caseId: string): Promise<MessageRow[]> {
  const met: MessageRow[] = [];
  for (const row of await untoldOfCase(command.tx, caseId)) {
    if (!statesOf(row.channel).judge(row.state, 'see').ok) continue;
    const moved = await moveMessage(command, row.id, { event: 'see' });
    if (moved.ok) met.push(moved.value);
  }
  return met;
}
