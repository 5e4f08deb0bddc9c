import { hasDecided, type Playbook, playbookOf } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { day, hour } from '#platform/clock.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import type { Answer } from '#platform/wire.ts';
import { isSubject } from '#remedy/contract.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { AppealItem, AppealRate, appealRoutes, appealTabs } from './wire.ts';

interface ListRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shop: string;
  readonly shopEn: string;
  readonly problem: string;
  readonly playbookVersionId: string;
  readonly level: number;
  readonly filedAt: Date;
  readonly open: boolean;
  readonly dueAt: Date | null;
  readonly reviewer: string | null;
  readonly answer: string | null;
  readonly step: string | null;
  readonly decider: string | null;
  readonly decidedAt: Date | null;
}

/** Outcomes are looked at this far back. */
const lately = 90 * day;
/** As the review clock of appeals warns. */
const soon = 4 * hour;

const from = sql`appeals a join cases c on c.id = a.case_id join shops sh on sh.id = a.shop_id left join appeal_decisions d on d.appeal_id = a.id`;
const isOpen = sql`(d.id is null and c.closed_at is null and c.round = a.round)`;
const reached = (actor: Actor) => scopeCondition(actor, 'appeal.decide', { shop: 'a.shop_id' });

/** Appeals that the reader's right reaches: what waits by its nearest clock, what is decided by when; and how they end, by procedure and reviewer. */
export async function listAppeals(
  on: Reader,
  actor: Actor,
  tab: (typeof appealTabs)[number],
  lang: Lang,
  now: Date,
): Promise<Answer<typeof appealRoutes.list>> {
  const due = sql`(${isOpen} and c.nearest_due <= ${new Date(now.getTime() + soon)})`;
  const which = tab === 'decided' ? sql`d.id is not null` : tab === 'due' ? due : isOpen;
  const order = tab === 'decided' ? sql`d.at desc, a.id desc` : sql`c.nearest_due nulls last, a.id`;
  const rows = await all(
    sql<ListRow>`select a.id, a.case_id as "caseId", c.number as "caseNumber", sh.name as shop, sh.name_en as "shopEn", c.problem, c.playbook_version_id as "playbookVersionId",
        a.level, a.filed_at as "filedAt", ${isOpen} as open, c.nearest_due as "dueAt", (select name from staff where id = coalesce(c.owner_id, a.reviewer_id)) as reviewer,
        d.answer, d.step, (select name from staff where d.by_kind = 'staff' and id::text = d.by_id) as decider, d.at as "decidedAt"
      from ${from} where ${reached(actor)} and ${which} order by ${order} limit 200`,
    on,
  );
  const counts = await one(
    sql<{
      waiting: number;
      due: number;
      decided: number;
    }>`select (count(*) filter (where ${isOpen}))::int as waiting, (count(*) filter (where ${due}))::int as due,
      (count(*) filter (where d.id is not null))::int as decided from ${from} where ${reached(actor)} and (${isOpen} or d.at >= ${new Date(now.getTime() - lately)})`,
    on,
  );
  return {
    items: await Promise.all(rows.map((row) => present(on, row, actor, lang, now))),
    counts: counts ?? { waiting: 0, due: 0, decided: 0 },
    ...(await ratesOf(on, actor, lang, now)),
  };
}

async function present(on: Reader, row: ListRow, actor: Actor, lang: Lang, now: Date): Promise<AppealItem> {
  const playbook = await playbookOf(on, row.playbookVersionId);
  const label = row.answer === null ? null : (playbook.steps[row.step ?? '']?.answers[row.answer]?.label[lang] ?? row.answer);
  return {
    id: row.id,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    shop: lang === 'zh' ? row.shop : row.shopEn || row.shop,
    problem: row.problem,
    playbook: playbook.title[lang],
    level: row.level,
    filedAt: row.filedAt.toISOString(),
    state: row.answer !== null ? 'decided' : row.open ? 'waiting' : 'over',
    dueAt: row.open ? (row.dueAt?.toISOString() ?? null) : null,
    overdue: row.open && row.dueAt !== null && row.dueAt <= now,
    reviewer: row.reviewer,
    bars: row.open ? await barsOf(on, row.caseId, actor) : null,
    label,
    decider: row.decider,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

async function barsOf(on: Reader, caseId: string, actor: Actor): Promise<AppealItem['bars']> {
  if (actor.kind !== 'staff') return null;
  if (await isSubject(on, caseId, actor)) return 'subject';
  return (await hasDecided(on, caseId, actor.id)) ? 'decided-before' : null;
}

/** How many decisions were kept, changed, changed in part: by procedure and by reviewer. */
async function ratesOf(on: Reader, actor: Actor, lang: Lang, now: Date): Promise<{ byPlaybook: AppealRate[]; byReviewer: AppealRate[] }> {
  const rows = await all(
    sql<{
      version: string;
      step: string;
      answer: string;
      decider: string | null;
      n: number;
    }>`select c.playbook_version_id as version, d.step, d.answer,
        (select name from staff where d.by_kind = 'staff' and id::text = d.by_id) as decider, count(*)::int as n
      from ${from} where ${reached(actor)} and d.at >= ${new Date(now.getTime() - lately)} group by 1, 2, 3, 4`,
    on,
  );
  const byPlaybook = new Map<string, AppealRate>();
  const byReviewer = new Map<string, AppealRate>();
  for (const { version, step, answer, decider, n } of rows) {
    const playbook = await playbookOf(on, version);
    const outcome = outcomeOf(playbook, step, answer);
    for (const [table, name] of [[byPlaybook, playbook.title[lang]] as const, [byReviewer, decider ?? ''] as const]) {
      const rate = table.get(name) ?? { name, decided: 0, kept: 0, changed: 0, partly: 0 };
      table.set(name, { ...rate, decided: rate.decided + n, [outcome]: rate[outcome] + n });
    }
  }
  const most = (table: ReadonlyMap<string, AppealRate>): AppealRate[] => [...table.values()].sort((a, b) => b.decided - a.decided);
  return { byPlaybook: most(byPlaybook), byReviewer: most(byReviewer) };
}

/** An answer that ends the case kept the decision; `partly` by its name; any other changed it. */
function outcomeOf(playbook: Playbook, step: string, answer: string): 'kept' | 'changed' | 'partly' {
  if (playbook.steps[step]?.answers[answer]?.to === 'end') return 'kept';
  return answer === 'partly' ? 'partly' : 'changed';
}
