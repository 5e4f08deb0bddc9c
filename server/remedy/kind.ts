import type { PlaceholderProvider } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Fen } from '#platform/money.ts';
import type { PlanContext } from './planContext.ts';
import type { PlannedGoods, RemedyPlan } from './plan.ts';
import type { PolicyRow } from './runPolicy.ts';

/** What an agent should see before an option is offered. */
export type Note =
  | { readonly note: 'short-stock'; readonly name: string; readonly stock: number; readonly needed: number; readonly until: string | null }
  | { readonly note: 'stock-unknown'; readonly name: string }
  | { readonly note: 'no-warehouse'; readonly name: string }
  | { readonly note: 'value-unknown'; readonly name: string }
  | { readonly note: 'capped'; readonly fen: Fen }
  | { readonly note: 'deducted'; readonly fen: Fen };

/** A plan out of a row, with what to see before it is offered. */
export interface Made<P extends RemedyPlan = RemedyPlan> {
  readonly plan: P;
  readonly notes: readonly Note[];
}

/** What every plan has, whatever is done. */
export type CommonOfPlan = Pick<RemedyPlan, 'source' | 'agentMost' | 'leadMost' | 'valueFen'>;

type Placeholder = PlaceholderProvider['names'][number];

/** What of a plan can be shown in columns: on the desk, on the portal, in events. */
export interface Shown {
  readonly fen: Fen | null;
  readonly points: number | null;
  readonly goods: readonly PlannedGoods[];
  readonly sendBack: readonly PlannedGoods[];
  /** ISO instant. */
  readonly promisedArrival: string | null;
}

/** Another amount than the policy proposes: money in fen, or points. */
export interface OtherAmount {
  readonly fen?: number | undefined;
  readonly points?: number | undefined;
}

/**
 * One family of remedies: planned, worded and weighed in one file. A remedy is added by its entry in `plan.ts`, a family's
 * file and one line in `kinds.ts`; nothing else of this stage knows the single remedies.
 */
export interface Kind<P extends RemedyPlan> {
  /** What comes of a row of the policy; undefined: nothing would (no goods, no money left). */
  plan(row: PolicyRow, context: PlanContext, common: CommonOfPlan): Made<P> | undefined;
  /** In a few words: 补发 铰链×2. */
  title(plan: P, lang: Lang): string;
  /** The whole option in one sentence: price, arrival, what comes back (RE-3, TA-12). */
  details(plan: P, lang: Lang, zone: string): string;
  /** Which way money goes and when it arrives; null where there is no money. */
  payWords(plan: P, lang: Lang): string | null;
  /** What counts against limits: of money fen, of points points, of goods their value (RE-7). */
  weight(plan: P): number;
  shows(plan: P): Partial<Shown>;
  /** Values for the placeholders of messages. */
  fills(plan: P, lang: Lang, zone: string): Partial<Record<Placeholder, string>>;
  /** The plan with another amount; undefined: this kind takes no such amount. */
  withAmount(plan: P, given: OtherAmount): P | undefined;
}

/** For kinds with nothing to set. */
export function noAmount(): undefined {
  return undefined;
}

export function sumKnown(costs: readonly (number | null)[]): number | null {
  return costs.some((cost) => cost === null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}
