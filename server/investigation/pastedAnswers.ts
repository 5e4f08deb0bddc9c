import { cleanPasted } from '#platform/text.ts';

/** An open question as the reader of pasted answers needs it. */
export interface Answerable {
  readonly questionId: string;
  readonly waybills: readonly string[];
}

export interface PastedReading<Q extends Answerable> {
  readonly matched: readonly { readonly question: Q; readonly waybill: string; readonly text: string }[];
  readonly unmatched: readonly string[];
}

const token = /[A-Za-z0-9][A-Za-z0-9-]{5,39}/g;

/** Everything in a text that could be a waybill, as written and in capitals. */
export function waybillsIn(text: string): string[] {
  const found = cleanPasted(text).match(token) ?? [];
  return [...new Set(found.flatMap((each) => [each, each.toUpperCase()]))];
}

/**
 * Which case gets which sentence of a partner's answer (IV-8). Line by line: a line that names waybills of open questions
 * belongs to them; a line that names none goes on with the question above it when that one has no words yet. What fits
 * nowhere comes back as `unmatched`, to be asked about.
 */
export function readAnswers<Q extends Answerable>(text: string, open: readonly Q[]): PastedReading<Q> {
  const matched: { question: Q; waybill: string; text: string }[] = [];
  const unmatched: string[] = [];
  let wordless: { question: Q; waybill: string; text: string }[] = [];
  for (const line of cleanPasted(text).split('\n')) {
    if (line === '') continue;
    const named = line.match(token) ?? [];
    const hits = open.flatMap((question) => {
      const waybill = question.waybills.find((each) => named.some((name) => name.toUpperCase() === each.toUpperCase()));
      return waybill === undefined ? [] : [{ question, waybill }];
    });
    if (hits.length > 0) {
      unmatched.push(...wordless.map((each) => each.waybill));
      const words = wordsOf(
        line,
        hits.map((hit) => hit.waybill),
      );
      const each = hits.map((hit) => ({ ...hit, text: words }));
      wordless = words === '' ? each : [];
      if (words !== '') matched.push(...each);
    } else if (wordless.length > 0) {
      matched.push(...wordless.map((each) => ({ ...each, text: line })));
      wordless = [];
    } else {
      unmatched.push(line);
    }
  }
  unmatched.push(...wordless.map((each) => each.waybill));
  return { matched: joined(matched), unmatched };
}

/** The line without its waybills and what stood around them. */
function wordsOf(line: string, waybills: readonly string[]): string {
  const bare = waybills.reduce((rest, waybill) => rest.replace(new RegExp(waybill.replace(/[^A-Za-z0-9]/g, '\\$&'), 'gi'), ' '), line);
  return bare
    .replace(/^[\s\d.、)）:：,，;；|/-]*(?=\S)/, '')
    .replace(/^[\s:：,，;；|/-]+|[\s:：,，;；|/-]+$/g, '')
    .replace(/ {2,}/g, ' ');
}

/** Two sentences on one question are one answer of two lines. */
function joined<Q extends Answerable>(
  matched: readonly { question: Q; waybill: string; text: string }[],
): { question: Q; waybill: string; text: string }[] {
  const perQuestion = new Map<string, { question: Q; waybill: string; text: string }>();
  for (const each of matched) {
    const before = perQuestion.get(each.question.questionId);
    perQuestion.set(each.question.questionId, before ? { ...before, text: `${before.text}\n${each.text}` } : each);
  }
  return [...perQuestion.values()];
}
