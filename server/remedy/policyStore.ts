import type { ZenDecision } from '@gorules/zen-engine';
import { createHash } from 'node:crypto';
import { all, one, type Reader, sql } from '#platform/db.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import { documentOf, prepare } from './runPolicy.ts';
import type { PolicyTable } from './policyWire.ts';

export interface PolicyVersion {
  readonly id: string;
  readonly policy: string;
  /** MP: of the policy; with its version MP-03. */
  readonly code: string;
  readonly version: number;
  readonly origin: 'file' | 'product';
  readonly hash: string;
  readonly note: string;
  readonly validFrom: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const columns = sql`v.id, v.policy, p.code, v.version, v.origin, v.hash, v.note, v.valid_from as "validFrom", v.created_at as "createdAt",
  coalesce((select s.name from staff s where 'staff:' || s.id = v.created_by), v.created_by) as "createdBy"`;
const from = sql`policy_versions v join policies p on p.name = v.policy`;

export function policies(on: Reader): Promise<{ name: string; code: string; zh: string; en: string }[]> {
  return all(
    sql<{
      name: string;
      code: string;
      zh: string;
      en: string;
    }>`select name, code, title_zh as zh, title_en as en from policies order by name`,
    on,
  );
}

/** The version in force for a shop: its own if it has one, the newest whose start has come. */
export function policyInForce(on: Reader, policy: string, shopId: string | null, now: Date): Promise<PolicyVersion | undefined> {
  return one(
    sql<PolicyVersion>`select ${columns} from ${from} where v.policy = ${policy} and (v.shop_id is null or v.shop_id = ${shopId}) and v.valid_from <= ${now}
      order by (v.shop_id is null), v.version desc limit 1`,
    on,
  );
}

export function policyVersions(on: Reader, policy: string): Promise<PolicyVersion[]> {
  return all(
    sql<PolicyVersion>`select ${columns} from ${from} where v.policy = ${policy} and v.shop_id is null order by v.version desc`,
    on,
  );
}

export function policyVersion(on: Reader, policy: string, version: number): Promise<PolicyVersion | undefined> {
  return one(
    sql<PolicyVersion>`select ${columns} from ${from} where v.policy = ${policy} and v.shop_id is null and v.version = ${version}`,
    on,
  );
}

export async function policyDocument(on: Reader, versionId: string): Promise<object> {
  const row = await one(sql<{ body: object }>`select body from policy_versions where id = ${versionId}`, on);
  if (!row) throw new Error(`policy version ${versionId} is not there`);
  return row.body;
}

/** A version never changes, so its prepared form is kept for the life of the process. */
const kept = new Map<string, ZenDecision>();

export async function decisionOf(on: Reader, versionId: string): Promise<ZenDecision> {
  const found = kept.get(versionId);
  if (found) return found;
  const made = prepare(await policyDocument(on, versionId));
  kept.set(versionId, made);
  return made;
}

export async function insertPolicy(
  command: Pick<Command, 'tx'>,
  policy: { name: string; code: string; zh: string; en: string },
): Promise<void> {
  await sql`insert into policies (name, code, title_zh, title_en) values (${policy.name}, ${policy.code}, ${policy.zh}, ${policy.en}) on conflict (name) do nothing`.execute(
    command.tx,
  );
}

export async function insertVersion(
  command: Pick<Command, 'tx' | 'now'>,
  made: { policy: string; table: PolicyTable; origin: 'file' | 'product'; note: string; validFrom: Date; by: string },
): Promise<number> {
  const row = await one(
    sql<{ version: number }>`insert into policy_versions (id, policy, version, origin, hash, body, note, valid_from, created_at, created_by)
      values (${newId(command.now.getTime())}, ${made.policy}, (select coalesce(max(version), 0) + 1 from policy_versions where policy = ${made.policy} and shop_id is null),
        ${made.origin}, ${hashOf(made.table)}, ${JSON.stringify(documentOf(made.table))}::json, ${made.note}, ${made.validFrom}, ${command.now}, ${made.by})
      returning version`,
    command.tx,
  );
  if (!row) throw new Error('a version that was just written is there');
  return row.version;
}

/** Two people who publish at once are put one behind the other. */
export async function lockPolicy(command: Pick<Command, 'tx'>, policy: string): Promise<boolean> {
  const row = await one(sql<{ name: string }>`select name from policies where name = ${policy} for update`, command.tx);
  return row !== undefined;
}

export function hashOf(table: PolicyTable): string {
  return createHash('sha256').update(JSON.stringify(table)).digest('hex');
}

/** MP-03. */
export function codeOf(version: Pick<PolicyVersion, 'code' | 'version'>): string {
  return `${version.code}-${String(version.version).padStart(2, '0')}`;
}
