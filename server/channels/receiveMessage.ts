import { createHash } from 'node:crypto';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { freshId, insertMessage, messageByExternal, messageById, type MessageRow } from './messageStore.ts';
import type { ChannelName } from './wire.ts';

/** A message of a customer as every channel gives it. */
export interface Incoming {
  readonly channel: ChannelName;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly round: number;
  readonly lang: Lang;
  /** When it was written; never later than now. */
  readonly at: Date;
  /** Nick, number or address it came from. */
  readonly from: { readonly kind: string; readonly value: string } | null;
  readonly text: string;
  readonly fileIds: readonly string[];
  /** The channel's own id of it. Without one its sender, time and words stand for it, so that the same pasted twice is one. */
  readonly externalId: string | null;
}

/** Keeps a message of a customer, once (channel, external id). `isNew` false: it was there already. */
export async function receiveMessage(command: Command, incoming: Incoming): Promise<{ message: MessageRow; isNew: boolean }> {
  const externalId = incoming.externalId ?? hashOf(incoming);
  const id = freshId(command);
  const made = await insertMessage(command, {
    ...incoming,
    id,
    at: incoming.at > command.now ? command.now : incoming.at,
    direction: 'in',
    template: null,
    seq: 1,
    subject: '',
    body: incoming.text,
    parts: [],
    toKind: incoming.from?.kind ?? null,
    toHandle: incoming.from?.value ?? null,
    state: 'received',
    callAt: null,
    externalId,
  });
  const isNew = made !== undefined;
  const message = isNew ? await messageById(command.tx, id) : await messageByExternal(command.tx, incoming.channel, externalId);
  if (!message) throw new Error('a message that was received is there');
  if (isNew)
    await writeEvents(command, [
      { kind: 'message.received', caseId: message.caseId, shopId: message.shopId, data: { message: id, channel: message.channel } },
    ]);
  return { message, isNew };
}

function hashOf(incoming: Incoming): string {
  const parts = [incoming.caseId, incoming.from?.value ?? '', incoming.at.toISOString(), incoming.text, ...incoming.fileIds];
  return `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}
