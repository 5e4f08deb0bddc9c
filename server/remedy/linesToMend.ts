import type { TheCase } from '#case/contract.ts';
import { linesOf } from '#intake/contract.ts';
import { type DamageDegree, findingsOf, photosOfLines } from '#investigation/contract.ts';
import type { Reader } from '#platform/db.ts';
import type { LineToMend } from './planContext.ts';

/** A line of the case with the kind of its problem, the round that wrote it, and how badly it is damaged by the last look at its photos. */
export type LineOfCase = LineToMend & { readonly problem: string; readonly round: number; readonly degree: DamageDegree };

/** Findings after which a line needs no mending. */
const mended = ['not-missing', 'in-second-parcel', 'not-damaged'];

/**
 * The case's lines that still need mending, by the last finding of this round and by what its photos show. Where nothing would be
 * left and an offer is made all the same (an escalation decided so), it is about all of them: never about the rest of the order.
 */
export async function linesToMend(on: Reader, theCase: TheCase): Promise<LineOfCase[]> {
  const [finding] = (await findingsOf(on, theCase.id)).filter((each) => each.round === theCase.round);
  const seen = await photosOfLines(on, theCase);
  const settled = new Set([
    ...(finding?.lines ?? []).filter((line) => mended.includes(line.finding)).map((line) => line.lineId),
    ...[...seen.values()].filter((line) => mended.includes(line.verdict)).map((line) => line.lineId),
  ]);
  const lines = (await linesOf(on, theCase.id, theCase.round)).map((line) => ({ ...line, degree: seen.get(line.id)?.degree ?? 'none' }));
  const open = lines.filter((line) => !settled.has(line.id));
  return open.length > 0 ? open : lines;
}
