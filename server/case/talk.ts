import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import {
  type ChannelName,
  checkText,
  markShown,
  messageById,
  type MessageRow,
  moveMessage,
  queueMessage,
  receiveMessage,
  untoldOfCase,
  type Way,
} from '#channels/contract.ts';
import { addEvidence } from './evidence.ts';
import { fillWords } from './placeholders.ts';
import { headOf, linkFor, wayFor, withoutLinks } from './talkSay.ts';
import { holdCase, toldOf } from './talkTold.ts';
import type { TheCase } from './theCase.ts';

/**
 * Writes to the customer by hand (TA-1). Placeholders are filled in. Refuses `no-such-way`, `text-ties-review` (RE-11) and,
 * in a marketplace's chat, `text-leads-outside`.
 */
export async function writeMessage(
  command: Command,
  theCase: TheCase,
  given: { channel?: ChannelName | undefined; body: string },
): Promise<Result<MessageRow>> {
  const way = await wayFor(command.tx, theCase, command.now, given.channel);
  if (!way.ok) return way;
  const link = given.body.includes('{link}') ? { link: await linkFor({ command, theCase }, way.value) } : {};
  const body = await fillWords(command.tx, theCase, given.body, way.value.lang, command.now, link);
  const fit = fitting(body, way.value);
  if (!fit.ok) return fit;
  return ok(await queueMessage(command, way.value, { ...headOf(theCase, way.value), template: null, body }));
}

/** A text that may go out on this way. */
export function fitting(body: string, way: Way): Result<true> {
  const [found] = checkText(body, { outside: way.rules !== null && !way.rules.link });
  if (!found) return ok(true);
  return refuse(found.kind === 'review' ? 'text-ties-review' : 'text-leads-outside', { field: 'body', data: { words: found.words } });
}

/** An agent copied the text into the marketplace's chat; copied again it counts again (TA-11). Refuses `not-found`, `message-state`. */
export async function copyMessage(command: Command, theCase: TheCase, messageId: string): Promise<Result<MessageRow>> {
  const own = await ownMessage(command, theCase, messageId);
  return own.ok ? moveMessage(command, messageId, { event: 'copy' }) : own;
}

/** An agent says that it was sent: the customer counts as told for every clock (TA-11). Refuses `not-found`, `message-state`, `file-not-yours`. */
export async function attestMessage(
  command: Command,
  theCase: TheCase,
  messageId: string,
  given: { note: string; fileId?: string | undefined },
): Promise<Result<MessageRow>> {
  const own = await ownMessage(command, theCase, messageId);
  if (!own.ok) return own;
  const { fileId, note } = given;
  if (fileId) {
    const added = await addEvidence(command, theCase, { ids: [fileId], material: 'chat' });
    if (!added.ok) return added;
  }
  const moved = await moveMessage(command, messageId, { event: 'attest', note, ...(fileId ? { fileId } : {}) });
  if (moved.ok) await toldOf(command, theCase, [moved.value.template], 'attested');
  return moved;
}

/** Sends what didn't reach the customer on another way; the first attempt rests as replaced. Refuses `not-found`, `message-state`, `no-such-way`. */
export async function sendAnotherWay(
  command: Command,
  theCase: TheCase,
  messageId: string,
  channel: ChannelName,
): Promise<Result<MessageRow>> {
  const own = await ownMessage(command, theCase, messageId);
  if (!own.ok) return own;
  const way = await wayFor(command.tx, theCase, command.now, channel);
  if (!way.ok) return way;
  const replaced = await moveMessage(command, messageId, { event: 'replace' });
  if (!replaced.ok) return replaced;
  const lang = own.value.lang;
  const { round, template } = own.value;
  return ok(
    await queueMessage(
      command,
      { ...way.value, lang },
      { ...headOf(theCase, way.value), round, template, body: withoutLinks(own.value.body, { ...way.value, lang }) },
    ),
  );
}

