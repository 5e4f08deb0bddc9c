import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { openIncidentsOf } from './incidentStore.ts';
import type { CommonView } from './incidentWire.ts';
import { chosenCases, commonSigns } from './signStore.ts';

/** What chosen cases have in common: their shops, problems and signs with how many share each, and the incidents they could join (BA-2). */
export async function presentCommon(on: Reader, actor: Actor, caseIds: readonly string[], lang: Lang): Promise<CommonView> {
  const chosen = await chosenCases(on, actor, caseIds);
  const shops = tally(chosen, (each) => each.shopId);
  const signs = await commonSigns(
    on,
    chosen.map((each) => each.id),
  );
  const zh = lang === 'zh';
  return {
    numbers: chosen.map((each) => each.number),
    shops: shops.map(([first, cases]) => ({ id: first.shopId, name: zh ? first.shop : first.shopEn || first.shop, cases })),
    problems: tally(chosen, (each) => each.problem).map(([{ problem }, cases]) => ({ problem, cases })),
    signs: signs.map((sign) => ({ shopId: sign.shopId, kind: sign.kind, key: sign.key, words: zh ? sign.zh : sign.en, cases: sign.cases })),
    open: (
      await Promise.all(shops.map(async ([{ shopId }]) => (await openIncidentsOf(on, shopId)).map((each) => ({ ...each, shopId }))))
    ).flat(),
  };
}

/** The first of each kind with how many there are, the most first. */
function tally<T>(items: readonly T[], kindOf: (item: T) => string): [first: T, n: number][] {
  const found = new Map<string, [T, number]>();
  for (const item of items) {
    const before = found.get(kindOf(item));
    found.set(kindOf(item), [before?.[0] ?? item, (before?.[1] ?? 0) + 1]);
  }
  return [...found.values()].sort(([, a], [, b]) => b - a);
}
