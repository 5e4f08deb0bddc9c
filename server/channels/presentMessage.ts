import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { maskEmail, maskName, maskPhone } from '#platform/text.ts';
import { may } from '#staff/contract.ts';
import { faultWords } from './faults.ts';
import { statesOf } from './messageStates.ts';
import { attemptsOf, type AttemptRow, type MessageRow, writersOf } from './messageStore.ts';
import type { MessageView } from './wire.ts';

/** Messages as the desk shows them: masked, with what happened to each and what this reader can do with it (TA-7). */
export async function presentMessages(on: Reader, rows: readonly MessageRow[], actor: Actor, lang: Lang): Promise<MessageView[]> {
  const attempts = await attemptsOf(
    on,
    rows.map((row) => row.id),
  );
  const writers = await writersOf(
    on,
    rows.filter((row) => row.byKind === 'staff').map((row) => row.byId),
  );
  return rows.map((row) =>
    present(
      row,
      attempts.filter((each) => each.messageId === row.id),
      writers.get(row.byId) ?? null,
      actor,
      lang,
    ),
  );
}

function present(row: MessageRow, attempts: readonly AttemptRow[], by: string | null, actor: Actor, lang: Lang): MessageView {
  // What went wrong counts only while it has not been put right.
  const open = row.toldAt === null && row.direction === 'out';
  return {
    id: row.id,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    direction: row.direction,
    channel: row.channel,
    template: row.template,
    round: row.round,
    lang: row.lang,
    subject: row.subject,
    body: row.body,
    parts: [...row.parts],
    to: row.toHandle === null ? null : masked(row.toKind, row.toHandle),
    state: row.state,
    at: row.at.toISOString(),
    by,
    toldAt: row.toldAt?.toISOString() ?? null,
    toldHow: row.toldHow,
    callAt: row.callAt?.toISOString() ?? null,
    fault: open ? faultWords(attempts.at(-1)?.fault ?? null, lang) : null,
    attempts: attempts.map((each) => ({
      at: each.at.toISOString(),
      event: each.event,
      fault: faultWords(each.fault, lang),
      note: each.note,
      by: each.by,
    })),
    files: [...row.fileIds],
    may: actsOn(row, actor),
  };
}

function actsOn(row: MessageRow, actor: Actor): MessageView['may'] {
  if (row.direction === 'in' || row.erasedAt) return [];
  const open = (event: Parameters<ReturnType<typeof statesOf>['judge']>[1]) => statesOf(row.channel).judge(row.state, event).ok;
  return [
    ...(open('copy') && may(actor, 'message.send') ? (['copy'] as const) : []),
    ...(open('attest') && may(actor, 'message.attest') ? (['attest'] as const) : []),
    ...(open('reach') && may(actor, 'message.attest') ? (['call'] as const) : []),
    ...(open('again') && may(actor, 'message.send') ? (['again'] as const) : []),
    ...(open('replace') && may(actor, 'message.send') ? (['another-way'] as const) : []),
  ];
}

function masked(kind: string | null, value: string): string {
  if (kind === 'email') return maskEmail(value);
  return kind === 'phone' ? maskPhone(value) : maskName(value);
}
