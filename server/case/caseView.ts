import type { Actor, Lang } from '#platform/actor.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { actions, may } from '#staff/contract.ts';
import { stepOf } from './byHand.ts';
import { stepsAhead } from './ahead.ts';
import { clocksOf, type ClockRow } from './clocks.ts';
import { explainDue } from './clockWords.ts';
import { judge } from './condition.ts';
import { passagesFrom } from './edges.ts';
import { fastLaneOf } from './fastLane.ts';
import { declaredFacts } from './facts.ts';
import { journeyOf, type JourneyRow } from './journeyStore.ts';
import type { Playbook, Step } from './playbook.ts';
import { playbookOf } from './playbooks.ts';
import { fillScript } from './placeholders.ts';
import { isRegulatoryRisk } from './problems.ts';
import { roleFor } from './roleFor.ts';
import { sourceIn } from './sourceWords.ts';
import type { TheCase } from './theCase.ts';
import { loadFacts } from './wiring.ts';
import { earlierVersions } from './versionMoves.ts';
import type { CaseView } from './wire.ts';

/** A case as the desk shows it: one presenter, masked, with what this reader may do next (style.md 18). */
export async function presentCase(on: Reader, theCase: TheCase, actor: Actor, lang: Lang, now: Date): Promise<CaseView> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const [around, journey, clocks, lane, earlier] = await Promise.all([
    aroundOf(on, theCase),
    journeyOf(on, theCase.id),
    clocksOf(on, theCase.id),
    fastLaneOf({ tx: on as never, now }, theCase),
    earlierPlaybooks(on, theCase.id),
  ]);
  return {
    id: theCase.id,
    number: theCase.number,
    version: theCase.version,
    shop: { id: theCase.shopId, name: lang === 'zh' ? around.shopName : around.shopNameEn, platform: around.platform },
    playbook: { name: playbook.playbook, title: playbook.title[lang], version: around.playbookVersion },
    kind: theCase.kind,
    problem: theCase.problem,
    channel: theCase.channel,
    wish: theCase.wish,
    summary: theCase.summary,
    stage: theCase.stage,
    waitingFor: theCase.waitingFor,
    round: theCase.round,
    priority: theCase.priority,
    regulatoryRisk: isRegulatoryRisk(playbook, theCase.problem),
    hurried: theCase.hurried,
    fast: theCase.fast,
    owner: theCase.ownerId ? { id: theCase.ownerId, name: around.ownerName ?? '' } : null,
    team: theCase.teamId ? { id: theCase.teamId, name: (lang === 'zh' ? around.teamName : around.teamNameEn) ?? '' } : null,
    orderId: theCase.orderId,
    orderNo: theCase.orderNo,
    customerId: theCase.customerId,
    receivedAt: theCase.receivedAt.toISOString(),
    closedAt: theCase.closedAt?.toISOString() ?? null,
    outcome: theCase.outcome,
    appealUntil: theCase.appealUntil?.toISOString() ?? null,
    mergedInto: around.mergedNumber,
    nearest: theCase.nearestDue ? { name: theCase.nearestClock ?? '', dueAt: theCase.nearestDue.toISOString() } : null,
    current: theCase.closedAt ? null : await presentStep(on, playbook, theCase, actor, lang, now),
    fastLane: lane && {
      offered: lane.offered,
      title: lane.title[lang],
      failing: lane.failing.map((test) => declaredFacts[test.fact]?.words[lang] ?? test.fact),
    },
    journey: journey.map((row) =>
      presentJourney(earlier.find((each) => row.seq <= each.afterSeq)?.playbook ?? playbook, row, lang, around.people),
    ),
    ahead: theCase.closedAt ? [] : stepsAhead(playbook, theCase.step).map((step) => presentAhead(playbook, step, lang)),
    clocks: clocks.map((clock) => presentClock(clock, lang, around.zone)),
    may: actions.filter((action) => may(actor, action)),
  };
}

async function presentStep(
  on: Reader,
  playbook: Playbook,
  theCase: TheCase,
  actor: Actor,
  lang: Lang,
  now: Date,
): Promise<CaseView['current']> {
  const step = stepOf(playbook, theCase.step);
  if (!step) return null;
  const script = step.script ? playbook.scripts[step.script]?.[lang] : undefined;
  const facts = await loadFacts(on, theCase, factNames(step), now);
  const recorded = recordedBy[step.act ?? ''] ?? [];
  const edges = Object.entries(step.answers).filter(([, edge]) => {
    if (edge.by?.every((role) => role === 'system')) return false;
    const verdict = edge.when ? judge(edge.when, facts) : undefined;
    return !verdict?.known || verdict.failing.every((test) => recorded.includes(test.fact));
  });
  return {
    step: theCase.step,
    title: step.title[lang],
    stage: step.stage,
    ask: step.ask?.[lang] ?? null,
    help: step.help?.[lang] ?? null,
    script: script ? await fillScript(on, theCase, script, { actor, lang }, now) : null,
    act: step.act ?? null,
    waitsFor: step.waits?.for ?? null,
    conditions: (step.conditions ?? []).map((each) => {
      const verdict = each.holds ? judge(each.holds, facts) : null;
      return { id: each.id, title: each.title[lang], ticked: verdict?.known ? verdict.holds : null };
    }),
    answers: edges.map(([answer, edge], i) => ({
      answer,
      label: edge.label[lang],
      key: i < 4 ? i + 1 : null,
      needsReason: edge.reason === 'required',
      direct: !step.act || edge.direct === true,
    })),
    shows: step.shows ? [...step.shows] : [],
    by: [...step.by],
    mine: roleFor(actor, step.by) !== undefined,
    escalated: theCase.step === playbook.escalateTo,
  };
}

