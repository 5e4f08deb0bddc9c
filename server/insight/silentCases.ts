import { playbookOf, stepOf } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import type { Answer } from '#platform/wire.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { publicRoutes } from './publicWire.ts';

interface SilentRow {
  readonly caseId: string;
  readonly number: string;
  readonly problem: string;
  readonly step: string;
  readonly missedAt: string;
  readonly playbookVersionId: string;
  readonly shop: string;
  readonly shopEn: string;
  readonly owner: string | null;
  readonly lastToldAt: Date | null;
  readonly dueAt: Date | null;
  readonly stuck: string | null;
}

/** Open cases whose customers have heard nothing for longer than their playbook allows, the longest first (TA-9). */
export async function silentCases(on: Reader, actor: Actor, lang: Lang): Promise<Answer<typeof publicRoutes.silent>> {
  const rows = await all(
    sql<SilentRow>`select c.id as "caseId", c.number, c.problem, c.step, k.step as "missedAt", c.playbook_version_id as "playbookVersionId", sh.name as shop, sh.name_en as "shopEn",
        s.name as owner, c.last_told_at as "lastToldAt", k.due_at as "dueAt",
        (select m.state from messages m where m.case_id = c.id and m.direction = 'out' and m.state not in ('delivered', 'attested', 'called', 'shown', 'replaced') order by m.at desc limit 1) as stuck
      from clocks k join cases c on c.id = k.case_id join shops sh on sh.id = c.shop_id left join staff s on s.id = c.owner_id
      where k.purpose = 'silence' and k.state = 'overdue' and c.closed_at is null
        and ${scopeCondition(actor, 'case.assign', { shop: 'c.shop_id', owner: 'c.owner_id', team: 'c.team_id' })}
      order by k.breached_at, c.id limit 200`,
    on,
  );
  const items = await Promise.all(
    rows.map(async ({ step, missedAt, playbookVersionId, shop, shopEn, lastToldAt, dueAt, ...row }) => {
      const playbook = await playbookOf(on, playbookVersionId);
      return {
        ...row,
        stepTitle: stepOf(playbook, step)?.title[lang] ?? step,
        missedAt: stepOf(playbook, missedAt)?.title[lang] ?? missedAt,
        shop: lang === 'zh' ? shop : shopEn || shop,
        lastToldAt: lastToldAt?.toISOString() ?? null,
        dueAt: dueAt?.toISOString() ?? null,
      };
    }),
  );
  return { items, count: items.length };
}
