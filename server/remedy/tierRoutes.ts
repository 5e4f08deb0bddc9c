import { readCase } from '#case/contract.ts';
import { writeEvents } from '#platform/events.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { may } from '#staff/contract.ts';
import { allTiers, keepTiers, placeTiers, removeTier, saveTier, tierOf } from './tierStore.ts';
import { tierRoutes as wire } from './tierWire.ts';

/** Customers' tiers as the shop's members list says them (RE-2): the tiers themselves, and who is in which. */
export const tierRouteAnswers: readonly Route[] = [
  read(wire.tiers, async ({ db, actor }) => ok({ items: await allTiers(db), mayEdit: may(actor, 'remedy.policy-edit') })),
  command(wire.putTier, async (asked) => {
    const { tier: code } = asked.params;
    await saveTier(asked, { code, ...asked.body });
    await writeEvents(asked, [{ kind: 'tier.saved', data: { code, rank: asked.body.rank } }]);
    return ok({ code });
  }),
  command(wire.dropTier, async (asked) => {
    const { tier: code } = asked.params;
    const { there, people } = await removeTier(asked, code);
    if (!there) return refuse('not-found');
    if (people > 0) return refuse('tier-in-use', { data: { people } });
    await writeEvents(asked, [{ kind: 'tier.removed', data: { code } }]);
    return ok({ code });
  }),
  read(wire.ofCase, async ({ db, actor, params }) => {
    const found = await readCase(db, actor, params.caseId, 'case.read');
    if (!found.ok) return found;
    const row = found.value.customerId ? await tierOf(db, found.value.customerId) : undefined;
    return ok({ tier: row ? { code: row.code, words: { zh: row.zh, en: row.en }, since: row.since.toISOString(), by: row.by } : null });
  }),
  command(wire.putTiers, async (asked) => {
    const { items } = asked.body;
    const known = new Set((await allTiers(asked.tx)).map((tier) => tier.code));
    const strange = items.find((item) => item.tier !== 'none' && !known.has(item.tier));
    if (strange) return refuse('no-such-tier', { field: 'items', data: { tier: strange.tier } });
    const placed = await placeTiers(asked, items);
    // Somebody who stands in the list twice has what it says last.
    const last = new Map(placed.map((each) => [each.customerId, each]));
    const changed = [...last.values()].filter((each) => each.tier !== each.before);
    await keepTiers(asked, changed);
    await writeEvents(
      asked,
      changed.map(({ customerId, tier, before }) => ({ kind: 'customer.tier-changed', data: { customerId, tier, before } })),
    );
    const found = new Set(placed.map((each) => each.n));
    return ok({ kept: last.size, unknown: items.flatMap((_, n) => (found.has(n) ? [] : [n])) });
  }),
];
