import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { IncidentCause, IncidentFinding, incidentStates } from './incidentWire.ts';

export interface IncidentRow {
  readonly id: string;
  readonly n: number;
  readonly shopId: string;
  readonly shop: string;
  readonly shopEn: string;
  readonly state: (typeof incidentStates)[number];
  readonly cause: IncidentCause;
  readonly key: string;
  /** What the key is called: a thing's name, or the key itself. */
  readonly keyZh: string;
  readonly keyEn: string;
  readonly problem: string;
  readonly title: string;
  readonly candidates: readonly string[];
  readonly finding: IncidentFinding | null;
  readonly findingBy: string | null;
  readonly cases: number;
  readonly offered: number;
  readonly failed: number;
  readonly remedy: 'waiting' | 'running' | 'done' | 'returned' | null;
  readonly at: Date;
}

const columns = sql`i.id, i.seq::int as n, i.shop_id as "shopId", sh.name as shop, sh.name_en as "shopEn", i.state, i.cause, i.cause_key as key, i.problem, i.title, i.candidates, i.finding,
  (select name from staff where id = i.finding_by) as "findingBy",
  coalesce(g.title, w.name, ca.name, i.cause_key) as "keyZh", coalesce(nullif(g.title_en, ''), nullif(w.name_en, ''), nullif(ca.name_en, ''), g.title, w.name, ca.name, i.cause_key) as "keyEn",
  (case when i.state = 'proposed' then cardinality(i.candidates) else (select count(*) from incident_cases m where m.incident_id = i.id and m.left_at is null) end)::int as cases,
  (select count(*) from incident_rows r where r.incident_id = i.id and r.state = 'done')::int as offered,
  (select count(*) from incident_rows r where r.incident_id = i.id and r.state = 'failed')::int as failed,
  (select state from incident_remedies r where r.incident_id = i.id order by asked_at desc, id desc limit 1) as remedy,
  coalesce(i.opened_at, i.proposed_at) as at`;
const from = sql`incidents i join shops sh on sh.id = i.shop_id left join goods g on i.cause = 'goods' and g.id::text = i.cause_key
  left join warehouses w on i.cause = 'warehouse' and w.id::text = i.cause_key left join carriers ca on i.cause = 'carrier' and ca.id::text = i.cause_key`;
const mine = (actor: Actor) => scopeCondition(actor, 'incident.work', { shop: 'i.shop_id' });

/** Incidents that the reader works on, the newest first. */
export function incidentsFor(on: Reader, actor: Actor, state: string | undefined): Promise<IncidentRow[]> {
  return all(
    sql<IncidentRow>`select ${columns} from ${from} where ${mine(actor)} and (${state ?? null}::text is null or i.state = ${state ?? null}) order by i.seq desc limit 200`,
    on,
  );
}

