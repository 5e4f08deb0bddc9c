import type { TheCase } from '#case/contract.ts';
import { linesOf } from '#intake/contract.ts';
import { findingsOf } from '#investigation/contract.ts';
import type { Reader } from '#platform/db.ts';
import type { LineToMend } from './planContext.ts';

/** Findings after which a line needs no mending. */
const mended = ['not-missing', 'in-second-parcel'];

/** The case's lines that still need mending, by the last finding of this round. */
export async function linesToMend(on: Reader, theCase: TheCase): Promise<(LineToMend & { readonly problem: string })[]> {
  const [finding] = (await findingsOf(on, theCase.id)).filter((each) => each.round === theCase.round);
  const settled = new Set((finding?.lines ?? []).filter((line) => mended.includes(line.finding)).map((line) => line.lineId));
  return (await linesOf(on, theCase.id, theCase.round)).filter((line) => !settled.has(line.id));
}
