import { maskAddress, maskEmail, maskName, maskPhone } from '#platform/text.ts';

/** What is personal of a case, as it is known: names of people, addresses, other ways to reach them. */
export interface KnownPersonal {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * Free text for papers that leave the desk (TA-7): phones and mail addresses masked wherever they stand, and what the case itself
 * knows as its people's names, addresses and numbers. A name that nobody registered can't be found in prose and stays. Pure.
 */
export function maskText(text: string, known: KnownPersonal = { names: [], addresses: [], numbers: [] }): string {
  const plain = known.addresses.reduce(hideAddress, text);
  const unnumbered = longestFirst(known.numbers)
    .filter((number) => number.replace(/\D/g, '').length >= 7 && !number.includes('*'))
    .reduce((masked, number) => masked.replaceAll(number, maskPhone(number)), plain);
  return longestFirst(known.names)
    .filter((name) => isName(name))
    .reduce((masked, name) => hideName(masked, name), unnumbered)
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (mail) => maskEmail(mail))
    .replaceAll(/(?<!\d)(?:\+?86[- ]?)?1\d{10}(?!\d)/g, (phone) => maskPhone(phone));
}

/** Words that stand in a name's field and name nobody. */
const nobody = ['客户', '顾客', '买家', '收件人', '收货人', '客人', '本人', '先生', '女士', '匿名', 'customer', 'buyer', 'recipient'];

function isName(name: string): boolean {
  return Array.from(name).length >= 2 && !name.includes('*') && !nobody.includes(name.toLowerCase());
}

/** A name in letters only as a word of its own: “Lin” isn't hidden in “Lingnan”. */
function hideName(text: string, name: string): string {
  if (!/^[\p{Script=Latin} .'-]+$/u.test(name)) return text.replaceAll(name, maskName(name));
  const pattern = new RegExp(`(?<!\\p{L})${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\p{L})`, 'giu');
  return text.replace(pattern, (found) => maskName(found));
}

/** The address as a whole becomes its city and district; of what people write of it every telling piece goes. */
function hideAddress(text: string, address: string): string {
  if (address.includes('*') || address.trim().length < 4) return text;
  const region = maskAddress(address).replaceAll('*', '');
  const blankless = address.replace(/\s+/g, '');
  const detail = blankless.startsWith(region) ? blankless.slice(region.length) : blankless;
  const whole = text.replaceAll(address, `${region}****`).replaceAll(blankless, `${region}****`);
  return hidePieces(whole, detail);
}

/** How much of an address must stand in a text to tell where somebody lives: six signs, or four with a number among them. */
const telling = (piece: string): boolean => piece.length >= 6 || (piece.length >= 4 && /\d/.test(piece));

function hidePieces(text: string, detail: string): string {
  let masked = '';
  for (let at = 0; at < text.length; ) {
    const piece = pieceFrom(text, at, detail);
    if (telling(piece.replace(/\s/g, ''))) {
      masked += '****';
      at += piece.length;
    } else {
      masked += text[at] ?? '';
      at += 1;
    }
  }
  return masked;
}

/** The longest piece of the address that stands in the text from there, blanks between its signs or not. */
function pieceFrom(text: string, at: number, detail: string): string {
  let found = '';
  let signs = '';
  for (let end = at; end < text.length; end += 1) {
    const sign = text[end] ?? '';
    if (signs !== '' && /\s/.test(sign)) continue;
    signs += sign;
    if (!detail.includes(signs)) break;
    found = text.slice(at, end + 1);
  }
  return found;
}

function longestFirst(values: readonly string[]): string[] {
  return values.map((value) => value.trim()).toSorted((a, b) => b.length - a.length);
}
