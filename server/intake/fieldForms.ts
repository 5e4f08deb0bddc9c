import type { RegistrationField } from '#case/contract.ts';
import { isLocalDay } from '#platform/localTime.ts';
import { refuse, type Refused } from '#platform/result.ts';

/** What a text must look like: a tax number, a day, a quantity of at most three decimals. */
const forms = {
  'tax-number': { code: 'field-not-a-tax-number', fits: (text: string) => /^[0-9A-Z]{15}(?:[0-9A-Z]{2,5})?$/.test(text) },
  date: { code: 'field-not-a-date', fits: isLocalDay },
  quantity: { code: 'field-not-a-quantity', fits: (text: string) => /^\d{1,7}(\.\d{1,3})?$/.test(text) },
} as const;

/**
 * What is wrong with the form of a text that was given, or null (IN-8). Refusals: `field-not-a-tax-number`, `field-not-a-date`,
 * `field-not-a-quantity`, each at `field`.
 */
export function wrongForm(rule: RegistrationField, text: string, field: string): Refused | null {
  if (!rule.form) return null;
  const { code, fits } = forms[rule.form];
  return fits(text.trim()) ? null : refuse(code, { field, data: { ...rule.words } });
}
