import { type DamageDegree, worstFirst } from '#investigation/contract.ts';
import { together } from './groups.ts';
import { partsOfPlan } from './kinds.ts';
import type { LineOfCase } from './linesToMend.ts';
import type { PlanContext, Rate } from './planContext.ts';
import { keyed, type Made, planOptions, type PlannedOption, planRow, standAlone } from './remedy.ts';
import type { PolicyRow } from './runPolicy.ts';

/** The rows of a policy that fit lines damaged to one degree. */
export interface RowsOfDegree {
  readonly degree: string;
  readonly rows: readonly PolicyRow[];
}

/** Some of the lines, answered by one row. */
interface Piece {
  readonly row: PolicyRow;
  readonly lines: readonly LineOfCase[];
}

/** What the rows are judged by: each degree's rows, the worst first, and all lines. */
interface Judged {
  readonly byDegree: readonly RowsOfDegree[];
  readonly lines: readonly LineOfCase[];
}

/** Remedies of the goods as they were sold, whatever of them is damaged. */
const wholeGoods: readonly string[] = ['reship', 'exchange', 'return', 'repair'];
/** Of these, rows with different rates make one payment, or one grant. */
const rated: readonly string[] = ['refund', 'part-refund', 'difference', 'claim-payment', 'points'];

/** The degrees of the lines, each once, the worst first. */
export function degreesOf(lines: readonly Pick<LineOfCase, 'degree'>[]): DamageDegree[] {
  return worstFirst.filter((degree) => lines.some((line) => line.degree === degree));
}

/**
 * Options for lines of one problem that are damaged to different degrees (RE-2, IN-10): each line by the rows of its own degree,
 * all lines in every option, and what is of one kind as one payment that says how it came about. Goods that come back or go out
 * whole have the degree of their worst line; what is granted for the case as a whole that of the worst of all.
 */
export function planByDegree(
  byDegree: readonly RowsOfDegree[],
  context: PlanContext & { readonly lines: readonly LineOfCase[] },
): PlannedOption[] {
  const [only] = byDegree;
  if (byDegree.length <= 1 || !only) return planOptions(only?.rows ?? [], context);
  const judged = { byDegree, lines: context.lines };
  const seen = new Set<string>();
  const made = candidatesOf(byDegree).flatMap((row) => {
    const pieces = piecesFor(row, judged);
    const name = pieces
      .map((piece) => `${piece.row.row}:${piece.lines.map((line) => line.id).join()}`)
      .sort()
      .join('|');
    if (pieces.length === 0 || seen.has(name)) return [];
    seen.add(name);
    return planPieces(pieces, judged, context) ?? [];
  });
  return keyed(made, ({ plan }) => partsOfPlan(plan).map((each) => each.remedy));
}

/** Every row that fits any degree, once, in the table's order. */
function candidatesOf(byDegree: readonly RowsOfDegree[]): PolicyRow[] {
  const rows = new Map(byDegree.flatMap((each) => standAlone(each.rows)).map((row) => [row.row, row]));
  return [...rows.values()].sort((a, b) => a.row - b.row);
}

/** What of the case a row is about: single lines, the goods that they belong to, or the case as a whole. */
function scopeOf(row: PolicyRow): 'lines' | 'goods' | 'case' {
  if (wholeGoods.includes(row.remedy)) return 'goods';
  if (row.remedy === 'resend' || row.amount === 'parts-value') return 'lines';
  return row.amount === 'goods-value' || row.amount === 'short-share' ? 'goods' : 'case';
}

/** Whether a row is for this line, by the degree that counts for what the row is about. */
function fits(row: PolicyRow, line: LineOfCase, { byDegree, lines }: Judged): boolean {
  const scope = scopeOf(row);
  const counts = lines.filter((each) =>
    scope === 'lines' ? each === line : scope === 'case' || each === line || isOfSameGoods(each, line),
  );
  const worst = byDegree.find((each) => counts.some((counted) => counted.degree === each.degree));
  return worst?.rows.some((each) => each.row === row.row) ?? false;
}

