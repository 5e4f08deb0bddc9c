import type { CommonView, IncidentCause } from '#insight/incidentWire.ts';

/** An incident that is being written by hand. */
export interface Draft {
  readonly shopId: string | null;
  readonly kind: IncidentCause;
  readonly key: string;
  /** A code, or `*`: any. */
  readonly problem: string;
  readonly title: string;
}

/** What to begin with: what most of the chosen cases have in common, the narrowest first. */
export function suggested(common: CommonView | null): Draft {
  const shopId = common?.shops[0]?.id ?? null;
  const most = Math.max(0, ...(common?.signs ?? []).map((sign) => (sign.shopId === shopId ? sign.cases : 0)));
  const sign = narrowest.flatMap(
    (kind) => common?.signs.filter((each) => each.shopId === shopId && each.kind === kind && each.cases === most) ?? [],
  )[0];
  const [only, ...others] = common?.problems ?? [];
  return {
    shopId,
    kind: sign?.kind ?? 'other',
    key: sign?.key ?? '',
    problem: only && others.length === 0 ? only.problem : '*',
    title: sign?.words ?? '',
  };
}

const narrowest: readonly IncidentCause[] = ['van', 'live', 'place', 'goods', 'warehouse', 'carrier'];

export function isComplete(draft: Draft): boolean {
  return draft.shopId !== null && draft.key.trim() !== '' && draft.title.trim() !== '';
}
