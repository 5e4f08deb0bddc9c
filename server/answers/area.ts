/** A place as it stands in addresses, outer to inner with slashes. */
export interface Place {
  readonly place: string;
  readonly placeEn: string;
}

/** Endings that people leave out: 望岳区 is also written 望岳. */
const ending = /(?:特别行政区|自治区|自治州|街道|[省市区县旗镇乡])$/u;

/**
 * The most exact place that stands in an address (EX-1): each of its names, outer to inner, is found in order. The innermost
 * name must stand there; the outer ones may be left out, but a place whose outer names stand there too goes before one
 * whose don't. Undefined when none does.
 */
export function placeIn<T extends Place>(address: string, places: readonly T[]): T | undefined {
  const text = plain(address);
  return places
    .map((each) => ({ each, found: Math.max(fit(text, each.place), fit(text, each.placeEn)) }))
    .filter(({ found }) => found > 0)
    .toSorted((a, b) => b.found - a.found || b.each.place.length - a.each.place.length)[0]?.each;
}

/** How well a place fits: 0 not at all, else deeper and more completely named is more. */
function fit(text: string, place: string): number {
  const names = place
    .split('/')
    .map(plain)
    .filter((name) => name !== '');
  const inner = names.at(-1);
  if (inner === undefined || !stands(text, inner)) return 0;
  const outer = names.slice(0, -1).filter((name) => stands(text, name)).length;
  return outer * 100 + names.length;
}

function stands(text: string, name: string): boolean {
  if (text.includes(name)) return true;
  const short = name.replace(ending, '');
  return Array.from(short).length > 1 && text.includes(short);
}

/** As it is compared: full-width signs plain, no blanks, small letters. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,，.。、-]/g, '');
}
