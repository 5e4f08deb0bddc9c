import { isLocalDay, type LocalDay } from '#platform/localTime.ts';
import { refuse, type Result } from '#platform/result.ts';
import { cleanPasted } from '#platform/text.ts';

/**
 * A case number, `C261121-00042-7`: the shop's local day of registration, a number from one sequence that is never reset
 * (five digits at least, it grows), and a check digit. It is a name to say on the phone, not a secret.
 */
export interface CaseNumber {
  readonly day: LocalDay;
  readonly seq: number;
}

/** Writes a case number. The day must exist and lie in 2000 to 2099; the sequence is a whole number from 1. */
export function formatCaseNumber(day: LocalDay, seq: number): string {
  if (!isLocalDay(day) || !day.startsWith('20')) throw new RangeError(`no day for a case number: ${day}`);
  if (!Number.isSafeInteger(seq) || seq < 1) throw new RangeError(`no sequence for a case number: ${seq}`);
  const date = day.slice(2).replaceAll('-', '');
  const digits = String(seq).padStart(5, '0');
  return `C${date}-${digits}-${checkDigit(date + digits)}`;
}

/**
 * Reads a case number as people copy it: spaces, full-width characters, lower case, and missing or odd hyphens don't
 * matter. Refusals: `not-a-case-number`; `bad-check-digit` when it has the form but was copied wrongly.
 */
export function parseCaseNumber(text: string): Result<CaseNumber> {
  const bare = cleanPasted(text).replace(/\s/g, '').toUpperCase();
  const found = /^C(\d{2})(\d{2})(\d{2})-?(\d{5,15})-?(\d)$/.exec(bare);
  if (!found) return refuse('not-a-case-number');
  const [, year = '', month = '', date = '', digits = '', check = ''] = found;
  const day = `20${year}-${month}-${date}`;
  const seq = Number(digits);
  // Zeros fill up to five digits and no further, so that one case has one number.
  if (!isLocalDay(day) || seq < 1 || digits !== String(seq).padStart(5, '0')) return refuse('not-a-case-number');
  if (checkDigit(year + month + date + digits) !== check) return refuse('bad-check-digit');
  return { ok: true, value: { day, seq } };
}

/**
 * Damm's check digit over day and sequence. It finds every single wrong digit and every pair of neighbours exchanged; Luhn
 * misses 09 ↔ 90 and ISO 7064 mod 11,10 some exchanges too. The table is a quasigroup in which no two neighbours commute.
 */
function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)]);
  return String(interim);
}

const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
