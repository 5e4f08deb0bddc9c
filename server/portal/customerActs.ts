import { fileAppeal } from '#appeal/contract.ts';
import { answerStep, lockCase, moveCase, playbookOf, saveCase, takeReply, takeStep, type TheCase } from '#case/contract.ts';
import { confirm } from '#feedback/contract.ts';
import { announceByCustomer, givePayeeByCustomer, otherPickupTime, recallCorrections } from '#fulfilment/contract.ts';
import { objectToChange } from '#investigation/contract.ts';
import { correctOrderNo, hurryCase } from '#intake/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Seals } from '#platform/sealed.ts';
import { recordChoice } from '#remedy/contract.ts';
import { receiveMaterials } from '#triage/contract.ts';
import { uploadsOf } from './portalStore.ts';
import { textFault } from './reportForm.ts';
import { ownAnswers } from './statusView.ts';

/** What the customer can do on the status page; each is an ordinary use case of the stage that owns it. */
export const acts = [
  'choice',
  'materials',
  'add',
  'confirmation',
  'answer',
  'appeal',
  'reopen',
  'order-number',
  'hurry',
  'withdraw',
  'sent-back',
  'other-pickup',
  'payee',
  'objection',
] as const;
export type CustomerAct = (typeof acts)[number];

type Form = Readonly<Record<string, string>>;
/** Answers the word that the page says afterwards. */
type Does = (command: Command, theCase: TheCase, form: Form, seals: Seals) => Promise<Result<{ done: string }>>;

/**
 * Does what the customer asked on their case: locked at the version that the page showed. Refuses what the stage refuses,
 * `case-changed` with what has changed since, and faults of the form with their field.
 */
export async function doAct(
  command: Command,
  caseId: string,
  act: CustomerAct,
  form: Form,
  seals: Seals,
): Promise<Result<{ done: string; version: number }>> {
  for (const [name, most] of Object.entries(longestOf)) {
    const [fault] = textFault(name, (form[name] ?? '').trim(), most);
    if (fault) return { ok: false, refused: { ...fault.refusal, field: fault.field } };
  }
  const version = /^\d{1,9}$/.test(form['version'] ?? '') ? Number(form['version']) : -1;
  const locked = await lockCase(command, caseId, version, 'case.read');
  if (!locked.ok) return locked;
  const done = await does[act](command, locked.value, form, seals);
  return done.ok ? ok({ ...done.value, version: locked.value.version }) : done;
}

/** Characters of each free text of the page. */
const longestOf = {
  idea: 2000,
  words: 4000,
  note: 4000,
  why: 2000,
  appeal: 5000,
  hurry: 2000,
  withdraw: 2000,
  orderNo: 64,
  waybill: 40,
  pickup: 200,
  objection: 2000,
  name: 60,
  account: 80,
  bank: 60,
} as const;

