import { calendarOf, playbookOf } from '#case/contract.ts';
import { addressOf, mailBody, sendBySmtp } from '#channels/contract.ts';
import { type Lang, systemActor } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, type Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { createIntents, intentByKey } from '#platform/intents.ts';
import { localDayOf, wallClock } from '#platform/localTime.ts';
import type { House, IntentHandler, Projection } from '#platform/module.ts';
import {
  colleague,
  type Complaint,
  complaintMail,
  complaintsById,
  insertReports,
  mailsSetting,
  markReported,
  oftenInTouch,
  type Recipient,
  recipientsOf,
  waitingReports,
} from './complaintStore.ts';
import type { GraveReason } from './complaintWire.ts';

/** So many contacts within 30 days make a complaint grave. */
const manyContacts = 3;
const reported: readonly string[] = ['complaint', 'claim'];

/**
 * Every complaint and claim is reported to operations and the executive (FB-7): a letter each, or it waits for the day's digest.
 * Read in batches off the stream: as a job for each case it couldn't keep up with eight people registering.
 */
export const complaintProjection: Projection = {
  reader: 'complaints',
  on: ['case.registered', 'case.re-kinded'],
  apply: async (tx, events) => {
    const live = new Map(events.filter((event) => event.origin === 'live').map((event) => [event.caseId ?? '', event]));
    const last = [...live.values()].at(-1);
    if (!last) return;
    const setting = await mailsSetting(tx);
    const complaints = (await complaintsById(tx, [...live.keys()].filter(Boolean))).filter(({ kind }) => reported.includes(kind));
    const grave = await gravesOf(tx, complaints, last.at);
    const command: Command = { tx, now: last.at, actor: systemActor, cause: `event:${last.id}` };
    const rows = complaints.map(({ id, shopId }) => ({ caseId: id, shopId, grave: grave.get(id) ?? [] }));
    const fresh = new Set(await insertReports(command, rows, setting.mode));
    const told = complaints.filter((each) => fresh.has(each.id));
    if (setting.mode === 'digest' || told.length === 0) return;
    const recipients = await recipientsOf(tx, setting);
    for (const each of told)
      await report({ ...command, cause: `event:${live.get(each.id)?.id}` }, each, recipients, grave.get(each.id) ?? []);
  },
};

/** Tells whoever reaches the complaint's shop, and says so on the case. */
async function report(
  command: Command,
  complaint: Complaint,
  recipients: readonly Recipient[],
  grave: readonly GraveReason[],
): Promise<void> {
  const to = recipients.filter((each) => reaches(each, complaint.shopId));
  if (to.length === 0) return;
  await write(command, `complaint:${complaint.id}`, to, [complaint], grave);
  await writeEvents(command, [
    { kind: 'complaint.reported', caseId: complaint.id, shopId: complaint.shopId, data: { letters: to.length, grave: [...grave] } },
  ]);
}

/** What waits is told in one letter to each, once a day from the set hour on. Answers how many complaints were told. */
export function sendDigest(house: House): Promise<number> {
  return inTransaction(house.db, async (tx) => {
    const command: Command = { tx, now: house.clock.now(), actor: systemActor, cause: 'sweep:complaint-digest' };
    const waiting = await waitingReports(command);
    const [first] = waiting;
    if (!first) return 0;
    const setting = await mailsSetting(tx);
    const { zone } = await calendarOf(tx, first.shopId);
    if (setting.mode === 'digest' && Number(wallClock(command.now, zone).time.slice(0, 2)) < setting.digestHour) return 0;
    const key = `complaint-digest:${localDayOf(command.now, zone)}`;
    const to = await recipientsOf(tx, setting);
    if (setting.mode === 'digest' && (await Promise.all(to.map((each) => intentByKey(tx, keyFor(key, each))))).some(Boolean)) return 0;
    const complaints = await complaintsById(
      tx,
      waiting.map((each) => each.caseId),
    );
    for (const recipient of to) {
      const theirs = complaints.filter((each) => reaches(recipient, each.shopId));
      const grave = [...new Set(theirs.flatMap((each) => each.grave ?? []))];
      if (theirs.length > 0) await write(command, key, [recipient], theirs, grave);
    }
    await markReported(
      command,
      waiting.map((each) => each.caseId),
    );
    return waiting.length;
  });
}

/** Why complaints are grave: eaten or fresh goods, somebody's safety, an authority, many contacts. By the complaint. */
async function gravesOf(on: Reader, complaints: readonly Complaint[], now: Date): Promise<Map<string, GraveReason[]>> {
  const customers = complaints.flatMap(({ customerId }) => customerId ?? []);
  const often = await oftenInTouch(on, customers, new Date(now.getTime() - 30 * day), manyContacts);
  return new Map(complaints.map((each) => [each.id, graveOf(each, each.customerId !== null && often.has(each.customerId))]));
}

