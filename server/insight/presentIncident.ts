import { playbookOf, type TheCase } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { neutraliseFormula } from '#platform/text.ts';
import { may, mayOn } from '#staff/contract.ts';
import { incidentOfCase, type IncidentRow, type MemberRow, membersOf, openIncidentsOf } from './incidentStore.ts';
import { barsOf } from './offerForAll.ts';
import { type RemedyRow, remediesOf, rowsOf, type RowRow } from './remedyStore.ts';
import { sayWhy } from './whyWords.ts';
import type { IncidentItem, IncidentView } from './incidentWire.ts';
import type { insightRoutes } from './wire.ts';
import type { Answer } from '#platform/wire.ts';

/** An incident in one line. */
export function presentItem(row: IncidentRow, lang: Lang): IncidentItem {
  const zh = lang === 'zh';
  return {
    id: row.id,
    n: row.n,
    state: row.state,
    shop: { id: row.shopId, name: zh ? row.shop : row.shopEn || row.shop },
    title: row.title,
    cause: { kind: row.cause, key: row.key, words: zh ? row.keyZh : row.keyEn },
    problem: row.problem,
    cases: row.cases,
    offered: row.offered,
    failed: row.failed,
    remedy: row.remedy ?? 'none',
    at: row.at.toISOString(),
  };
}

/** An incident with its cases, its remedies and their rows, and what the reader may do. */
export async function presentIncident(on: Reader, row: IncidentRow, actor: Actor, lang: Lang): Promise<IncidentView> {
  const members = await membersOf(on, row);
  const remedies = await remediesOf(on, row.id);
  const rows = await rowsOf(on, row.id);
  return {
    ...presentItem(row, lang),
    finding: row.finding,
    findingBy: row.findingBy,
    members: members.map(({ caseId, number, problem, stage, outcome }) => ({ caseId, number, problem, stage, outcome })),
    remedies: await Promise.all(remedies.map((remedy) => presentRemedy(on, row, remedy, rows, actor, lang))),
    may: mayDo(row, remedies, actor),
    answers: await findingAnswers(on, members, lang),
  };
}

async function presentRemedy(
  on: Reader,
  incident: IncidentRow,
  remedy: RemedyRow,
  rows: readonly RowRow[],
  actor: Actor,
  lang: Lang,
): Promise<IncidentView['remedies'][number]> {
  const own = rows.filter((row) => row.remedyId === remedy.id);
  const { id, state, key, message, sumFen, cases, asker, askedAt, decider, reason } = remedy;
  return {
    id,
    state,
    key,
    message,
    sumFen,
    cases,
    asker,
    askedAt: askedAt.toISOString(),
    decider,
    reason,
    done: own.filter((row) => row.state === 'done').length,
    failed: own.filter((row) => row.state === 'failed').length,
    bars: await barsOf(on, incident, remedy, actor),
    rows: own.map((row) => ({
      caseId: row.caseId,
      number: row.number,
      state: row.state,
      fen: row.fen,
      why: row.why && sayWhy(row.why, lang),
    })),
  };
}

function mayDo(row: IncidentRow, remedies: readonly RemedyRow[], actor: Actor): IncidentView['may'] {
  if (!mayOn(actor, 'incident.work', { shopId: row.shopId })) return [];
  if (row.state === 'proposed') return ['open', 'dismiss'];
  if (row.state !== 'open') return [];
  if (row.remedy === 'waiting' || row.remedy === 'running') return ['join'];
  const again = remedies[0]?.state === 'done' && row.failed > 0;
  return ['join', 'find', ...(may(actor, 'remedy.offer') ? (['offer'] as const) : []), ...(again ? (['repeat'] as const) : []), 'settle'];
}

/** Answers of the finding steps of the cases' playbooks: what a finding for all can say. */
async function findingAnswers(on: Reader, members: readonly MemberRow[], lang: Lang): Promise<IncidentView['answers']> {
  const labels = new Map<string, string>();
  for (const version of new Set(members.map((each) => each.playbookVersionId))) {
    const { steps } = await playbookOf(on, version);
    for (const step of Object.values(steps)) {
      if (step.act !== 'finding') continue;
      for (const [answer, edge] of Object.entries(step.answers)) labels.set(answer, edge.label[lang]);
    }
  }
  return [...labels].map(([answer, label]) => ({ answer, label }));
}

/** The incident of a case with its other cases as numbers, and what it could join. */
export async function presentOfCase(on: Reader, theCase: TheCase, actor: Actor, lang: Lang): Promise<Answer<typeof insightRoutes.ofCase>> {
  const incident = await incidentOfCase(on, theCase.id);
  const others = incident ? (await membersOf(on, incident)).filter((each) => each.caseId !== theCase.id) : [];
  const works = mayOn(actor, 'incident.work', { shopId: theCase.shopId });
  return {
    incident: incident ? presentItem(incident, lang) : null,
    others: others.map(({ caseId, number }) => ({ caseId, number })),
    open: works && !incident && !theCase.closedAt ? await openIncidentsOf(on, theCase.shopId) : [],
  };
}

/** Failed rows as a file that a sheet opens, formulas neutralised (BA-3). */
export function failuresCsv(rows: readonly RowRow[], lang: Lang): string {
  const head = lang === 'zh' ? ['服务单号', '金额（元）', '原因'] : ['Case', 'Amount (CNY)', 'Reason'];
  const failed = rows.filter((row) => row.state === 'failed');
  const lines = failed.map((row) => [row.number, row.fen === null ? '' : (row.fen / 100).toFixed(2), sayWhy(row.why ?? '', lang)]);
  const cell = (text: string): string => `"${neutraliseFormula(text).replaceAll('"', '""')}"`;
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
