/**
 * Cleans text that was pasted from a sheet, a chat or a page: full-width letters and digits become plain, zero-width
 * characters go, every kind of blank becomes a space, Excel's ="…" and the tab or quote before a long number go. Punctuation
 * stays as it was, so that a customer's words are still their words.
 */
export function cleanPasted(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[０-９Ａ-Ｚａ-ｚ＃＋－．＠＿]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
      .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[‐‑‒–—−]/g, '-')
      .replace(/ +/g, ' ')
      .replace(/="([^"\n]{0,100})"/g, '$1')
      // Bounded, or a page of quotes takes quadratic time.
      .replace(/(^|[\s,;])(?: ?["'`‘’“”]){1,8} ?(?=[\dA-Za-z])/gm, '$1')
      .replace(/([\dA-Za-z])(?: ?["'`‘’“”]){1,8}(?= ?(?:$|[\s,;]))/gm, '$1')
      .replace(/ +/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim()
  );
}

/**
 * Makes a cell safe for spreadsheets (BA-3): text that a sheet would run as a formula (= + - @, their full-width forms,
 * tab, carriage return) gets an apostrophe in front. A plain number, also below 0, stays a number.
 */
export function neutraliseFormula(cell: string): string {
  if (/^-?\d{1,15}(\.\d+)?$/.test(cell)) return cell;
  return /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** A name or nick with everything between its first and last character hidden: 栖***木. Two characters show only the first. */
export function maskName(name: string): string {
  const letters = Array.from(name.trim());
  const [first] = letters;
  if (first === undefined) return '';
  if (letters.length === 1) return '***';
  return letters.length === 2 ? `${first}***` : `${first}***${letters.at(-1)}`;
}

/**
 * A phone number with its middle hidden: 170****0031. The extension of a virtual number stays (170****0031-1207): it is dialled,
 * expires and names nobody. What is too short to hide a middle is hidden whole; what came masked stays as it came.
 */
export function maskPhone(phone: string): string {
  if (phone.includes('*')) return phone.trim();
  const [, main = '', extension = ''] = /^(.*?)((?:-|转)\d{1,6})?$/.exec(phone.replace(/[\s()]/g, '')) ?? [];
  const isLandline = main.length < 7 && /^-\d{6}/.test(extension);
  const digits = (isLandline ? main + extension : main).replace(/[^\d+]/g, '');
  const tail = isLandline ? '' : extension.replace('转', '-');
  if (digits.length < 7) return digits === '' ? '' : `****${tail}`;
  const shown = digits.length >= 11 ? digits.length - 8 : 0;
  return `${digits.slice(0, shown)}****${digits.slice(-4)}${tail}`;
}

/** An address down to city and district: 澜江市望岳区****. What has no such part is hidden whole. */
export function maskAddress(address: string): string {
  const blankless = address.replace(/\s+/g, '');
  const region =
    /^(?:中国)?(?:[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区))?(?:[\p{Script=Han}]{2,8}?(?:市|自治州|地区|盟))?(?:[\p{Script=Han}]{1,7}?(?<![小社园厂校])(?:区|县|旗))?/u.exec(
      blankless,
    )?.[0] ?? '';
  return blankless === '' ? '' : `${region}****`;
}

/** A mail address with its name hidden: l***@example.com. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return email === '' ? '' : '***';
  return `${Array.from(email)[0]}***${email.slice(at)}`;
}
