import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { type ChannelName, type MessageRow, queueMessage, type Way, wayTo } from '#channels/contract.ts';
import { calendarOf } from './calendars.ts';
import { stepOf } from './byHand.ts';
import { byDue, freshClocks } from './freshClocks.ts';
import { makeLink } from './links.ts';
import { momentWords } from './momentWords.ts';
import { fillWords } from './placeholders.ts';
import type { Words } from './playbook.ts';
import { linkTo } from './publicLink.ts';
import type { TheCase } from './theCase.ts';
import { type Doing, placeholdersFrom } from './wiring.ts';

/** A message of the playbook that is to be said now. */
export interface Said {
  readonly message: string;
  readonly words: Words;
  readonly reason?: string;
  /** Values that only the caller knows, before all others (a survey's own link). */
  readonly more?: Readonly<Record<string, string>>;
  /** What stands for a link where links are punished; else that they may answer right there. */
  readonly instead?: Words;
  /** Says it at most once: the same number again writes nothing. */
  readonly seq?: number;
}

/** In a chat that punishes links people answer right there. */
const insteadOfLink = { zh: '直接在此回复即可', en: 'just reply in this chat' };

/**
 * Says a message of the playbook to the customer (TA-1, IN-9): picks the way, fills in the words in the customer's language,
 * queues it once in the command's own transaction. Nothing leaves here; channels carry it.
 */
export async function sayMessage(doing: Doing, said: Said): Promise<MessageRow> {
  const { command, theCase } = doing;
  const way = await wayOf(doing, said.message);
  const own = await ownValues(doing, way, said);
  const noLinks = way.rules !== null && !way.rules.link;
  const more = { ...own, ...said.more, ...(noLinks ? { link: (said.instead ?? insteadOfLink)[way.lang] } : {}) };
  const body = await fillWords(command.tx, theCase, said.words[way.lang], way.lang, command.now, more);
  return queueMessage(command, way, {
    ...headOf(theCase, way),
    template: said.message,
    ...(said.seq === undefined ? {} : { seq: said.seq }),
    body,
  });
}

/** What every message of a case says of it; the subject is the same for all, so that mail programs show one conversation. */
export function headOf(theCase: TheCase, way: Way) {
  return {
    caseId: theCase.id,
    caseNumber: theCase.number,
    shopId: theCase.shopId,
    customerId: theCase.customerId,
    round: theCase.round,
    subject: way.lang === 'zh' ? `【${way.signature}】服务单 ${theCase.number}` : `${way.signature}: case ${theCase.number}`,
  };
}

/** The way a playbook's message takes: it must reach the customer when a clock waits for that or the case waits for them. */
async function wayOf(doing: Doing, message: string): Promise<Way> {
  const { command, theCase, playbook } = doing;
  const mustReach =
    theCase.waitingFor === 'customer' || message === playbook.silence.say || (await isAwaited(command.tx, theCase.id, message));
  const way = await wayTo(
    command.tx,
    { customerId: theCase.customerId, shopId: theCase.shopId, caseChannel: theCase.channel, mustReach },
    command.now,
  );
  if (!way.ok) throw new Error('a way that nobody asked for is always found');
  return way.value;
}

/** Whether a clock waits until the customer was told this. */
async function isAwaited(on: Reader, caseId: string, message: string): Promise<boolean> {
  const fresh = freshClocks(on, caseId);
  if (fresh) return fresh.some((each) => each.tells === message);
  const row = await one(
    sql<{
      found: boolean;
    }>`select exists (select 1 from clocks where case_id = ${caseId} and tells = ${message} and state in ('running', 'paused', 'overdue')) as found`,
    on,
  );
  return row?.found === true;
}

/** The way of a message that a person writes: the one they chose, or the customer's. Refuses `no-such-way`. */
export function wayFor(on: Reader, theCase: TheCase, now: Date, wanted?: ChannelName) {
  return wayTo(on, { customerId: theCase.customerId, shopId: theCase.shopId, caseChannel: theCase.channel, mustReach: true }, now, wanted);
}