const does: Readonly<Record<CustomerAct, Does>> = {
  objection: async (command, theCase, form) => {
    const objected = await objectToChange(command, theCase, textOf(form, 'objection'));
    if (!objected.ok) return atField(objected, 'objection');
    const recalled = await recallCorrections(command, theCase);
    return recalled.ok ? ok({ done: 'objected' }) : recalled;
  },
  'other-pickup': async (command, theCase, form) => {
    const wish = textOf(form, 'pickup');
    if (wish === '') return refuse('when-it-suits', { field: 'pickup' });
    const put = await otherPickupTime(command, theCase, wish);
    if (!put.ok) return atField(put, 'pickup');
    await saveCase(command, theCase);
    return ok({ done: 'otherPickup' });
  },
  'sent-back': async (command, theCase, form) => {
    const announced = await announceByCustomer(command, theCase, { waybill: form['waybill'] ?? '' });
    if (!announced.ok) return announced;
    await saveCase(command, theCase);
    return ok({ done: 'sentBack' });
  },
  payee: async (command, theCase, form, seals) => {
    const given = await givePayeeByCustomer(command, seals, theCase, {
      way: form['way'] ?? '',
      name: textOf(form, 'name'),
      account: textOf(form, 'account'),
      bank: textOf(form, 'bank'),
    });
    if (!given.ok) return given;
    await saveCase(command, theCase);
    return ok({ done: 'payee' });
  },
  choice: async (command, theCase, form) => {
    const option = /^option-([1-9])$/.exec(form['option'] ?? '')?.[1];
    const idea = textOf(form, 'idea');
    const kind = option
      ? 'option'
      : form['option'] === 'unwanted'
        ? 'unwanted'
        : form['option'] === 'declined'
          ? idea === ''
            ? 'declined'
            : 'proposal'
          : null;
    if (kind === null) return refuse('pick-one', { field: 'option' });
    const offerId = form['offer'] ?? '';
    if (!isId(offerId)) return refuse('no-such-offer', { field: 'option' });
    const chosen = await recordChoice(command, theCase, {
      offerId,
      kind,
      channel: 'portal',
      ...(option ? { n: Number(option) } : {}),
      ...(kind === 'proposal' ? { proposal: idea } : {}),
    });
    return chosen.ok
      ? ok({ done: kind === 'option' ? 'choice' : kind === 'unwanted' ? 'unwanted' : 'declined' })
      : atField(chosen, 'option');
  },
  materials: async (command, theCase, form) => {
    const given = await brought(command, theCase);
    const received = await receiveMaterials(command, theCase, {
      ...given,
      text: textOf(form, 'words') || undefined,
      complete: form['complete'] !== 'no',
    });
    return received.ok
      ? ok({ done: form['complete'] === 'no' ? 'added' : 'materials' })
      : atField(received.refused.code === 'nothing-given' ? refuse('nothing-added') : received, 'words');
  },
  add: async (command, theCase, form) => {
    const given = await brought(command, theCase);
    const text = textOf(form, 'note');
    if (given.items.length + given.fileIds.length === 0) {
      if (text === '') return refuse('nothing-added', { field: 'note' });
      const said = await takeReply(command, theCase, { channel: 'portal', text, files: [] });
      return said.ok ? ok({ done: 'added' }) : said;
    }
    const added = await receiveMaterials(command, theCase, { ...given, text: text || undefined, complete: false });
    return added.ok ? ok({ done: 'added' }) : atField(added, 'note');
  },
  confirmation: async (command, theCase, form) => {
    const answer = form['answer'] ?? '';
    if (answer === '') return refuse('pick-one', { field: 'answer' });
    const confirmed = await confirm(command, theCase, { answer, note: textOf(form, 'why'), channel: 'portal' });
    return confirmed.ok ? ok({ done: 'confirmed' }) : atField(confirmed, confirmed.refused.code === 'reason-required' ? 'why' : 'answer');
  },
  answer: async (command, theCase, form) => {
    const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
    if (form['step'] !== theCase.step) return refuse('step-moved-on');
    const answers = await ownAnswers(command.tx, playbook, theCase, 'zh', command.now);
    const answer = answers.find((each) => each.answer === form['answer']);
    if (!answer) return refuse('pick-one', { field: 'answer' });
    const why = textOf(form, 'why');
    const answered = await answerStep(command, theCase, { answer: answer.answer, ...(why === '' ? {} : { reason: why }) });
    return answered.ok ? ok({ done: 'answered' }) : atField(answered, answered.refused.code === 'reason-required' ? 'why' : 'answer');
  },
  appeal: async (command, theCase, form) => {
    const reason = textOf(form, 'appeal');
    if (reason === '') return refuse('reason-required', { field: 'appeal' });
    const uploads = await uploadsOf(command.tx, { kind: 'customer', id: theCase.id });
    const filed = await fileAppeal(command, theCase, { reason, files: uploads.map((each) => each.id) });
    return filed.ok ? ok({ done: 'appeal' }) : atField(filed, 'appeal');
  },
  reopen: async (command, theCase) => {
    const reopened = await takeStep(command, theCase, { kind: 'reopen', because: 'customer', by: 'customer' });
    return reopened.ok ? ok({ done: 'reopened' }) : reopened;
  },
  'order-number': async (command, theCase, form) => {
    const orderNo = textOf(form, 'orderNo');
    if (orderNo === '') return refuse('order-no-needed', { field: 'orderNo' });
    const corrected = await correctOrderNo(command, theCase, orderNo);
    return corrected.ok ? ok({ done: 'orderNo' }) : atField(corrected, 'orderNo');
  },
  hurry: async (command, theCase, form) => {
    const hurried = await hurryCase(command, theCase, { channel: 'web', words: textOf(form, 'hurry') });
    return hurried.ok ? ok({ done: 'hurried' }) : atField(hurried, 'hurry');
  },
  withdraw: async (command, theCase, form) => {
    const reason = textOf(form, 'withdraw');
    if (reason === '') return refuse('reason-required', { field: 'withdraw' });
    const withdrawn = await moveCase(command, theCase, { move: 'withdraw', reason });
    return withdrawn.ok ? ok({ done: 'withdrawn' }) : atField(withdrawn, 'withdraw');
  },
};

/** Uploads of this case that wait to be attached, sorted by the material that they were given for. */
async function brought(
  command: Command,
  theCase: TheCase,
): Promise<{ items: { material: string; fileIds: string[] }[]; fileIds: string[] }> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const uploads = await uploadsOf(command.tx, { kind: 'customer', id: theCase.id });
  const known = playbook.registration.materials.map((rule) => rule.id);
  const items = known
    .map((material) => ({ material, fileIds: uploads.filter((each) => each.material === material).map((each) => each.id) }))
    .filter((each) => each.fileIds.length > 0);
  return { items, fileIds: uploads.filter((each) => !known.includes(each.material ?? '')).map((each) => each.id) };
}

function textOf(form: Form, name: string): string {
  return (form[name] ?? '').trim();
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** Names the form's own field unless the stage named one that the form has. */
function atField(result: Extract<Result<never>, { ok: false }>, field: string): Extract<Result<never>, { ok: false }> {
  return { ...result, refused: { ...result.refused, field: result.refused.field === 'If-Match' ? 'If-Match' : field } };
}
