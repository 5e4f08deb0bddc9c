import { clockEnds, type Doing, openClock, playbookOf, saveCase, type TheCase, tellOf } from '#case/contract.ts';
import { shopById } from '#commerce/contract.ts';
import { hour } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { systemActor } from '#platform/actor.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertLimit, insertSale, type LimitRow, limitAt, limitsOf, settleSaleRow } from './platformStore.ts';
import type { PlatformLimit, platformKinds } from './platformWire.ts';

type Kind = (typeof platformKinds)[number];

/** Before the platform decides by itself, the owner is warned this long ahead. */
const warn = { n: 4, unit: 'hours' } as const;

/**
 * A platform's after-sale order of this case: its clock runs from the application by the limit in force then (CL-9), never
 * pauses, and counts among all others for the nearest one. Without a limit the order is kept and nothing is claimed.
 * Refusals: `applied-in-future`, `sale-there-already`.
 */
export async function addSale(
  command: Command,
  theCase: TheCase,
  given: { number: string; kind: Kind; appliedAt: string },
): Promise<Result<TheCase>> {
  const appliedAt = new Date(given.appliedAt);
  if (appliedAt > command.now) return refuse('applied-in-future', { field: 'appliedAt' });
  const platform = (await shopById(command.tx, theCase.shopId))?.platform ?? 'own';
  const limit = await limitAt(command.tx, platform, given.kind, appliedAt);
  const id = newId();
  const dueAt = limit ? new Date(appliedAt.getTime() + limit.hours * hour) : null;
  const isNew = await insertSale(command, { ...given, id, caseId: theCase.id, platform, appliedAt, limitId: limit?.id ?? null, dueAt });
  if (!isNew) return refuse('sale-there-already', { field: 'number' });
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  if (limit)
    await openClock(doing, {
      name: 'platform',
      purpose: 'deadline',
      step: theCase.step,
      title: { zh: '平台售后时限', en: "The platform's limit" },
      within: { n: limit.hours, unit: 'hours' },
      warn,
      source: `CL-9 · ${limit.source}`,
      mayPause: false,
      ladder: doing.playbook.ladder,
      from: appliedAt,
      subject: id,
    });
  await tellOf(command, theCase, { kind: 'platform.sale-added', data: { sale: id, kind: given.kind, due: dueAt?.toISOString() ?? null } });
  await saveCase(command, theCase);
  return ok(theCase);
}

/** The platform's order was answered there: its clock is met. Refuses `not-found`. */
export async function settleSale(command: Command, theCase: TheCase, saleId: string): Promise<Result<TheCase>> {
  if (!(await settleSaleRow(command, theCase.id, saleId))) return refuse('not-found');
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  await clockEnds(doing, sql`name = 'platform' and subject = ${saleId}`, 'met');
  await tellOf(command, theCase, { kind: 'platform.sale-settled', data: { sale: saleId } });
  await saveCase(command, theCase);
  return ok(theCase);
}

/** Limits are never changed: a further one counts from its date. Refuses `limit-there-already` for the same date. */
export async function addLimit(
  command: Command,
  given: Omit<LimitRow, 'id' | 'validFrom'> & { validFrom?: string | undefined },
): Promise<Result<PlatformLimit>> {
  const row = await insertLimit(command, { ...given, validFrom: given.validFrom ? new Date(given.validFrom) : command.now });
  return row ? ok(presentLimits([row], command.now)[0] as PlatformLimit) : refuse('limit-there-already', { field: 'validFrom' });
}

export function presentLimits(rows: readonly LimitRow[], now: Date): PlatformLimit[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const of = `${row.platform} ${row.kind}`;
    const inForce = row.validFrom <= now && !seen.has(of);
    if (inForce) seen.add(of);
    return {
      ...row,
      platform: row.platform as PlatformLimit['platform'],
      kind: row.kind as Kind,
      validFrom: row.validFrom.toISOString(),
      inForce,
    };
  });
}

/** Customary times that operators reported (domain.md §3.6); nobody has checked them, so they say that they are examples. */
const examples: readonly [platform: string, kind: Kind, hours: number][] = [
  ['taobao', 'refund-unshipped', 48],
  ['taobao', 'refund-only', 72],
  ['taobao', 'return', 48],
  ['pdd', 'refund-only', 36],
  ['pdd', 'return', 36],
  ['douyin', 'refund-only', 48],
  ['douyin', 'return', 48],
  ['jd', 'return', 24],
  ['jd', 'exchange', 24],
];

export async function seedPlatformLimits(house: House): Promise<void> {
  if ((await limitsOf(house.db)).length > 0) return;
  const since = new Date(0);
  await inTransaction(house.db, async (tx) => {
    for (const [platform, kind, hours] of examples)
      await insertLimit(
        { tx, now: house.clock.now(), actor: systemActor },
        { platform, kind, hours, source: '示例，未核实 · example, not verified', verified: false, validFrom: since },
      );
  });
}
