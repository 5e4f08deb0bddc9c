/** What stood at the door. */
export interface Arrived {
  readonly waybill: string | null;
  readonly phoneTail: string | null;
  readonly words: string;
}

/** What is awaited, with everything it can be known by. */
export interface Sought {
  readonly id: string;
  readonly caseNumber: string;
  readonly orderNo: string | null;
  /** Announced, and those of the order's own parcels: what was refused at the door comes back under its first number. */
  readonly waybills: readonly string[];
  readonly phoneTails: readonly string[];
  /** Names and codes of the goods. */
  readonly goods: readonly string[];
  /** Nobody waits for it any more; it may come all the same. */
  readonly givenUp: boolean;
}

export type MatchedBy = 'waybill' | 'case-number' | 'order' | 'phone' | 'goods';
export interface Candidate {
  readonly id: string;
  readonly by: readonly MatchedBy[];
  /** A number names it, so that nobody needs to look. */
  readonly sure: boolean;
  readonly givenUp: boolean;
}

const numbers: readonly MatchedBy[] = ['waybill', 'case-number', 'order'];
/** Shorter order numbers stand in a text by chance. */
const shortestOrderNo = 8;

/** Who could have sent it, the likeliest first. A phone tail or the goods' name alone is a hint, which a person confirms (FU-11). */
export function candidatesFor(arrived: Arrived, sought: readonly Sought[]): Candidate[] {
  const text = plain(arrived.words);
  return sought
    .map((each) => ({ id: each.id, by: signs(arrived, text, each), givenUp: each.givenUp }))
    .filter((each) => each.by.length > 0)
    .map((each) => ({ ...each, sure: each.by.some((sign) => numbers.includes(sign)) }))
    .sort((a, b) => Number(b.sure) - Number(a.sure) || Number(a.givenUp) - Number(b.givenUp) || b.by.length - a.by.length);
}

/** The one that it certainly is: a number names it, and no other that is still waited for. */
export function certain(candidates: readonly Candidate[]): Candidate | undefined {
  const sure = candidates.filter((each) => each.sure);
  const waited = sure.filter((each) => !each.givenUp);
  if (waited.length > 0) return waited.length === 1 ? waited[0] : undefined;
  return sure.length === 1 ? sure[0] : undefined;
}

function signs(arrived: Arrived, text: string, sought: Sought): MatchedBy[] {
  const waybill = plain(arrived.waybill ?? '');
  const found: MatchedBy[] = [];
  if (waybill !== '' && sought.waybills.some((each) => plain(each) === waybill)) found.push('waybill');
  if (text.includes(plain(sought.caseNumber))) found.push('case-number');
  if (sought.orderNo !== null && sought.orderNo.length >= shortestOrderNo && text.includes(plain(sought.orderNo))) found.push('order');
  if (arrived.phoneTail !== null && sought.phoneTails.includes(arrived.phoneTail)) found.push('phone');
  if (sought.goods.some((name) => plain(name).length > 1 && text.includes(plain(name)))) found.push('goods');
  return found;
}

/** Letters and digits only, NFKC, lower case. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
