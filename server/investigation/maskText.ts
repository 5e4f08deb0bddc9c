import { maskEmail, maskPhone } from '#platform/text.ts';

/** Free text with the phones and mail addresses in it masked, for papers that leave the desk (TA-7). Names in prose stay: no rule finds them. Pure. */
export function maskText(text: string): string {
  return text
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (mail) => maskEmail(mail))
    .replaceAll(/(?<!\d)(?:\+?86[- ]?)?1\d{10}(?!\d)/g, (phone) => maskPhone(phone));
}
