import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, freshRows, later, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { ChannelName, MessageState } from './wire.ts';

/** A message to or from a customer, as it is stored; blank once the person was erased. */
export interface MessageRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly round: number;
  readonly direction: 'out' | 'in';
  readonly channel: ChannelName;
  readonly template: string | null;
  readonly seq: number;
  readonly lang: Lang;
  readonly subject: string;
  readonly body: string;
  readonly parts: readonly string[];
  readonly toKind: string | null;
  readonly toHandle: string | null;
  readonly state: MessageState;
  readonly messageId: string | null;
  readonly tries: number;
  readonly fileIds: readonly string[];
  readonly callAt: Date | null;
  readonly toldAt: Date | null;
  readonly toldHow: 'delivered' | 'attested' | 'called' | 'shown' | null;
  readonly at: Date;
  readonly byKind: string;
  readonly byId: string;
  readonly erasedAt: Date | null;
}

export interface AttemptRow {
  readonly messageId: string;
  readonly at: Date;
  readonly event: string;
  readonly fault: string | null;
  readonly note: string | null;
  readonly by: string | null;
}

const columns = sql`m.id, m.case_id as "caseId", m.case_number as "caseNumber", m.shop_id as "shopId", m.customer_id as "customerId", m.round,
  m.direction, m.channel, m.template, m.seq, m.lang, m.subject, m.body, m.parts, m.to_kind as "toKind", m.to_handle as "toHandle", m.state,
  m.message_id as "messageId", m.tries, m.file_ids as "fileIds", m.call_at as "callAt", m.told_at as "toldAt", m.told_how as "toldHow", m.at,
  m.by_kind as "byKind", m.by_id as "byId", m.erased_at as "erasedAt"`;

/** One message, or undefined. */
export function messageById(on: Reader, id: string): Promise<MessageRow | undefined> {
  return one(sql<MessageRow>`select ${columns} from messages m where m.id = ${id}`, on);
}

export function lockMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  return one(sql<MessageRow>`select ${columns} from messages m where m.id = ${id} for update`, tx);
}

/** All messages of a case, oldest first. */
export function messagesOfCase(on: Reader, caseId: string): Promise<MessageRow[]> {
  return all(sql<MessageRow>`select ${columns} from messages m where m.case_id = ${caseId} order by m.at, m.n`, on);
}

/** Messages that went out and that the customer hasn't been told of in any way. */
export function untoldOfCase(on: Reader, caseId: string): Promise<MessageRow[]> {
  return all(
    sql<MessageRow>`select ${columns} from messages m where m.case_id = ${caseId} and m.direction = 'out' and m.told_at is null and m.state <> 'replaced' order by m.at, m.n`,
    on,
  );
}

/** All messages of a case that was registered in this command. */
const freshMessages = freshRows<readonly MessageRow[]>('messages');

/** Says that a case was registered in this command: it has no messages yet, and nobody looks for them. */
export function noMessagesYet(tx: Tx, caseId: string): void {
  freshMessages.keep(tx, caseId, []);
}

export async function nextSeq(tx: Tx, caseId: string, template: string, round: number): Promise<number> {
  const fresh = freshMessages.of(tx, caseId);
  if (fresh) return fresh.filter((each) => each.template === template && each.round === round).length + 1;
  const row = await one(
    sql<{ n: number }>`select coalesce(max(seq), 0)::int + 1 as n from messages
      where case_id = ${caseId} and template = ${template} and round = ${round} and direction = 'out'`,
    tx,
  );
  return row?.n ?? 1;
}

export type NewRow = Omit<MessageRow, 'messageId' | 'tries' | 'toldAt' | 'toldHow' | 'at' | 'byKind' | 'byId' | 'erasedAt'> & {
  readonly externalId: string | null;
  readonly at: Date;
};

/** Writes a message and answers it as it stands; undefined when the same one (template, round and seq, or external id) stands already. */
export async function insertMessage(command: Command, row: NewRow): Promise<MessageRow | undefined> {
  const { tx, actor } = command;
  const { externalId: _own, ...rest } = row;
  const stands = { ...rest, messageId: null, tries: 0, toldAt: null, toldHow: null, byKind: actor.kind, byId: actor.id, erasedAt: null };
  const fresh = freshMessages.of(tx, row.caseId);
  const insert = sql`insert into messages (id, case_id, case_number, shop_id, customer_id, round, direction, channel, template, seq, lang, subject, body,
      parts, to_kind, to_handle, state, external_id, file_ids, call_at, at, by_kind, by_id)
    values (${row.id}, ${row.caseId}, ${row.caseNumber}, ${row.shopId}, ${row.customerId}, ${row.round}, ${row.direction}, ${row.channel}, ${row.template},
      ${row.seq}, ${row.lang}, ${row.subject}, ${row.body}, ${[...row.parts]}, ${row.toKind}, ${row.toHandle}, ${row.state}, ${row.externalId},
      ${[...row.fileIds]}, ${row.callAt}, ${row.at}, ${actor.kind}, ${actor.id})`;
  if (!fresh) return (await sql`${insert} on conflict do nothing`.execute(tx)).numAffectedRows === 1n ? stands : undefined;
  if (fresh.some((each) => each.template !== null && each.template === row.template && each.round === row.round && each.seq === row.seq))
    return undefined;
  await later(tx, insert);
  freshMessages.keep(tx, row.caseId, [...fresh, stands]);
  return stands;
}

