import type { Command } from '#platform/command.ts';
import { createIntent } from '#platform/intents.ts';
import { writeEvents } from '#platform/events.ts';
import { freshId, insertMessage, type MessageRow, nextSeq, sameMessage } from './messageStore.ts';
import { mailSend } from './mailIntent.ts';
import { statesOf } from './messageStates.ts';
import { splitText } from './splitText.ts';
import type { Way } from './ways.ts';

/** A message to a customer, its words complete. */
export interface NewMessage {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly round: number;
  /** The playbook's name of it; null: written by hand. */
  readonly template: string | null;
  /** How often it is said in this round; without it the next number, under the case's lock. */
  readonly seq?: number;
  readonly subject: string;
  readonly body: string;
  readonly callAt?: Date;
}

/**
 * Writes down that a message goes out on a way, in the command's own transaction (IN-9): mail as an intent, the others as
 * work for somebody. The same (case, template, round, seq) again writes nothing and answers the message that stands.
 */
export async function queueMessage(command: Command, way: Way, message: NewMessage): Promise<MessageRow> {
  const { template } = message;
  const seq = message.seq ?? (template === null ? 1 : await nextSeq(command.tx, message.caseId, template, message.round));
  const id = freshId(command);
  const made = await insertMessage(command, {
    id,
    caseId: message.caseId,
    caseNumber: message.caseNumber,
    shopId: message.shopId,
    customerId: message.customerId,
    round: message.round,
    direction: 'out',
    channel: way.channel,
    template,
    seq,
    lang: way.lang,
    subject: way.channel === 'email' ? message.subject : '',
    body: message.body,
    parts: way.rules ? splitText(message.body, way.rules.limit) : [],
    toKind: way.to?.kind ?? null,
    toHandle: way.to?.value ?? null,
    state: statesOf(way.channel).initial,
    fileIds: [],
    callAt: message.callAt ?? null,
    externalId: null,
    at: command.now,
  });
  if (!made) {
    const same =
      template === null ? undefined : await sameMessage(command.tx, { caseId: message.caseId, template, round: message.round, seq });
    if (!same) throw new Error('a message that could not be written stands already');
    return same;
  }
  await writeEvents(command, [
    { kind: 'message.queued', caseId: made.caseId, shopId: made.shopId, data: { message: id, channel: made.channel, template } },
  ]);
  await handOn(command, made);
  return made;
}

/** What the channel needs to carry a message: only mail leaves by a worker. */
export async function handOn(command: Command, row: MessageRow): Promise<void> {
  if (row.channel !== 'email') return;
  await createIntent(command, {
    key: `mail:${row.id}:${row.tries}`,
    kind: mailSend,
    caseId: row.caseId,
    shopId: row.shopId,
    subjectId: row.id,
    payload: { message: row.id },
  });
}