function isOfSameGoods(a: LineOfCase, b: LineOfCase): boolean {
  return a.orderLineId !== null && a.orderLineId === b.orderLineId;
}

/** All lines, those that the row is for by it, each other one by a row of its own degree: of the same kind where there is one. */
function piecesFor(row: PolicyRow, judged: Judged): Piece[] {
  const mine = judged.lines.filter((line) => fits(row, line, judged));
  if (mine.length === 0) return [];
  const pieces = new Map<PolicyRow, LineOfCase[]>([[row, mine]]);
  const rest = judged.lines.filter((line) => !mine.includes(line));
  for (const line of rest) {
    const partner = partnerOf(row, line, rest, judged);
    if (!partner) continue;
    const [, found = []] = [...pieces].find(([each]) => each.row === partner.row) ?? [];
    if (found.length > 0) found.push(line);
    else pieces.set(partner, [line]);
  }
  return [...pieces].map(([each, lines]) => ({ row: each, lines }));
}

/** The row that answers a line beside another row; one for whole goods only where none of these goods' lines is answered already. */
function partnerOf(row: PolicyRow, line: LineOfCase, rest: readonly LineOfCase[], judged: Judged): PolicyRow | undefined {
  const free = judged.lines.every((each) => !isOfSameGoods(each, line) || rest.includes(each));
  const possible = candidatesOf(judged.byDegree).filter((each) => {
    const scope = scopeOf(each);
    return scope !== 'case' && (scope === 'lines' || free) && fits(each, line, judged);
  });
  return (
    possible.find((each) => each.remedy === row.remedy && each.amount === row.amount) ??
    possible.find((each) => each.remedy === row.remedy) ??
    possible[0]
  );
}

/** The pieces as one option: payments and grants of a kind in one, all else carried out together. */
function planPieces(pieces: readonly Piece[], judged: Judged, context: PlanContext): Made | undefined {
  const kinds = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const { row } = piece;
    const name = rated.includes(row.remedy) ? `${row.remedy} ${row.amount}` : `row ${row.row}`;
    kinds.set(name, [...(kinds.get(name) ?? []), piece]);
  }
  let settled = context.settled;
  let made: Made | undefined;
  for (const alike of kinds.values()) {
    const piece = planAlike(alike, judged, { ...context, settled });
    if (!piece) continue;
    // What was settled before is deducted once.
    settled = [];
    made = made ? together(made, piece, context.remainingFen) : piece;
    if (!made) return undefined;
  }
  return made;
}

/** Pieces of one kind as one plan: by the row of the worst of them, each line at the rate of its own row, within the lowest of their limits. */
function planAlike(alike: readonly Piece[], { byDegree, lines }: Judged, context: PlanContext): Made | undefined {
  const covered = lines.filter((line) => alike.some((piece) => piece.lines.includes(line)));
  const worst = byDegree
    .map((each) => alike.find((piece) => piece.lines.some((line) => line.degree === each.degree)))
    .find((piece) => piece);
  if (!worst) return undefined;
  const limits = alike.map((piece) => piece.row);
  const row = {
    ...worst.row,
    agentMost: Math.min(...limits.map((each) => each.agentMost)),
    leadMost: Math.min(...limits.map((each) => each.leadMost)),
    fixed: Math.max(...limits.map((each) => each.fixed)),
    approver: limits.find((each) => each.approver !== 'none')?.approver ?? 'none',
  };
  const rates = new Map(
    alike.flatMap((piece) =>
      piece.lines.map((line): [string, Rate] => [line.id, { degree: line.degree, percent: piece.row.percent, row: piece.row.row }]),
    ),
  );
  const whole = covered.length === lines.length;
  const worthAtMost = whole ? context.worthAtMost : covered.reduce((sum, line) => sum + (line.valueFen ?? 0), 0);
  const rows = byDegree.flatMap((each) => each.rows);
  return planRow(row, rows, { ...context, lines: covered, worthAtMost, ...(alike.length > 1 ? { rates } : {}) });
}
