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
}

export type MatchedBy = 'waybill' | 'case-number' | 'order' | 'phone' | 'goods';
export interface Candidate {
  readonly id: string;
  readonly by: readonly MatchedBy[];
  /** A number names it, so that nobody needs to look. */
  readonly sure: boolean;
}

const numbers: readonly MatchedBy[] = ['waybill', 'case-number', 'order'];
/** Shorter order numbers stand in a text by chance. */
const shortestOrderNo = 8;

/** Who could have sent it, the likeliest first. A phone tail or the goods' name alone is a hint, which a person confirms (FU-11). */
export function candidatesFor(arrived: Arrived, sought: readonly Sought[]): Candidate[] {
  const text = plain(arrived.words);
  return sought
    .map((each) => ({ id: each.id, by: signs(arrived, text, each) }))
    .filter((each) => each.by.length > 0)
    .map((each) => ({ ...each, sure: each.by.some((sign) => numbers.includes(sign)) }))
    .sort((a, b) => Number(b.sure) - Number(a.sure) || b.by.length - a.by.length);
}

/** The one that it certainly is: a number names it, and names no other. */
export function certain(candidates: readonly Candidate[]): Candidate | undefined {
  const sure = candidates.filter((each) => each.sure);
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
