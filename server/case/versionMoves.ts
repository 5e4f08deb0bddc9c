import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { byHand, stepOf } from './byHand.ts';
import { journeyOf } from './journeyStore.ts';
import type { Playbook } from './playbook.ts';
import { playbookInForce, playbookOf } from './playbooks.ts';
import { saveCase, tellOf, type TheCase } from './theCase.ts';
import { knowsProblem } from './problems.ts';

/** Why a running case doesn't fit a newer version of its playbook. */
export type Misfit = 'step-gone' | 'act-changed' | 'clock-gone' | 'way-back-gone' | 'problem-gone';

export interface OlderCase {
  readonly caseId: string;
  readonly number: string;
  readonly caseVersion: number;
  readonly playbookVersion: number;
  readonly step: string;
  readonly misfits: Misfit[];
}

interface Standing {
  readonly step: string;
  readonly problem: string;
  readonly cameFrom: string | null;
  /** Running deadlines that the playbook names. */
  readonly clocks: readonly string[];
}

/**
 * What keeps a case from going on under another version; empty: it fits. Pure. Loops, rounds and clocks stay as they are, so
 * only what the case stands on must be there: its step with the same act, its running clocks, the way back, its problem.
 */
export function misfitsOf(from: Playbook, to: Playbook, at: Standing): Misfit[] {
  const before = stepOf(from, at.step);
  const after = stepOf(to, at.step);
  const misfits: Misfit[] = [];
  if (!after) misfits.push('step-gone');
  else if (before?.act !== after.act) misfits.push('act-changed');
  if (at.clocks.some((clock) => !Object.hasOwn(to.clocks, clock))) misfits.push('clock-gone');
  if (at.cameFrom && (at.step === byHand || leadsBack(to, at.step)) && !stepOf(to, at.cameFrom)) misfits.push('way-back-gone');
  if (!knowsProblem(to.problems, at.problem)) misfits.push('problem-gone');
  return misfits;
}

function leadsBack(playbook: Playbook, step: string): boolean {
  return Object.values(stepOf(playbook, step)?.answers ?? {}).some((edge) => edge.to === 'back' || edge.then?.to === 'back');
}

type Row = Standing & {
  readonly caseId: string;
  readonly number: string;
  readonly caseVersion: number;
  readonly versionId: string;
  readonly playbookVersion: number;
};

/** Running cases of a playbook that keep an older version than the one in force, each with whether it fits the newest (FB-11). */
export async function olderCases(
  on: Reader,
  name: string,
  after: string | null,
  limit: number,
): Promise<Result<{ version: number; items: OlderCase[] }>> {
  const found = await playbookInForce(on, name, null);
  if (!found) return refuse('not-found');
  const rows = await all(
    sql<Row>`select c.id as "caseId", c.number, c.version as "caseVersion", c.playbook_version_id as "versionId", v.version as "playbookVersion",
        c.step, c.problem, (select j.came_from from journey_steps j where j.case_id = c.id and j.left_at is null) as "cameFrom",
        ${clocksOfCase} as clocks
      from cases c join playbook_versions v on v.id = c.playbook_version_id
      where c.closed_at is null and c.playbook = ${name} and c.playbook_version_id <> ${found.id} ${after ? sql`and c.id > ${after}::uuid` : sql``}
      order by c.id limit ${limit}`,
    on,
  );
  const items = await Promise.all(
    rows.map(async (row) => ({
      caseId: row.caseId,
      number: row.number,
      caseVersion: row.caseVersion,
      playbookVersion: row.playbookVersion,
      step: row.step,
      misfits: misfitsOf(await playbookOf(on, row.versionId), found.playbook, row),
    })),
  );
  return ok({ version: found.version, items });
}

/**
 * Moves one running case on to the version in force: it stays at its step, with its clocks as they run. Refuses `case-closed`,
 * `version-in-force` when it is there already, and `version-does-not-fit` with what is missing.
 */
export async function moveToVersion(command: Command, theCase: TheCase): Promise<Result<TheCase>> {
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  const found = await playbookInForce(command.tx, theCase.playbook, theCase.shopId);
  if (!found || found.id === theCase.playbookVersionId) return refuse('version-in-force');
  const journey = await journeyOf(command.tx, theCase.id);
  const open = await one(sql<{ clocks: string[] }>`select ${clocksOfCase} as clocks from cases c where c.id = ${theCase.id}`, command.tx);
  const at = { step: theCase.step, problem: theCase.problem, cameFrom: journey.at(-1)?.cameFrom ?? null, clocks: open?.clocks ?? [] };
  const misfits = misfitsOf(await playbookOf(command.tx, theCase.playbookVersionId), found.playbook, at);
  if (misfits.length > 0) return refuse('version-does-not-fit', { data: { misfits } });
  await tellOf(command, theCase, {
    kind: 'case.version-moved',
    data: { fromVersion: theCase.playbookVersionId, to: found.version, afterSeq: (journey.at(-1)?.seq ?? 1) - 1 },
  });
  theCase.playbookVersionId = found.id;
  await saveCase(command, theCase);
  return ok(theCase);
}

const clocksOfCase = sql`array(select k.name from clocks k where k.case_id = c.id and k.purpose = 'deadline' and k.state in ('running', 'paused', 'overdue'))`;

/** Which version each stretch of the journey ran under: rows up to `afterSeq` belong to `versionId`; later ones to the case's own. */
export function earlierVersions(on: Reader, caseId: string): Promise<{ versionId: string; afterSeq: number }[]> {
  return all(
    sql<{ versionId: string; afterSeq: number }>`select data->>'fromVersion' as "versionId", (data->>'afterSeq')::int as "afterSeq"
      from events where case_id = ${caseId} and kind in ('case.re-kinded', 'case.version-moved') order by id`,
    on,
  );
}
