import { fillWords, holdCase, type TheCase } from '#case/contract.ts';
import { checkText } from '#channels/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { WordingView } from './publicWire.ts';

/** Places where everybody reads an answer (RE-9). */
export const publicChannels: readonly string[] = ['social', 'review', 'media'];
/** Blanks that may be filled in public: nothing of the person, no amount, no link. */
const blanks = ['caseNumber', 'shop'];

interface WordingRow {
  readonly id: string;
  readonly problem: string;
  readonly zh: string;
  readonly en: string;
  readonly example: boolean;
}
const columns = sql`id, problem, words_zh as zh, words_en as en, example`;

/** Approved wordings in force, those of one problem before the general ones. */
export async function wordings(on: Reader): Promise<WordingView[]> {
  const rows = await all(
    sql<WordingRow>`select ${columns} from public_wordings where retired_at is null order by problem = '*', problem, id`,
    on,
  );
  return rows.map(present);
}

/** Keeps a wording. Refuses `text-ties-review` (RE-11), `wording-blank`. */
export async function putWording(
  command: Command,
  id: string,
  given: { problem: string; words: { zh: string; en: string } },
): Promise<Result<WordingView>> {
  for (const lang of ['zh', 'en'] as const) {
    const text = given.words[lang];
    const [tied] = checkText(text, { outside: false });
    if (tied) return refuse('text-ties-review', { field: `words.${lang}`, data: { words: tied.words } });
    const foreign = [...text.matchAll(/\{([^}]*)\}/g)].find(([, name = '']) => !blanks.includes(name));
    if (foreign) return refuse('wording-blank', { field: `words.${lang}` });
  }
  const row = await one(
    sql<WordingRow>`insert into public_wordings (id, problem, words_zh, words_en, example, changed_at, changed_by)
      values (${id}, ${given.problem || '*'}, ${given.words.zh}, ${given.words.en}, false, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
      on conflict (id) do update set problem = excluded.problem, words_zh = excluded.words_zh, words_en = excluded.words_en, example = false,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by, retired_at = null returning ${columns}`,
    command.tx,
  );
  if (!row) throw new Error('a wording that was just written is there');
  await writeEvents(command, [{ kind: 'wording.saved', data: { wording: id } }]);
  return ok(present(row));
}

/** Takes a wording out of use; what was posted stays. Refuses `not-found`. */
export async function retireWording(command: Command, id: string): Promise<Result<{ id: string }>> {
  const row = await one(
    sql<{ id: string }>`update public_wordings set retired_at = ${command.now} where id = ${id} and retired_at is null returning id`,
    command.tx,
  );
  if (!row) return refuse('not-found');
  await writeEvents(command, [{ kind: 'wording.saved', data: { wording: id } }]);
  return ok({ id });
}

/** What may be said in public about a case: the wordings of its problem, their blanks filled. None for a case that isn't public. */
export async function textsFor(on: Reader, theCase: TheCase, now: Date): Promise<{ wordingId: string; lang: Lang; body: string }[]> {
  if (!publicChannels.includes(theCase.channel)) return [];
  const fitting = (await wordings(on)).filter(
    ({ problem }) => problem === '*' || problem === theCase.problem || theCase.problem.startsWith(`${problem}.`),
  );
  const texts = fitting.flatMap((each) => (['zh', 'en'] as const).map((lang) => ({ wordingId: each.id, lang, words: each.words[lang] })));
  return Promise.all(
    texts.map(async ({ wordingId, lang, words }) => ({ wordingId, lang, body: await fillWords(on, theCase, words, lang, now) })),
  );
}

/**
 * Writes down an answer that was posted in public (RE-9). Only an approved wording with its blanks filled goes; it tells the
 * customer nothing for any clock. Refuses `not-found`, `not-public`, `text-ties-review` (RE-11), `not-approved-wording`.
 */
export async function answerInPublic(command: Command, caseId: string, body: string): Promise<Result<{ id: string }>> {
  const held = await holdCase(command, caseId, 'message.send');
  if (!held.ok) return held;
  const theCase = held.value;
  if (!publicChannels.includes(theCase.channel)) return refuse('not-public');
  const [tied] = checkText(body, { outside: false });
  if (tied) return refuse('text-ties-review', { field: 'body', data: { words: tied.words } });
  const text = (await textsFor(command.tx, theCase, command.now)).find((each) => plain(each.body) === plain(body));
  if (!text) return refuse('not-approved-wording', { field: 'body' });
  const id = newId(command.now.getTime());
  await sql`insert into public_answers (id, case_id, shop_id, wording_id, channel, lang, body, by_id, at)
    values (${id}, ${theCase.id}, ${theCase.shopId}, ${text.wordingId}, ${theCase.channel}, ${text.lang}, ${text.body}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
  await writeEvents(command, [
    {
      kind: 'public.answered',
      caseId: theCase.id,
      shopId: theCase.shopId,
      data: { answer: id, wording: text.wordingId, channel: theCase.channel },
    },
  ]);
  return ok({ id });
}

export async function postedOf(on: Reader, caseId: string): Promise<{ id: string; body: string; by: string; at: string }[]> {
  const rows = await all(
    sql<{
      id: string;
      body: string;
      by: string;
      at: Date;
    }>`select a.id, a.body, s.name as by, a.at from public_answers a join staff s on s.id = a.by_id where a.case_id = ${caseId} order by a.at`,
    on,
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Blanks between words don't matter. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

function present({ id, problem, zh, en, example }: WordingRow): WordingView {
  return { id, problem, words: { zh, en }, example };
}
