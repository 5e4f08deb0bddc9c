import type { Actor } from '#platform/actor.ts';
import { all, one, sql } from '#platform/db.ts';
import { eventColumns, type StoredEvent } from '#platform/events.ts';
import { cappedCount, countCap, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { isStaffRole, scopeCondition } from '#staff/contract.ts';
import { answerStep, moveCase } from './answerStep.ts';
import { presentCase } from './caseView.ts';
import { onCase } from './onCase.ts';
import { chartOfCase, presentPlaybook } from './playbookView.ts';
import { takeFastLane } from './fastLane.ts';
import { takeStep } from './journey.ts';
import { goodFor, makeLink } from './links.ts';
import { notesOf, writeNote } from './notes.ts';
import { rolesOf } from './roleFor.ts';
import { setPlaybookShops } from './playbookShops.ts';
import { playbookInForce, playbookNames } from './playbooks.ts';
import { readCase, tellOf } from './theCase.ts';
import { moveToVersion, olderCases } from './versionMoves.ts';
import { caseRoutes } from './wire.ts';

export const routes: readonly Route[] = [
  read(caseRoutes.read, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    return found.ok ? ok(await presentCase(asked.db, found.value, asked.actor, asked.lang, asked.now)) : found;
  }),
  read(caseRoutes.timeline, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const rows = await all(
      sql<
        StoredEvent & { actor: string }
      >`select ${eventColumns}, coalesce((select name from staff where id::text = actor_id and actor_kind = 'staff'), actor_kind) as actor
        from events where case_id = ${found.value.id} and id > ${asked.query.after} order by id limit 500`,
      asked.db,
    );
    return ok({
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        kind: row.kind,
        actor: row.actor,
        actorKind: row.actorKind,
        version: row.version,
        data: { ...row.data },
      })),
    });
  }),
  command(caseRoutes.answer, (asked) =>
    onCase(asked, async (theCase) =>
      theCase.step === asked.body.step
        ? answerStep(asked, theCase, { answer: asked.body.answer, ...(asked.body.reason ? { reason: asked.body.reason } : {}) })
        : refuse('step-moved-on', { field: 'step', data: { step: theCase.step } }),
    ),
  ),
  command(caseRoutes.move, (asked) =>
    onCase(asked, (theCase) =>
      moveCase(asked, theCase, {
        move: asked.body.move,
        reason: asked.body.reason,
        ...(asked.body.target ? { target: asked.body.target } : {}),
        ...(asked.body.problem ? { problem: asked.body.problem } : {}),
      }),
    ),
  ),
  command(caseRoutes.reopen, (asked) =>
    onCase(asked, (theCase) =>
      takeStep(asked, theCase, { kind: 'reopen', because: asked.body.because, by: rolesOf(asked.actor)[0] ?? 'service' }),
    ),
  ),
  command(caseRoutes.fastLane, (asked) =>
    onCase(asked, (theCase) => takeFastLane(asked, theCase, asked.body.remedy ? { remedy: asked.body.remedy } : {})),
  ),
  command(caseRoutes.note, async (asked) => {
    const found = await readCase(asked.tx, asked.actor, asked.params.caseId, 'case.note');
    if (!found.ok) return found;
    return writeNote(asked, found.value, asked.body);
  }),
  read(caseRoutes.notes, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const rows = await notesOf(asked.db, found.value.id);
    return ok({ items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) });
  }),
  command(caseRoutes.link, async (asked) => {
    const found = await readCase(asked.tx, asked.actor, asked.params.caseId, 'message.send');
    if (!found.ok) return found;
    const secret = await makeLink(asked, found.value.id);
    await tellOf(asked, found.value, { kind: 'link.made', data: {} });
    return ok({ url: `${asked.house.config.publicUrl}/c/${secret}`, expiresAt: new Date(asked.now.getTime() + goodFor).toISOString() });
  }),
  read(caseRoutes.chart, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    return found.ok ? ok({ svg: await chartOfCase(asked.db, found.value, asked.lang) }) : found;
  }),
  read(caseRoutes.playbooks, async (asked) => {
    const names = await playbookNames(asked.db);
    const found = await Promise.all(names.map((name) => playbookInForce(asked.db, name, null)));
    return ok({
      items: found.flatMap((each) =>
        each
          ? [
              {
                name: each.playbook.playbook,
                title: each.playbook.title[asked.lang],
                version: each.version,
                kind: each.playbook.kind,
                problems: each.playbook.problems,
                shops: each.shopIds ? [...each.shopIds] : null,
              },
            ]
          : [],
      ),
    });
  }),
  read(caseRoutes.playbook, async (asked) => {
    const found = await playbookInForce(asked.db, asked.params.name, null);
    return found ? ok(await presentPlaybook(found, asked.lang)) : refuse('not-found');
  }),
  command(caseRoutes.setShops, (asked) => setPlaybookShops(asked, asked.params.name, asked.body.shopIds)),
  read(caseRoutes.olderCases, (asked) => olderCases(asked.db, asked.params.name, asked.query.after ?? null, asked.query.limit)),
  command(caseRoutes.moveToVersion, (asked) => onCase(asked, (theCase) => moveToVersion(asked, theCase), 'playbook.edit')),
  read(caseRoutes.notices, async (asked) => {
    const { actor, query } = asked;
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const cursor = readCursor('notices', query.cursor, 1);
    if (!cursor.ok) return cursor;
    const mine = sql`${noticesFor(actor)} and n.seen_at is null`;
    const rows = await all(
      sql<{ id: string; kind: string; caseId: string | null; number: string | null; data: Record<string, unknown>; at: Date }>`
        select n.id, n.kind, n.case_id as "caseId", c.number, n.data, n.at from notices n left join cases c on c.id = n.case_id
        where ${mine} and n.id < ${cursor.value?.[0] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'} order by n.id desc limit ${query.limit + 1}`,
      asked.db,
    );
    const count = await one(
      sql<{
        n: number;
      }>`select count(*) as n from (select 1 from notices n left join cases c on c.id = n.case_id where ${mine} limit ${countCap}) x`,
      asked.db,
    );
    const page = pageOf(rows, query.limit, (row) => makeCursor('notices', [row.id]));
    return ok({ ...page, items: page.items.map((row) => ({ ...row, at: row.at.toISOString() })), count: cappedCount(count?.n ?? 0) });
  }),
  command(caseRoutes.noticeSeen, async (asked) => {
    if (asked.actor.kind !== 'staff') return refuse('not-allowed');
    await sql`update notices set seen_at = ${asked.now} where id = ${asked.params.id} and seen_at is null
      and id in (select n.id from notices n left join cases c on c.id = n.case_id where n.id = ${asked.params.id} and ${noticesFor(asked.actor)})`.execute(
      asked.tx,
    );
    return ok({});
  }),
];

/**
 * The notices of a person: their own, and those of their role about cases that they may see. A rung of a ladder that no role of
 * staff is named after (executive) is told to those who fill it.
 */
function noticesFor(actor: Actor) {
  const role = actor.kind === 'staff' ? actor.role : '';
  const mine = [role, ...rolesOf(actor).filter((each) => !isStaffRole(each))];
  const inReach = scopeCondition(actor, 'case.read', { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' });
  return sql`(n.staff_id = ${actor.id} or (n.role = any(${mine}::text[]) and (n.case_id is null or ${inReach})))`;
}