/**
 * Logs a call (TA-1, FU-1). One that reached the customer tells the named message, or all that waits to be told by phone; one
 * that didn't leaves them waiting, with the time at which we promised to call again. Refuses `not-found`, `message-state`.
 */
export async function logCall(
  command: Command,
  theCase: TheCase,
  given: { messageId?: string | undefined; outcome: 'reached' | 'no-answer'; note: string; callAt?: Date },
): Promise<Result<MessageRow[]>> {
  const meant = await meantByCall(command, theCase, given.messageId);
  if (!meant.ok) return meant;
  const event = given.outcome === 'reached' ? 'reach' : 'miss';
  const moved: MessageRow[] = [];
  for (const message of meant.value) {
    const next = await moveMessage(command, message.id, { event, note: given.note, ...(given.callAt ? { callAt: given.callAt } : {}) });
    if (!next.ok) return next;
    moved.push(next.value);
  }
  if (given.outcome === 'reached')
    await toldOf(
      command,
      theCase,
      moved.map((each) => each.template),
      'called',
    );
  return ok(moved);
}

async function meantByCall(command: Command, theCase: TheCase, messageId: string | undefined): Promise<Result<MessageRow[]>> {
  if (messageId) {
    const own = await ownMessage(command, theCase, messageId);
    return own.ok ? ok([own.value]) : own;
  }
  const waiting = (await untoldOfCase(command.tx, theCase.id)).filter((each) => each.channel === 'phone');
  if (waiting.length > 0) return ok(waiting);
  // Nobody had asked for it: the call itself is the row, without words for the customer.
  const way = await wayFor(command.tx, theCase, command.now);
  if (!way.ok) return way;
  const phone = await wayFor(command.tx, theCase, command.now, 'phone');
  const called: Way = phone.ok ? phone.value : { ...way.value, channel: 'phone', to: null, rules: null };
  return ok([await queueMessage(command, called, { ...headOf(theCase, called), template: null, body: '' })]);
}

/**
 * Keeps a message of the customer: pasted by an agent from a chat, or written on the portal. It answers no step by itself: a
 * person reads it. What comes late to a case that was merged goes to the one it leads to. Files are added to the evidence.
 * Refuses `file-not-yours`. The same again changes nothing.
 */
export async function takeReply(
  command: Command,
  addressed: TheCase,
  given: {
    channel: ChannelName;
    nick?: string | undefined;
    at?: Date;
    text: string;
    files: readonly string[];
    externalId?: string | undefined;
  },
): Promise<Result<MessageRow>> {
  const held = addressed.mergedInto ? await holdCase(command, addressed.mergedInto) : ok(addressed);
  if (!held.ok) return held;
  const theCase = held.value;
  const way = await wayFor(command.tx, theCase, command.now);
  if (!way.ok) return way;
  const { message, isNew } = await receiveMessage(command, {
    channel: given.channel,
    caseId: theCase.id,
    caseNumber: theCase.number,
    shopId: theCase.shopId,
    customerId: theCase.customerId,
    round: theCase.round,
    lang: way.value.lang,
    at: given.at ?? command.now,
    from: given.nick ? { kind: 'nick', value: given.nick } : null,
    text: given.text,
    fileIds: given.files,
    externalId: given.externalId ? `${theCase.id}:${given.externalId}` : null,
  });
  if (isNew && given.files.length > 0) {
    const added = await addEvidence(command, theCase, { ids: given.files, material: 'chat' });
    if (!added.ok) return added;
  }
  return ok(message);
}

/** The customer has opened their page: messages that nobody could bring any other way are told by that. Clocks follow at once by the event. */
export async function customerLooked(command: Command, caseId: string): Promise<number> {
  const held = await holdCase(command, caseId);
  return held.ok ? (await markShown(command, caseId)).length : 0;
}

async function ownMessage(command: Command, theCase: TheCase, messageId: string): Promise<Result<MessageRow>> {
  const message = await messageById(command.tx, messageId);
  return message?.caseId === theCase.id ? ok(message) : refuse('not-found');
}
