import { knowsProblem, playbookInForce, playbookNames } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type ProblemView, problemRoutes } from './problemWire.ts';

interface OwnProblem {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly active: boolean;
}

const columns = sql`code, jsonb_build_object('zh', title_zh, 'en', title_en) as title, active`;

function ownProblems(on: Reader): Promise<OwnProblem[]> {
  return all(sql<OwnProblem>`select ${columns} from problems order by code`, on);
}

/** Whether a code below a shipped one may be chosen for a new case: an operator added it, and it is switched on (IN-4). */
export async function isOwnProblem(on: Reader, code: string): Promise<boolean> {
  return (await one(sql<{ code: string }>`select code from problems where code = ${code} and active`, on)) !== undefined;
}

/** Shipped problems as the playbooks in force list them, and what operators added below them. */
async function problemTree(on: Reader, lang: Lang): Promise<ProblemView[]> {
  const books = (await Promise.all((await playbookNames(on)).map((name) => playbookInForce(on, name, null)))).flatMap(
    (each) => each?.playbook ?? [],
  );
  const own = await ownProblems(on);
  const handledBy = (code: string) =>
    books.filter((book) => knowsProblem(book.problems, code)).map((book) => ({ name: book.playbook, title: book.title[lang] }));
  const shipped = [...new Set(books.flatMap((book) => book.problems))].filter((code) => !own.some((each) => each.code === code));
  return [...shipped.map((code) => ({ code, title: null, active: true })), ...own]
    .map((each) => ({ ...each, playbooks: handledBy(each.code) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Adds or changes a problem of one's own. Refuses `problem-without-playbook` when it stands below no shipped one, `problem-is-shipped`. */
async function saveProblem(
  asked: Command & { readonly lang: Lang },
  code: string,
  given: Omit<OwnProblem, 'code'>,
): Promise<Result<ProblemView>> {
  const tree = await problemTree(asked.tx, asked.lang);
  const before = tree.find((each) => each.code === code);
  if (before && before.title === null) return refuse('problem-is-shipped', { field: 'code', data: { problem: code } });
  const parents = tree.filter((each) => each.title === null && code.startsWith(`${each.code}.`));
  if (parents.length === 0) return refuse('problem-without-playbook', { field: 'code', data: { problem: code } });
  await sql`insert into problems (code, title_zh, title_en, active, changed_by, changed_at)
    values (${code}, ${given.title.zh}, ${given.title.en}, ${given.active}, ${asked.actor.id}, ${asked.now})
    on conflict (code) do update set title_zh = excluded.title_zh, title_en = excluded.title_en, active = excluded.active,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(asked.tx);
  await writeEvents(asked, [{ kind: 'problem.saved', data: { problem: code, active: given.active } }]);
  const saved = (await problemTree(asked.tx, asked.lang)).find((each) => each.code === code);
  return saved ? ok(saved) : refuse('not-found');
}

export const problemTreeRoutes: readonly Route[] = [
  read(problemRoutes.list, async (asked) => ok({ items: await problemTree(asked.db, asked.lang) })),
  command(problemRoutes.save, (asked) => saveProblem(asked, asked.params.code, asked.body)),
];