/** Facts that an act records itself: an answer that hangs on them alone is open before the act is done, and judged with it. */
const recordedBy: Readonly<Record<string, readonly string[]>> = {
  'photo-review': ['damageDegree', 'photosReviewed', 'linesOpen'],
  finding: ['linesOpen'],
  'goods-inspection': ['goodsGrade', 'goodsReturned'],
};

function factNames(step: Step): string[] {
  const conditions = [...(step.conditions ?? []).map((each) => each.holds), ...Object.values(step.answers).map((edge) => edge.when)];
  return conditions.flatMap((condition) =>
    condition ? ('all' in condition ? condition.all : condition.any).map((test) => test.fact) : [],
  );
}

/** The playbooks that earlier stretches of the journey ran under: a case that was re-kinded keeps its history in its own words. */
async function earlierPlaybooks(on: Reader, caseId: string): Promise<{ playbook: Playbook; afterSeq: number }[]> {
  const rows = await earlierVersions(on, caseId);
  return Promise.all(rows.map(async ({ versionId, afterSeq }) => ({ playbook: await playbookOf(on, versionId), afterSeq })));
}

function presentJourney(playbook: Playbook, row: JourneyRow, lang: Lang, people: ReadonlyMap<string, string>): CaseView['journey'][number] {
  const passage = passagesFrom(playbook, row.step).find((each) => each.answer === row.answer);
  return {
    step: row.step,
    title: stepOf(playbook, row.step)?.title[lang] ?? row.step,
    stage: row.stage,
    round: row.round,
    enteredAt: row.enteredAt.toISOString(),
    leftAt: row.leftAt?.toISOString() ?? null,
    answer: row.answer,
    label: passage?.label[lang] ?? null,
    by: row.byKind === 'staff' ? (people.get(row.byId ?? '') ?? null) : row.byKind,
    byRule: row.byRule,
    reason: row.reason,
  };
}

function presentAhead(playbook: Playbook, name: string, lang: Lang): CaseView['ahead'][number] {
  const step = stepOf(playbook, name);
  return { step: name, stage: step?.stage ?? name, title: step?.title[lang] ?? name };
}

/** A clock with why it falls when it falls. */
export function presentClock(clock: ClockRow, lang: Lang, zone: string): CaseView['clocks'][number] {
  return {
    id: clock.id,
    name: clock.name,
    title: lang === 'zh' ? clock.titleZh : clock.titleEn,
    purpose: clock.purpose,
    state: clock.state,
    mayPause: clock.mayPause,
    startedAt: clock.startedAt.toISOString(),
    dueAt: clock.dueAt?.toISOString() ?? null,
    endedAt: clock.endedAt?.toISOString() ?? null,
    breached: clock.breachedAt !== null,
    source: sourceIn(clock.source, lang),
    why: explainDue(clock.reason, lang, zone),
    unpublishedYears: [...clock.unpublished],
  };
}

interface Around {
  readonly shopName: string;
  readonly shopNameEn: string;
  readonly platform: string;
  readonly zone: string;
  readonly playbookVersion: number;
  readonly ownerName: string | null;
  readonly teamName: string | null;
  readonly teamNameEn: string | null;
  readonly mergedNumber: string | null;
  readonly people: ReadonlyMap<string, string>;
}

async function aroundOf(on: Reader, theCase: TheCase): Promise<Around> {
  const row = await one(
    sql<Omit<Around, 'people'>>`select s.name as "shopName", s.name_en as "shopNameEn", s.platform, s.zone, v.version as "playbookVersion",
        o.name as "ownerName", t.name as "teamName", t.name_en as "teamNameEn", m.number as "mergedNumber"
      from cases c join shops s on s.id = c.shop_id join playbook_versions v on v.id = c.playbook_version_id
      left join staff o on o.id = c.owner_id left join teams t on t.id = c.team_id left join cases m on m.id = c.merged_into
      where c.id = ${theCase.id}`,
    on,
  );
  if (!row) throw new Error('a case that was read is there');
  const people = await all(
    sql<{
      id: string;
      name: string;
    }>`select distinct s.id::text as id, s.name from journey_steps j join staff s on j.by_kind = 'staff' and s.id::text = j.by_id where j.case_id = ${theCase.id}`,
    on,
  );
  return { ...row, people: new Map(people.map((each) => [each.id, each.name])) };
}
