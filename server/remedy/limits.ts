import type { Actor } from '#platform/actor.ts';
import { kindOf, partsOfPlan } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';

/** A row of the authority table: most that a role grants by itself, fen; null: no limit (RE-7). */
export interface AuthorityRow {
  readonly role: string;
  /** `*`: every remedy that has no row of its own. */
  readonly remedy: string;
  readonly perCaseFen: number | null;
  readonly perDayFen: number | null;
}

/** Something granted before that counts against a limit. */
export interface Used {
  readonly remedy: string;
  readonly fen: number;
}

/** How far somebody may go on one case today: their role's rows, and what counts already. */
export interface Reach {
  readonly actor: Actor;
  readonly rows: readonly AuthorityRow[];
  /** Chosen in this case before. */
  readonly inCase: readonly Used[];
  /** Offered by the person today on their own authority. */
  readonly today: readonly Used[];
}

/** Why an offer needs somebody else: above the policy row's limit, above the role's authority, outside the policy, or by a legal decision. */
export interface Need {
  readonly remedy: string;
  readonly why: 'limit' | 'authority' | 'outside' | 'legal';
  /** What the offerer may grant alone, in the plan's own unit (fen or points); null: nothing of the kind. */
  readonly most: number | null;
}

/** Without any row of the authority table: the policy's row alone decides. */
export function bareReach(actor: Actor): Reach {
  return { actor, rows: [], inCase: [], today: [] };
}

/** Roles that the policy's row doesn't bound; how far they go stands in the authority table alone. */
const unbounded = ['operations', 'executive', 'claims', 'finance'];
/** Of these, who may do nothing without a row of their own. */
const onlyByTable = ['claims', 'finance'];

/** How far a plan's own row lets an actor go, in its unit; null: no limit. */
function rowMost(actor: Actor, plan: Pick<RemedyPlan, 'agentMost' | 'leadMost'>): number | null {
  if (actor.kind === 'system' || (actor.kind === 'staff' && unbounded.includes(actor.role))) return null;
  return actor.kind === 'staff' && actor.role === 'lead' ? Math.max(plan.agentMost, plan.leadMost) : plan.agentMost;
}

/** What of a plan by itself counts against its row's limit; an explanation costs nothing. */
export function weightOf(plan: RemedyPlan): number {
  return kindOf(plan.remedy).weight(plan);
}

/** The same in fen: points count at what they cost. */
export function weightFen(plan: RemedyPlan): number {
  return plan.remedy === 'points' ? (plan.costFen ?? 0) : weightOf(plan);
}

/** A plan with all that is carried out together with it, fen. */
export function wholeWeightFen(plan: RemedyPlan): number {
  return partsOfPlan(plan).reduce((sum, each) => sum + weightFen(each), 0);
}

/** The row that counts for a remedy, and what is left of it, fen; undefined: no row, no limit; null: without limit. */
function leftFor({ actor, rows, inCase, today }: Reach, remedy: string): number | null {
  const row = rows.find((each) => each.remedy === remedy) ?? rows.find((each) => each.remedy === '*');
  if (!row) return actor.kind === 'staff' && onlyByTable.includes(actor.role) ? 0 : null;
  const counts = (used: Used): boolean => row.remedy === '*' || used.remedy === row.remedy;
  const spent = (of: readonly Used[]): number => of.filter(counts).reduce((sum, each) => sum + each.fen, 0);
  const left = [
    row.perCaseFen === null ? null : row.perCaseFen - spent(inCase),
    row.perDayFen === null ? null : row.perDayFen - spent(today),
  ].filter((each) => each !== null);
  return left.length === 0 ? null : Math.max(0, Math.min(...left));
}

/** How far somebody may go with a plan by itself: of money in fen, of points in points, of goods their value; null: no limit. */
export function mostFor(reach: Reach, plan: RemedyPlan): number | null {
  const byRow = rowMost(reach.actor, plan);
  const left = leftFor(reach, plan.remedy);
  if (left === null || weightFen(plan) === 0) return byRow;
  const byTable = plan.remedy === 'points' ? Math.floor((left * plan.points) / Math.max(1, weightFen(plan))) : left;
  return byRow === null ? byTable : Math.min(byRow, byTable);
}

/** Everything for which a plan, with all that goes with it, needs somebody else; none: the person may grant it. Pure. */
export function needsOf(reach: Reach, plan: RemedyPlan): Need[] {
  const parts = partsOfPlan(plan);
  return parts.flatMap((each, at): Need[] => {
    const { remedy } = each;
    if (each.source.row === 0) return [{ remedy, why: 'outside', most: null }];
    const byRow = rowMost(reach.actor, each);
    if (byRow !== null && weightOf(each) > byRow) return [{ remedy, why: 'limit', most: mostFor(reach, each) }];
    // What goes together counts together.
    const before = parts.slice(0, at).map((part): Used => ({ remedy: part.remedy, fen: weightFen(part) }));
    const left = leftFor({ ...reach, inCase: [...reach.inCase, ...before], today: [...reach.today, ...before] }, remedy);
    return left !== null && weightFen(each) > left ? [{ remedy, why: 'authority', most: mostFor(reach, each) }] : [];
  });
}

/** Whether the plan as it stands is within what the person may grant alone. */
export function isWithin(reach: Reach, plan: RemedyPlan): boolean {
  return needsOf(reach, plan).length === 0;
}

/** Roles that decide what is outside the policy. */
const outsideRoles = ['operations', 'executive'];

/** Whether somebody may approve a plan: their role is the one that the row names (or the executive's), and it is within their reach. */
export function coversPlan(reach: Reach, plan: RemedyPlan, approver: string): boolean {
  const role = reach.actor.kind === 'staff' ? reach.actor.role : '';
  if (approver !== 'none' && role !== approver && role !== 'executive') return false;
  return needsOf(reach, plan).every((need) => need.why === 'outside' && outsideRoles.includes(role));
}