export async function countByState(on: Reader, actor: Actor): Promise<Record<string, number>> {
  const rows = await all(
    sql<{ state: string; n: number }>`select i.state, count(*)::int as n from incidents i where ${mine(actor)} group by i.state`,
    on,
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export function incidentById(on: Reader, actor: Actor, id: string): Promise<IncidentRow | undefined> {
  return one(sql<IncidentRow>`select ${columns} from ${from} where i.id = ${id} and ${mine(actor)}`, on);
}

/** The same under a lock, for a command. */
export async function lockIncident(command: Command, id: string): Promise<IncidentRow | undefined> {
  await sql`select 1 from incidents where id = ${id} for update`.execute(command.tx);
  return incidentById(command.tx, command.actor, id);
}

/** The open incident that a case is in, whoever reads. */
export function incidentOfCase(on: Reader, caseId: string): Promise<IncidentRow | undefined> {
  return one(
    sql<IncidentRow>`select ${columns} from ${from} where i.id = (select incident_id from incident_cases where case_id = ${caseId} and left_at is null)`,
    on,
  );
}

export function openIncidentsOf(on: Reader, shopId: string): Promise<{ id: string; n: number; title: string }[]> {
  return all(
    sql<{
      id: string;
      n: number;
      title: string;
    }>`select id, seq::int as n, title from incidents where shop_id = ${shopId} and state = 'open' order by seq desc limit 50`,
    on,
  );
}

export interface MemberRow {
  readonly caseId: string;
  readonly number: string;
  readonly problem: string;
  readonly stage: string;
  readonly outcome: string | null;
  readonly playbookVersionId: string;
}

/** Cases of an incident, or those that a proposal found. */
export function membersOf(on: Reader, incident: Pick<IncidentRow, 'id' | 'state' | 'candidates'>): Promise<MemberRow[]> {
  const which =
    incident.state === 'proposed'
      ? sql`c.id = any(${[...incident.candidates]}::uuid[])`
      : sql`c.id in (select case_id from incident_cases where incident_id = ${incident.id} and left_at is null)`;
  return all(
    sql<MemberRow>`select c.id as "caseId", c.number, c.problem, c.stage, c.outcome, c.playbook_version_id as "playbookVersionId" from cases c where ${which} order by c.seq`,
    on,
  );
}

export async function insertIncident(
  tx: Tx,
  row: {
    id: string;
    shopId: string;
    state: 'proposed' | 'open';
    cause: IncidentCause;
    key: string;
    problem: string;
    title: string;
    candidates: readonly string[];
    at: Date;
    by: string | null;
  },
): Promise<boolean> {
  const opened = row.state === 'open' ? row.at : null;
  const made = await one(
    sql<{
      id: string;
    }>`insert into incidents (id, shop_id, state, cause, cause_key, problem, title, candidates, proposed_at, opened_at, opened_by)
      values (${row.id}, ${row.shopId}, ${row.state}, ${row.cause}, ${row.key}, ${row.problem}, ${row.title}, ${[...row.candidates]}::uuid[], ${opened ? null : row.at}, ${opened}, ${row.by})
      on conflict (shop_id, cause, cause_key, problem) where state in ('proposed', 'open') do nothing returning id`,
    tx,
  );
  return made !== undefined;
}

/** The key by which a cause is kept: goods are named by code or id, warehouse and carrier by id; undefined when there is none. */
export async function keyOfCause(
  on: Reader,
  shopId: string,
  { kind, key }: { kind: IncidentCause; key: string },
): Promise<string | undefined> {
  const found = (() => {
    if (kind === 'goods')
      return sql<{ key: string }>`select id::text as key from goods where shop_id = ${shopId} and (id::text = ${key} or code = ${key})`;
    if (kind === 'warehouse') return sql<{ key: string }>`select id::text as key from warehouses where id::text = ${key}`;
    if (kind === 'carrier') return sql<{ key: string }>`select id::text as key from carriers where id::text = ${key}`;
    return undefined;
  })();
  return found ? (await one(found, on))?.key : key;
}

export async function addCandidates(tx: Tx, id: string, candidates: readonly string[]): Promise<void> {
  await sql`update incidents set candidates = (select array_agg(distinct x) from unnest(candidates || ${[...candidates]}::uuid[]) x) where id = ${id} and state = 'proposed'`.execute(
    tx,
  );
}

export async function changeState(
  command: Command,
  id: string,
  to: { state: 'open' | 'dismissed' | 'settled'; title?: string; reason?: string },
): Promise<void> {
  const { actor, now } = command;
  if (to.state === 'open')
    await sql`update incidents set state = 'open', title = ${to.title ?? ''}, opened_at = ${now}, opened_by = ${actor.id} where id = ${id}`.execute(
      command.tx,
    );
  else
    await sql`update incidents set state = ${to.state}, reason = ${to.reason ?? ''}, ended_at = ${now}, ended_by = ${actor.id} where id = ${id}`.execute(
      command.tx,
    );
}

export async function saveFinding(command: Command, id: string, finding: IncidentFinding): Promise<void> {
  await sql`update incidents set finding = ${jsonb(finding)}, finding_by = ${command.actor.id}, finding_at = ${command.now} where id = ${id}`.execute(
    command.tx,
  );
}

export interface Settings {
  readonly hours: number;
  readonly cases: number;
  readonly example: boolean;
}

export async function settingsOf(on: Reader): Promise<Settings> {
  const row = await one(sql<Settings>`select hours, cases, example from incident_settings`, on);
  if (!row) throw new Error('the migration writes the settings of incidents');
  return row;
}

export async function putSettings(command: Command, given: { hours: number; cases: number }): Promise<void> {
  await sql`update incident_settings set hours = ${given.hours}, cases = ${given.cases}, example = false, changed_at = ${command.now},
    changed_by = ${`${command.actor.kind}:${command.actor.id}`}`.execute(command.tx);
}

/** A member of staff as they act, when the worker carries out what they asked for. */
export async function staffActor(on: Reader, id: string): Promise<Actor> {
  const row = await one(
    sql<{ role: string; lang: 'zh' | 'en'; allShops: boolean; shopIds: string[] }>`select role, lang, all_shops as "allShops",
      array(select shop_id from staff_shops where staff_id = s.id) as "shopIds" from staff s where id = ${id}`,
    on,
  );
  if (!row) throw new Error(`staff ${id} is gone`);
  return {
    kind: 'staff',
    id,
    role: row.role,
    shopIds: row.allShops ? 'all' : row.shopIds,
    teamIds: [],
    lang: row.lang,
    sessionId: 'incident',
  };
}
