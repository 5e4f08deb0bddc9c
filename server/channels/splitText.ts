/**
 * Cuts a text into parts that fit a chat's limit, at the end of a sentence where there is one, else at a comma or blank, else
 * in the middle. Characters are counted as people count them (an emoji is one). Joined again nothing is lost but the blanks
 * at the seams. Pure.
 */
export function splitText(text: string, limit: number): string[] {
  const letters = Array.from(text.trim());
  const parts: string[] = [];
  while (letters.length > limit) {
    const cut = cutAt(letters, limit);
    parts.push(letters.splice(0, cut).join('').trim());
  }
  return [...parts, letters.join('').trim()].filter((part) => part !== '');
}

function cutAt(letters: readonly string[], limit: number): number {
  // A part shorter than half the limit for the sake of a comma reads worse than a cut sentence.
  for (const ends of [/[。！？!?\n]/u, /[，；,;、\s]/u]) {
    for (let at = limit; at > limit / 2; at -= 1) if (ends.test(letters[at - 1] ?? '')) return at;
  }
  return limit;
}
