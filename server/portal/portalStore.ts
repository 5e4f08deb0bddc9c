import type { Lang } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** How long a report that isn't sent is kept. */
const draftKept = 7 * day;

/** A report that is still being written; everything typed is kept, right or wrong. */
export interface Draft {
  readonly id: string;
  readonly playbook: string;
  readonly shopId: string | null;
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly provenBy: string | null;
  readonly form: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

const columns = sql`id, playbook, shop_id as "shopId", order_id as "orderId", order_no as "orderNo", proven_by as "provenBy", form, created_at as "createdAt"`;

/** The browser's open draft of this playbook, or of any. */
export function draftOf(on: Reader, visitHash: string, playbook: string | null, now: Date): Promise<Draft | undefined> {
  return one(
    sql<Draft>`select ${columns} from portal_drafts where visit_hash = ${visitHash} and case_id is null and expires_at > ${now}
      and (${playbook}::text is null or playbook = ${playbook}) order by changed_at desc limit 1`,
    on,
  );
}

/** The draft with this id, sent or not, if it is this browser's: a repeated send finds what became of it. */
export function draftById(on: Reader, visitHash: string, id: string): Promise<(Draft & { caseId: string | null }) | undefined> {
  return one(
    sql<
      Draft & { caseId: string | null }
    >`select ${columns}, case_id as "caseId" from portal_drafts where id = ${id} and visit_hash = ${visitHash}`,
    on,
  );
}

/** Begins a draft for a proven order or for none (`by` none), or moves the open one to it; what was typed for another order's parts is dropped. */
export async function beginDraft(
  command: Command,
  visitHash: string,
  playbook: string,
  proven: { shopId: string; orderId: string | null; orderNo: string | null; by: string },
): Promise<Draft> {
  await sql`delete from portal_drafts where visit_hash = ${visitHash} and playbook = ${playbook} and case_id is null and expires_at <= ${command.now}`.execute(
    command.tx,
  );
  const row = await one(
    sql<Draft>`insert into portal_drafts as d (id, visit_hash, playbook, shop_id, order_id, order_no, proven_by, created_at, changed_at, expires_at)
      values (${newId()}, ${visitHash}, ${playbook}, ${proven.shopId}, ${proven.orderId}, ${proven.orderNo}, ${proven.by}, ${command.now}, ${command.now}, ${new Date(command.now.getTime() + draftKept)})
      on conflict (visit_hash, playbook) where case_id is null do update set
        form = case when d.order_no is not distinct from excluded.order_no and d.shop_id = excluded.shop_id then d.form else '{}'::jsonb end,
        shop_id = excluded.shop_id, order_id = excluded.order_id, order_no = excluded.order_no, proven_by = excluded.proven_by,
        changed_at = excluded.changed_at, expires_at = excluded.expires_at
      returning ${columns}`,
    command.tx,
  );
  if (!row) throw new Error('a draft that was just begun is there');
  return row;
}

/** Keeps what was typed on one page over what was there. */
export async function keepTyped(
  tx: Tx,
  draftId: string,
  typed: Readonly<Record<string, string>>,
  dropped: readonly string[],
  now: Date,
): Promise<void> {
  await sql`update portal_drafts set form = (form - ${[...dropped]}::text[]) || ${jsonb(typed)}, changed_at = ${now}, expires_at = ${new Date(now.getTime() + draftKept)}
    where id = ${draftId} and case_id is null`.execute(tx);
}

/** The report was sent: what was typed stands in the case now and nowhere else. */
export async function endDraft(command: Command, draftId: string, caseId: string): Promise<void> {
  await sql`update portal_drafts set case_id = ${caseId}, form = '{}', changed_at = ${command.now} where id = ${draftId}`.execute(
    command.tx,
  );
}

export async function forgetOld(tx: Tx, now: Date): Promise<number> {
  const drafts = await sql`delete from portal_drafts where expires_at < ${now}`.execute(tx);
  const tries = await sql`delete from portal_tries where at < ${new Date(now.getTime() - day)}`.execute(tx);
  const codes = await sql`update portal_codes set code = '', address = '' where expires_at < ${now} and code <> ''`.execute(tx);
  return Number(drafts.numAffectedRows ?? 0) + Number(tries.numAffectedRows ?? 0) + Number(codes.numAffectedRows ?? 0);
}

/** Failed tries with this key since a moment, oldest first; holds back others with the same key until the commit. */
export async function triesSince(tx: Tx, key: string, since: Date): Promise<Date[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`portal try ${key}`}, 0))`.execute(tx);
  const rows = await all(sql<{ at: Date }>`select at from portal_tries where key = ${key} and at > ${since} order by at`, tx);
  return rows.map((row) => row.at);
}

export async function countTry(tx: Tx, key: string, now: Date): Promise<void> {
  await sql`insert into portal_tries (key, at) values (${key}, ${now})`.execute(tx);
}

export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string | null;
  readonly pictures: boolean;
  readonly material: string | null;
}

/** Uploads that are done and wait to be attached. */
export function uploadsOf(on: Reader, owner: { kind: string; id: string }): Promise<UploadRow[]> {
  return all(
    sql<UploadRow>`select f.id, f.name, f.size, f.type, f.pictures, m.material from files f left join portal_files m on m.file_id = f.id
      where f.owner_kind = ${owner.kind} and f.owner_id = ${owner.id} and f.state = 'checked' order by f.created_at, f.id`,
    on,
  );
}

export async function nameMaterial(tx: Tx, fileId: string, material: string): Promise<void> {
  await sql`insert into portal_files (file_id, material) values (${fileId}, ${material}) on conflict (file_id) do update set material = excluded.material`.execute(
    tx,
  );
}

/** An active shop, as anybody may know it. */
export interface OpenShop {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly entity: string;
}

export function openShops(on: Reader): Promise<OpenShop[]> {
  return all(sql<OpenShop>`select id, code, name, name_en as "nameEn", entity from shops where active order by code`, on);
}

export interface CaseOfOrder {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly outcome: string | null;
  readonly receivedAt: Date;
}

/** The cases of an order, newest first; merged ones are found under the case that goes on. */
export function casesOfOrder(on: Reader, order: { orderId: string; shopId: string; orderNo: string }): Promise<CaseOfOrder[]> {
  return all(
    sql<CaseOfOrder>`select id, number, stage, outcome, received_at as "receivedAt" from cases where merged_into is null and channel is not null
      and (order_id = ${order.orderId} or (shop_id = ${order.shopId} and order_no = ${order.orderNo})) order by seq desc limit 10`,
    on,
  );
}

/** Cases whose order isn't here yet, proven by the last four of the phone that the customer gave (VE-8). */
export function pendingCases(on: Reader, orderNo: string, tail: string): Promise<CaseOfOrder[]> {
  return all(
    sql<CaseOfOrder>`select c.id, c.number, c.stage, c.outcome, c.received_at as "receivedAt" from cases c where c.order_no = ${orderNo} and c.order_id is null
      and c.merged_into is null and exists (select from customer_handles h where h.customer_id = c.customer_id and h.kind in ('phone', 'virtual-phone')
        and (right(h.value, 4) = ${tail} or right(h.extension, 4) = ${tail})) order by c.seq desc limit 10`,
    on,
  );
}

/** A mail address of somebody who has a case with this order. */
export async function mailOfOrder(on: Reader, orderId: string): Promise<string | undefined> {
  const row = await one(
    sql<{ value: string }>`select h.value from customer_handles h where h.kind = 'email' and h.customer_id in (
        select customer_id from cases where order_id = ${orderId}
        union select b.customer_id from customer_handles b join order_contacts o on o.order_id = ${orderId} and b.kind = 'buyer-id' and b.value = o.buyer_id)
      order by h.second, h.created_at desc limit 1`,
    on,
  );
  return row?.value;
}

export interface CodeRow {
  readonly id: string;
  readonly orderId: string;
  /** Sealed. */
  readonly code: string;
  readonly address: string;
  readonly lang: Lang;
  readonly tries: number;
}

export async function insertCode(command: Command, code: CodeRow & { visitHash: string; expiresAt: Date }): Promise<void> {
  await sql`insert into portal_codes (id, order_id, visit_hash, code, address, lang, at, expires_at)
    values (${code.id}, ${code.orderId}, ${code.visitHash}, ${code.code}, ${code.address}, ${code.lang}, ${command.now}, ${code.expiresAt})`.execute(
    command.tx,
  );
}

export function codeById(on: Reader, id: string): Promise<CodeRow | undefined> {
  return one(
    sql<CodeRow>`select id, order_id as "orderId", code, address, lang, tries from portal_codes where id = ${id} and code <> ''`,
    on,
  );
}

/** Codes that this browser may still use for this order. */
export function openCodes(command: Command, visitHash: string, orderId: string): Promise<{ id: string; code: string }[]> {
  return all(
    sql<{ id: string; code: string }>`select id, code from portal_codes where order_id = ${orderId} and visit_hash = ${visitHash}
      and code <> '' and expires_at > ${command.now} and used_at is null order by at desc`,
    command.tx,
  );
}

/** Uses a code up; false when somebody was quicker. */
export async function useCode(command: Command, id: string): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`update portal_codes set used_at = ${command.now}, code = '', address = '' where id = ${id} and used_at is null returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** The customer of a case took a file: who, what, when. */
export async function noteDownload(tx: Tx, caseId: string, fileId: string, at: Date): Promise<void> {
  await sql`insert into access_log (at, actor_kind, actor_id, act, subject, subject_id, why)
    select ${at}, 'customer', ${caseId}, 'download', 'file', ${fileId}, 'case ' || number from cases where id = ${caseId}`.execute(tx);
}