async function ownValues(doing: Doing, way: Way, said: Said): Promise<Record<string, string>> {
  const { command, theCase } = doing;
  const wants = (name: string) => said.words[way.lang].includes(`{${name}}`);
  const dueBy = wants('dueBy') ? await dueWords(command, theCase, way.lang) : undefined;
  const materials = wants('materials') ? await materialWords(doing, way.lang) : undefined;
  const link = wants('link') && said.more?.['link'] === undefined ? await linkFor(doing, way) : undefined;
  return {
    ...(link === undefined ? {} : { link }),
    ...(dueBy === undefined ? {} : { dueBy }),
    ...(materials === undefined ? {} : { materials }),
    ...(wants('nextStep') ? { nextStep: nextStepWords(doing, way.lang) } : {}),
    ...(said.reason ? { reason: trimmedEnd(said.reason) } : {}),
  };
}

/** The portal's link, or what to do where links are punished. Each message that carries one has its own. */
export async function linkFor(doing: Pick<Doing, 'command' | 'theCase'>, way: Way): Promise<string> {
  if (way.rules && !way.rules.link) return insteadOfLink[way.lang];
  return linkTo('c', await makeLink(doing.command, doing.theCase.id));
}

/** A text that was made with a link, as it may stand in a chat that punishes links. */
export function withoutLinks(text: string, way: Way): string {
  if (!way.rules || way.rules.link) return text;
  return text.replaceAll(/https?:\/\/[^\s<>"'，。；：！？（）]+?(?=[.,;:!?)]*(?:\s|$|[，。；：！？（）]))/g, insteadOfLink[way.lang]);
}

/**
 * While the customer is awaited: until when they can answer. Else: until when we do, by the nearest clock that isn't merely waiting for this
 * letter. A time that has passed is named only where nothing lies ahead: nobody is told on the 26th to expect something by the 21st.
 */
async function dueWords({ tx, now }: Command, theCase: TheCase, lang: Lang): Promise<string | undefined> {
  const fresh = freshClocks(tx, theCase.id);
  const clocks = fresh
    ? byDue(fresh.filter((each) => each.tells === null))
    : await all(
        sql<{
          purpose: string;
          dueAt: Date;
        }>`select purpose, due_at as "dueAt" from clocks where case_id = ${theCase.id} and state in ('running', 'overdue')
          and due_at is not null and tells is null and purpose in ('give-up', 'deadline', 'limit', 'task') order by due_at`,
        tx,
      );
  const among = (some: typeof clocks, purposes: readonly string[]) =>
    purposes.flatMap((each) => some.find(({ purpose }) => purpose === each) ?? [])[0];
  const purposes = [...(theCase.waitingFor === 'customer' ? ['give-up'] : []), 'deadline', 'limit', 'give-up'];
  const ahead = clocks.filter((each) => each.dueAt > now);
  const due = among(ahead, [...purposes, 'task']) ?? among(clocks, purposes);
  if (!due) return undefined;
  const { zone } = await calendarOf(tx, theCase.shopId);
  return momentWords(due.dueAt, zone, lang);
}

/** What was asked for as the stage that asks says it; else the playbook's whole checklist. */
async function materialWords(doing: Doing, lang: Lang): Promise<string> {
  const { command, theCase, playbook } = doing;
  const known = await placeholdersFrom(command.tx, theCase, ['materials'], lang, command.now);
  if (known['materials']) return known['materials'];
  const wanted = playbook.registration.materials.filter((each) => !each.optional).map((each) => each.words[lang]);
  return wanted.join(lang === 'zh' ? '、' : ', ');
}

function nextStepWords({ theCase, playbook }: Doing, lang: Lang): string {
  const step = stepOf(playbook, theCase.step);
  return step?.customerTitle?.[lang] ?? step?.title[lang] ?? '';
}

/** The sentence that a reason stands in brings its own full stop. */
function trimmedEnd(text: string): string {
  return text.trim().replace(/[。.；;]+$/u, '');
}
