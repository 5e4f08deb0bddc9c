import { changedOf, lockCase, onCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { may, namesOf } from '#staff/contract.ts';
import { approvalsOf, waitingFor } from './approvalStore.ts';
import { approvalRoutes as wire } from './approvalWire.ts';
import { linkFor, useLink } from './approvalLinks.ts';
import { authorityRows, batchRemedy, dropAuthority, putAuthority } from './authorityStore.ts';
import { decideApproval } from './decideApproval.ts';
import { delegateApprovals, endOwnDelegation, peopleFor } from './delegateApprovals.ts';
import { delegationsFrom } from './delegationStore.ts';
import { presentApproval } from './presentApproval.ts';
import { plannedRemedies } from './wire.ts';

/** Roles that the authority table may bound. */
const grantingRoles = ['agent', 'store', 'lead', 'claims', 'finance', 'operations', 'executive'];

export const approvalRouteAnswers: readonly Route[] = [
  read(wire.queue, async ({ db, actor, lang, now }) => {
    const rows = await waitingFor(db, actor);
    const items = await Promise.all(rows.map((row) => presentApproval(db, row, { actor, lang, now })));
    const named = await withNames(db, items);
    return ok({ items: named, count: named.length, sumFen: named.reduce((sum, each) => sum + each.mostFen, 0) });
  }),
  read(wire.ofCase, async ({ db, actor, lang, params, now }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const rows = await approvalsOf(db, found.value.id);
    return ok({ items: await withNames(db, await Promise.all(rows.map((row) => presentApproval(db, row, { actor, lang, now })))) });
  }),
  command(wire.decide, (asked) =>
    onCase(asked, (theCase) => decideApproval(asked, theCase, { ...asked.body, via: 'case' }), 'remedy.approve'),
  ),
  read(wire.byLink, async ({ db, actor, lang, body, now }) => {
    const found = await linkFor(db, body.token, actor, now);
    if (!found.ok) return found;
    const [item] = await withNames(db, [await presentApproval(db, found.value.approval, { actor, lang, now })]);
    return item ? ok(item) : refuse('not-found');
  }),
  command(wire.decideByLink, async (asked) => {
    const found = await linkFor(asked.tx, asked.body.token, asked.actor, asked.now);
    if (!found.ok) return found;
    const locked = await lockCase(asked, found.value.approval.caseId, null, 'remedy.approve');
    if (!locked.ok) return locked;
    await useLink(asked, found.value.linkId);
    const done = await decideApproval(asked, locked.value, { answer: asked.body.answer, reason: asked.body.reason, via: 'mail' });
    return done.ok ? ok(changedOf(done.value)) : done;
  }),
  read(wire.authority, async ({ db, actor }) => {
    const rows = await authorityRows(db);
    const items = rows.map(({ id, shopId, role, remedy, perCaseFen, perDayFen, example }) => ({
      id,
      shopId,
      role,
      remedy,
      perCaseFen,
      perDayFen,
      example,
    }));
    return ok({ items, roles: grantingRoles, mayEdit: may(actor, 'remedy.policy-edit') });
  }),
  command(wire.putAuthority, async (asked) => {
    const { role, remedy } = asked.body;
    if (!grantingRoles.includes(role)) return refuse('no-such-role', { field: 'role' });
    if (!['*', batchRemedy, ...plannedRemedies].includes(remedy)) return refuse('no-such-remedy', { field: 'remedy' });
    return ok({ id: await putAuthority(asked, asked.body) });
  }),
  command(wire.dropAuthority, async (asked) =>
    (await dropAuthority(asked.tx, asked.params.rowId)) ? ok({ id: asked.params.rowId }) : refuse('not-found'),
  ),
  read(wire.delegations, async ({ db, actor, now }) => {
    const rows = await delegationsFrom(db, now);
    const items = rows
      .filter((row) => row.fromId === actor.id || row.toId === actor.id || may(actor, 'remedy.policy-edit'))
      .map((row) => ({
        id: row.id,
        from: row.from,
        to: row.to,
        mine: row.fromId === actor.id,
        fromAt: row.fromAt.toISOString(),
        untilAt: row.untilAt.toISOString(),
        note: row.note,
      }));
    return ok({ items, people: await peopleFor(db, actor) });
  }),
  command(wire.delegate, async (asked) => {
    const { toId, fromAt, untilAt, note } = asked.body;
    return delegateApprovals(asked, { toId, fromAt: new Date(fromAt), untilAt: new Date(untilAt), note });
  }),
  command(wire.endDelegation, async (asked) => endOwnDelegation(asked, asked.params.delegationId)),
];

/** Ids of people whose authority would be used, as names. */
async function withNames<V extends { readonly onBehalfOf: string | null; readonly state: string }>(
  on: Parameters<typeof namesOf>[0],
  items: readonly V[],
): Promise<V[]> {
  const names = await namesOf(
    on,
    items.flatMap((each) => (each.state === 'waiting' ? (each.onBehalfOf ?? []) : [])),
  );
  return items.map((each) => (each.onBehalfOf === null ? each : { ...each, onBehalfOf: names.get(each.onBehalfOf) ?? each.onBehalfOf }));
}
