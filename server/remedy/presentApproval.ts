import { calendarOf, playbookOf, readCase, roleFor, stepOf } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { formatFen } from '#platform/money.ts';
import type { ApprovalRow } from './approvalStore.ts';
import type { ApprovalView } from './approvalWire.ts';
import { isSubject, type Outlier } from './fairness.ts';
import { shownOf } from './kinds.ts';
import type { Need } from './limits.ts';
import { type OfferRow, offerById } from './offerStore.ts';
import { citesOf, detailsOf, titleOf } from './optionWords.ts';
import { codeOf } from './policyStore.ts';
import { remedyWord } from './remedyNames.ts';
import { standInFor } from './standIn.ts';

interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly now: Date;
}

/** An approval as the reader sees it: what, why, how much, how like cases went, and whether the reader may decide it. */
export async function presentApproval(on: Reader, row: ApprovalRow, reader: Reading): Promise<ApprovalView> {
  const offer = await offerById(on, row.caseId, row.offerId);
  if (!offer) throw new Error(`approval ${row.id} is of an offer that is gone`);
  const { zone } = await calendarOf(on, row.shopId);
  const { lang } = reader;
  const code = codeOf({ code: offer.policyCode, version: offer.policyVersion });
  const bars = row.state === 'waiting' ? await barsOf(on, row, offer, reader) : { bars: null, onBehalfOf: row.onBehalfOf };
  return {
    id: row.id,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    caseVersion: row.caseVersion,
    shop: row.shop,
    state: row.state,
    offerId: row.offerId,
    options: offer.options.map(({ plan }) => ({
      title: titleOf(plan, lang),
      details: detailsOf(plan, lang, zone),
      cites: citesOf(plan, code, lang),
      fen: shownOf(plan).fen,
      points: shownOf(plan).points,
    })),
    why: [...new Set(row.needs.map((need) => sayNeed(need, lang)))],
    mostFen: row.mostFen,
    sumFen: row.sumFen,
    outlier: row.outlier && sayOutlier(row.outlier, lang),
    message: offer.message,
    note: row.note,
    asker: row.asker ?? '',
    askedAt: row.askedAt.toISOString(),
    ...bars,
    decider: row.decider,
    reason: row.reason,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    via: row.via,
  };
}

type Bars = Pick<ApprovalView, 'bars' | 'onBehalfOf'>;

/** What keeps the reader from approving it, if anything. */
async function barsOf(on: Reader, row: ApprovalRow, offer: OfferRow, { actor, now }: Reading): Promise<Bars> {
  const none = { onBehalfOf: null };
  if (row.askedKind === actor.kind && row.askedBy === actor.id) return { bars: 'own', ...none };
  if (await isSubject(on, row.caseId, actor)) return { bars: 'subject', ...none };
  const found = await readCase(on, actor, row.caseId, 'remedy.approve');
  if (!found.ok) return { bars: 'role', ...none };
  const playbook = await playbookOf(on, found.value.playbookVersionId);
  if (!roleFor(actor, stepOf(playbook, found.value.step)?.by ?? [])) return { bars: 'role', ...none };
  const behalf = await standInFor(
    on,
    actor,
    found.value,
    row,
    offer.options.map((option) => option.plan),
    now,
  );
  if (behalf === undefined) return { bars: 'above', ...none };
  return { bars: null, onBehalfOf: behalf };
}

function sayNeed({ why, remedy, most }: Need, lang: Lang): string {
  const zh = lang === 'zh';
  const what = remedyWord(remedy, lang);
  const sum = most === null ? '' : remedy === 'points' ? String(most) : formatFen(most, lang);
  switch (why) {
    case 'limit':
      return zh ? `${what}超出规则给经办人的上限 ${sum}` : `${what}: above the policy's limit for the offerer (${sum})`;
    case 'authority':
      return zh ? `${what}超出经办人的授权，剩余 ${sum}` : `${what}: above the offerer's authority (${sum} left)`;
    case 'outside':
      return zh ? `${what}不在赔付规则内` : `${what}: outside the policy`;
    case 'legal':
      return zh ? '法务意见要求逐案审批' : 'the legal decision asks for approval';
    default:
      return why satisfies never;
  }
}

function sayOutlier({ side, fen, cases, low, middle, high }: Outlier, lang: Lang): string {
  const say = (amount: number): string => formatFen(amount, lang);
  return lang === 'zh'
    ? `${say(fen)} ${side === 'above' ? '高于' : '低于'}近 90 天 ${cases} 件同类工单的常见范围 ${say(low)}–${say(high)}（中位 ${say(middle)}）`
    : `${say(fen)} is ${side} the usual ${say(low)}–${say(high)} of ${cases} like cases within 90 days (median ${say(middle)})`;
}