function graveOf({ problem }: Pick<Complaint, 'problem'>, often: boolean): GraveReason[] {
  const grave: GraveReason[] = [];
  if (/^quality\.(food|fresh)\b/.test(problem)) grave.push('food');
  if (problem.startsWith('shipping.changed-unasked')) grave.push('safety');
  if (problem.startsWith('external.')) grave.push('external');
  if (often) grave.push('contacts');
  return grave;
}

const keyFor = (key: string, recipient: Recipient): string => `${key}:${recipient.id ?? recipient.email}`;

function reaches(recipient: Recipient, shopId: string): boolean {
  return recipient.allShops || recipient.shopIds.includes(shopId);
}

async function write(
  command: Command,
  key: string,
  recipients: readonly Recipient[],
  complaints: readonly Complaint[],
  grave: readonly GraveReason[],
): Promise<void> {
  const [only] = complaints.length === 1 ? complaints : [];
  await createIntents(
    command,
    recipients.map((recipient) => ({
      key: keyFor(key, recipient),
      kind: complaintMail,
      ...(only ? { caseId: only.id, shopId: only.shopId } : {}),
      payload: {
        cases: complaints.map((each) => each.id),
        grave: [...grave],
        ...(recipient.id ? { staff: recipient.id } : { to: recipient.email }),
      },
    })),
  );
}

/** The letter. Its Message-ID is the intent's: sent again after a crash it is the same letter. */
export const complaintMailHandler: IntentHandler = {
  kind: complaintMail,
  repeatable: true,
  call: async (intent, house) => {
    const { mail, publicUrl } = house.config;
    if (!mail) return null;
    const { staff, to, cases, grave } = intent.payload as { staff?: string; to?: string; cases: string[]; grave: GraveReason[] };
    const person = staff ? await colleague(house.db, staff) : to ? { name: '', lang: 'zh' as const, email: to } : undefined;
    if (!person) return { outcome: 'refused', answer: {}, fault: 'recipient-gone' };
    const complaints = await complaintsById(house.db, cases);
    const lines = await Promise.all(complaints.map((each) => lineOf(house.db, each, person.lang, publicUrl)));
    return sendBySmtp(mail, {
      messageId: `<complaint-${intent.id}@${addressOf(mail.from).split('@').at(-1) ?? 'amends'}>`,
      to: person.email,
      senderName: person.lang === 'zh' ? '善后' : 'Amends',
      replyTo: null,
      subject: subjectOf(complaints, grave, person.lang),
      ...mailBody(lines.join('\n\n'), ''),
      lang: person.lang,
    });
  },
  settle: () => Promise.resolve(),
};

const graveWords: Readonly<Record<GraveReason, Readonly<Record<Lang, string>>>> = {
  food: { zh: '食品', en: 'food' },
  safety: { zh: '安全', en: 'safety' },
  external: { zh: '主管部门转办', en: 'from an authority' },
  contacts: { zh: '多次联系', en: 'many contacts' },
};

const graveSay = (grave: readonly GraveReason[], lang: Lang): string =>
  grave.map((each) => graveWords[each][lang]).join(lang === 'zh' ? '、' : ', ');

function subjectOf(complaints: readonly Complaint[], grave: readonly GraveReason[], lang: Lang): string {
  const zh = lang === 'zh';
  const mark = grave.length === 0 ? '' : zh ? `【重要：${graveSay(grave, lang)}】` : `[Grave: ${graveSay(grave, lang)}] `;
  const [only] = complaints.length === 1 ? complaints : [];
  if (only) return zh ? `${mark}投诉 ${only.number}，${only.shop}` : `${mark}Complaint ${only.number}, ${only.shopEn}`;
  return zh ? `${mark}今日投诉 ${complaints.length} 件` : `${mark}${complaints.length} complaints today`;
}

async function lineOf(on: Reader, complaint: Complaint, lang: Lang, publicUrl: string): Promise<string> {
  const playbook = await playbookOf(on, complaint.playbookVersionId);
  const { zone } = await calendarOf(on, complaint.shopId);
  const zh = lang === 'zh';
  const when = (at: Date): string => Object.values(wallClock(at, zone)).join(' ');
  const title = playbook.problemTitles?.[complaint.problem]?.[lang];
  const what = `${playbook.title[lang]}${title ? (zh ? `（${title}）` : ` (${title})`) : ''}`;
  const grave = complaint.grave ?? [];
  const parts = [
    `${complaint.number}${grave.length > 0 ? (zh ? ` 【${graveSay(grave, lang)}】` : ` [${graveSay(grave, lang)}]`) : ''}`,
    zh ? `店铺：${complaint.shop}` : `Shop: ${complaint.shopEn}`,
    zh ? `事项：${what}` : `Matter: ${what}`,
    zh ? `收到：${when(complaint.receivedAt)}` : `Received: ${when(complaint.receivedAt)}`,
    ...(complaint.nearestDue ? [zh ? `最近时限：${when(complaint.nearestDue)}` : `Nearest clock: ${when(complaint.nearestDue)}`] : []),
    `${publicUrl}/desk/cases/${complaint.id}`,
  ];
  return parts.join('\n');
}
