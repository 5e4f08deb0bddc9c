import type { Playbook, RegistrationField } from '#case/contract.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import { wrongForm } from './fieldForms.ts';
import { isRequiredFor } from './fieldWire.ts';
import type { Line } from './lines.ts';
import type { Registration } from './wire.ts';

/** Values of a playbook's registration fields by id; an amount's basis under `<id>Basis`. */
export type Registered = Readonly<Record<string, string | number | boolean>>;

/** What intake knows without asking again (IN-7): from the order, or from the handles. */
export interface Known {
  readonly orderNo: string | null;
  readonly name: string | null;
  readonly contact: string | null;
}

/** How a channel asks for the lines: this field is no text but `lines`. */
const linesField = 'parts';

/**
 * Checks a report against its playbook's registration fields and fills in what is known (IN-2, IN-8): no case leaves
 * registration with a required field empty. Refusals: `unknown-field`, `field-has-wrong-form`, `not-one-of`, `fields-missing`
 * (data.fields: every missing field by its words), `amount-needs-basis`, `field-not-a-tax-number`, `field-not-a-date`,
 * `field-not-a-quantity`.
 */
export function checkRegistered(playbook: Playbook, given: Registration, known: Known, lines: readonly Line[]): Result<Registered> {
  const rules = playbook.registration.fields;
  const stranger = Object.keys(given.fields).find(
    (id) => !rules.some((rule) => rule.id === id || (rule.basis && `${rule.id}Basis` === id)),
  );
  if (stranger) return refuse('unknown-field', { field: `fields.${stranger}`, data: { name: stranger } });
  const registered: Record<string, string | number | boolean> = { ...given.fields };
  for (const [id, value] of Object.entries(fromElsewhere(given, known)))
    if (isEmpty(registered[id]) && rules.some((rule) => rule.id === id)) registered[id] = value;
  for (const rule of rules) {
    const wrong = checkForm(rule, registered[rule.id]) ?? checkBasis(rule, registered);
    if (wrong) return wrong;
  }
  const missing = rules.filter((rule) => isRequiredFor(rule, given.problem) && isMissing(rule, registered, lines));
  if (missing[0])
    return refuse('fields-missing', {
      field: fieldName(missing[0].id),
      data: { fields: missing.map((rule) => ({ id: rule.id, ...rule.words })) },
    });
  return ok(Object.fromEntries(Object.entries(registered).filter(([, value]) => !isEmpty(value))));
}

/** The customer's own words say how it was noticed unless somebody asked; the rest comes from the order or the handles. */
function fromElsewhere(given: Registration, known: Known): Record<string, string> {
  const found: Record<string, string | null | undefined> = {
    orderNo: known.orderNo,
    contactName: known.name,
    contact: known.contact,
    howLost: given.words,
  };
  return Object.fromEntries(Object.entries(found).filter((each): each is [string, string] => !isEmpty(each[1])));
}

function isMissing(rule: RegistrationField, registered: Registered, lines: readonly Line[]): boolean {
  if (rule.id !== linesField) return isEmpty(registered[rule.id]);
  return lines.length === 0 || lines.some((line) => line.name === '');
}

function checkForm(rule: RegistrationField, value: string | number | boolean | undefined): Refused | null {
  if (isEmpty(value)) return null;
  const field = fieldName(rule.id);
  if (rule.oneOf && !rule.oneOf.includes(String(value)))
    return refuse('not-one-of', { field, data: { ...rule.words, choices: rule.oneOf.join(', ') } });
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  const whole = rule.unit === 'fen' || rule.unit === 'pieces' || rule.unit === 'g';
  if (rule.unit && (!isNumber || (whole && !Number.isSafeInteger(value))))
    return refuse('field-has-wrong-form', { field, data: { ...rule.words, unit: rule.unit } });
  if (rule.form) return wrongForm(rule, String(value), field);
  if (!rule.unit && typeof value === 'number') return refuse('field-has-wrong-form', { field, data: { ...rule.words, unit: 'text' } });
  return null;
}

function checkBasis(rule: RegistrationField, registered: Registered): Refused | null {
  if (rule.basis !== 'required' || isEmpty(registered[rule.id]) || !isEmpty(registered[`${rule.id}Basis`])) return null;
  return refuse('amount-needs-basis', { field: `fields.${rule.id}Basis`, data: { ...rule.words } });
}

function fieldName(id: string): string {
  if (id === linesField) return 'lines';
  return id === 'orderNo' ? 'orderNo' : `fields.${id}`;
}

function isEmpty(value: string | number | boolean | null | undefined): boolean {
  return value === undefined || value === null || value === '';
}
