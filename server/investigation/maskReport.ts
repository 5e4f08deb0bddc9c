import { type ReportPart, reportOfCase, type TheCase } from '#case/contract.ts';
import { contactOfOrder, shippingChangesOf } from '#commerce/contract.ts';
import { customerById, handlesOf } from '#customers/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { type KnownPersonal, maskText } from './maskText.ts';
import { registeredPersonal } from './reportStore.ts';

/**
 * A case's report as page and paper show it (IV-6): every stage's lines, with what is personal masked whoever reads (TA-7), also
 * names and addresses that stand in prose. In plain they are seen on the desk only, by whoever may and says why (OR-5).
 */
export async function maskedReport(on: Reader, theCase: TheCase, lang: Lang, now: Date): Promise<ReportPart[]> {
  const [parts, known] = await Promise.all([reportOfCase(on, theCase, lang, now), personalOf(on, theCase)]);
  return parts.map((part) => ({ ...part, rows: part.rows.map((row) => ({ ...row, text: maskText(row.text, known) })) }));
}

/** Masks free text of a case for papers that leave the house: what the case knows as personal, phones and mail addresses. */
export async function maskerOf(on: Reader, theCase: Pick<TheCase, 'id' | 'orderId' | 'customerId'>): Promise<(text: string) => string> {
  const known = await personalOf(on, theCase);
  return (text) => maskText(text, known);
}

/** Names, addresses and numbers of the customer and the recipient that this case knows: of the order, its changes, the reports, the person. */
async function personalOf(on: Reader, theCase: Pick<TheCase, 'id' | 'orderId' | 'customerId'>): Promise<KnownPersonal> {
  const contact = theCase.orderId ? await contactOfOrder(on, theCase.orderId) : undefined;
  const changes = theCase.orderId ? await shippingChangesOf(on, theCase.orderId) : [];
  const person = theCase.customerId ? await customerById(on, theCase.customerId) : undefined;
  const handles = person ? await handlesOf(on, person.id) : [];
  const reports = await registeredPersonal(on, theCase.id);
  const values = [
    ...changes.map(({ field, old, new: made }) => ({ field, values: [old, made] })),
    ...reports.map((report) => ({ field: report.field, values: report.values })),
  ];
  const of = (field: string): (string | null)[] => values.flatMap((each) => (each.field === field ? [...each.values] : []));
  const nicks = handles.filter((handle) => handle.kind === 'nick').map((handle) => handle.value);
  const phones = handles.filter((handle) => handle.kind.endsWith('phone')).map((handle) => handle.value);
  return {
    names: said([contact?.receiver, contact?.nick, person?.name, ...nicks, ...reports.map((report) => report.name), ...of('receiver')]),
    addresses: said([contact?.address, ...of('address')]),
    numbers: said([contact?.phone, ...phones, ...reports.flatMap((report) => report.contacts), ...of('phone')]),
  };
}

function said(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => !!value))];
}
