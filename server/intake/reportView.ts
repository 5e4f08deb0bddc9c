import { type Playbook, playbookOf, type RegistrationField, type TheCase } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { formatFen } from '#platform/money.ts';
import { maskAddress, maskEmail, maskName, maskPhone } from '#platform/text.ts';
import { mayOn } from '#staff/contract.ts';
import { isPending, partsValue } from './facts.ts';
import { hurriesOf, linesOf, materialsOf, relationsOf, reportOf } from './intakeStore.ts';
import type { Registered } from './registered.ts';
import type { ReportView } from './wire.ts';

/** Registered fields that name or reach a person: masked wherever they are shown (TA-7). */
const personal = ['contactName', 'contact', 'secondContact', 'oldInformation', 'newInformation'];

/** The report as the desk shows it: the customer's words, the fields in the playbook's order, the lines (IN-2, IN-8, IN-10). */
export async function presentReport(on: Reader, theCase: TheCase, actor: Actor, lang: Lang): Promise<ReportView> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const report = await reportOf(on, theCase.id);
  const lines = await linesOf(on, theCase.id, theCase.round);
  const materials = await materialsOf(on, theCase.id);
  const hurries = await hurriesOf(on, theCase.id);
  const pending = await isPending(on, theCase);
  return {
    caseId: theCase.id,
    version: theCase.version,
    round: report?.round ?? theCase.round,
    channel: report?.channel ?? theCase.channel,
    receivedAt: (report?.receivedAt ?? theCase.receivedAt).toISOString(),
    words: report?.words ?? '',
    wish: report?.wish ?? null,
    amountClaimed: report?.claimedFen ?? null,
    amountBasis: report?.claimedBasis ?? null,
    neededBy: report?.neededBy?.toISOString() ?? null,
    fields: fieldsOf(playbook, report?.registered ?? {}, lang),
    lines,
    partsValue: await partsValue(on, theCase, lines),
    materials: materials.map((each) => ({
      material: each.material,
      title: titleOf(playbook, each.material, lang),
      fileId: each.fileId,
      text: each.words,
      at: each.at.toISOString(),
      by: each.by,
    })),
    order: {
      orderId: theCase.orderId,
      orderNo: theCase.orderNo,
      state: theCase.orderId ? 'matched' : pending ? 'pending' : theCase.orderNo ? 'unknown' : 'none',
    },
    relations: await relationsOf(on, theCase.id),
    hurries: hurries.map((each) => ({ ...each, at: each.at.toISOString() })),
    may: { correct: !theCase.closedAt && mayOn(actor, 'case.answer', theCase) },
  };
}

function fieldsOf(playbook: Playbook, registered: Registered, lang: Lang): ReportView['fields'] {
  return playbook.registration.fields.flatMap((rule) => {
    const value = registered[rule.id];
    if (value === undefined) return [];
    const masked = personal.includes(rule.id);
    return [{ id: rule.id, title: rule.words[lang], value: masked ? mask(rule.id, String(value)) : sayValue(rule, value, lang), masked }];
  });
}

function sayValue(rule: RegistrationField, value: string | number | boolean, lang: Lang): string {
  if (rule.unit === 'fen' && typeof value === 'number') return formatFen(value, lang);
  return rule.choices?.[String(value)]?.[lang] ?? String(value);
}

function mask(field: string, value: string): string {
  if (field === 'contactName') return maskName(value);
  // An address shows its region only; a name or phone is masked as such.
  if (field.endsWith('Information') && value.length > 4 && !/^[\d\s+-]+$/.test(value)) return maskAddress(value);
  if (value.includes('@')) return maskEmail(value);
  return /\d{5}/.test(value.replace(/\D/g, '')) ? maskPhone(value) : maskName(value);
}

function titleOf(playbook: Playbook, material: string, lang: Lang): string {
  return playbook.registration.materials.find((rule) => rule.id === material)?.words[lang] ?? (lang === 'zh' ? '其他材料' : 'Other');
}