export function sameMessage(
  tx: Tx,
  key: { caseId: string; template: string; round: number; seq: number },
): Promise<MessageRow | undefined> {
  return one(
    sql<MessageRow>`select ${columns} from messages m where m.case_id = ${key.caseId} and m.template = ${key.template} and m.round = ${key.round}
      and m.seq = ${key.seq} and m.direction = 'out'`,
    tx,
  );
}

export function messageByExternal(tx: Tx, channel: ChannelName, externalId: string): Promise<MessageRow | undefined> {
  return one(sql<MessageRow>`select ${columns} from messages m where m.channel = ${channel} and m.external_id = ${externalId}`, tx);
}

export async function setState(
  tx: Tx,
  id: string,
  to: { state: MessageState; toldAt: Date | null; toldHow: MessageRow['toldHow']; tries: number; callAt: Date | null },
): Promise<void> {
  await sql`update messages set state = ${to.state}, told_at = ${to.toldAt}, told_how = ${to.toldHow}, tries = ${to.tries}, call_at = ${to.callAt} where id = ${id}`.execute(
    tx,
  );
}

/** The Message-ID under which a mail goes out: given once, before the first try, and the same for ever after. */
export async function messageIdFor(on: Reader, id: string, proposed: string): Promise<string> {
  const row = await one(
    sql<{
      messageId: string;
    }>`update messages set message_id = coalesce(message_id, ${proposed}) where id = ${id} returning message_id as "messageId"`,
    on,
  );
  if (!row) throw new Error(`message ${id} is not there`);
  return row.messageId;
}

export async function writeAttempt(
  command: Command,
  row: { messageId: string; event: string; fault: string | null; note: string | null; fileId: string | null },
): Promise<void> {
  await sql`insert into message_attempts (message_id, n, at, event, fault, note, file_id, by_kind, by_id)
    values (${row.messageId}, (select coalesce(max(n), 0) + 1 from message_attempts where message_id = ${row.messageId}), ${command.now}, ${row.event},
      ${row.fault}, ${row.note}, ${row.fileId}, ${command.actor.kind}, ${command.actor.id})`.execute(command.tx);
}

export function attemptsOf(on: Reader, messageIds: readonly string[]): Promise<AttemptRow[]> {
  return all(
    sql<AttemptRow>`select a.message_id as "messageId", a.at, a.event, a.fault, a.note, s.name as by from message_attempts a
      left join staff s on a.by_kind = 'staff' and s.id::text = a.by_id
      where a.message_id = any(${[...messageIds]}::uuid[]) order by a.message_id, a.n`,
    on,
  );
}

/** Names of the members of staff who wrote these messages. */
export async function writersOf(on: Reader, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await all(
    sql<{ id: string; name: string }>`select id::text as id, name from staff where id::text = any(${[...staffIds]}::text[])`,
    on,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Work list: messages in one state of the shops that the reader may see, oldest first. */
export function listWork(on: Reader, actor: Actor, state: MessageState, after: string | null, limit: number): Promise<MessageRow[]> {
  return all(
    sql<MessageRow>`select ${columns} from messages m where m.state = ${state} and ${scopeCondition(actor, 'message.send', { shop: 'm.shop_id' })}
      ${after === null ? sql`` : sql`and m.id > ${after}::uuid`} order by m.id limit ${limit}`,
    on,
  );
}

export async function countWork(on: Reader, actor: Actor, state: MessageState): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*)::int as n from (select 1 from messages m where m.state = ${state}
      and ${scopeCondition(actor, 'message.send', { shop: 'm.shop_id' })} limit ${countCap}) x`,
    on,
  );
  return row?.n ?? 0;
}

/** The person's data leaves messages by law; that something was said, when and how, stays. */
export async function blankMessages(command: Command, customerId: string): Promise<void> {
  await sql`update message_attempts set note = null where message_id in (select id from messages where customer_id = ${customerId})`.execute(
    command.tx,
  );
  await sql`update messages set body = '', subject = '', parts = '{}', to_handle = null, external_id = null, erased_at = ${command.now}
    where customer_id = ${customerId} and erased_at is null`.execute(command.tx);
}

export function freshId(command: Command): string {
  return newId(command.now.getTime());
}
