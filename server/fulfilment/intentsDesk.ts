import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { settleIntent } from '#platform/intents.ts';
import type { IntentHandler, IntentRow } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import { interceptKind } from './interceptWire.ts';
import { refundKind } from './refund.ts';
import type { intentStates } from './wire.ts';

export type IntentState = (typeof intentStates)[number];

export interface IntentListed extends Omit<IntentRow, 'payload' | 'answer' | 'shopId' | 'subjectId'> {
  readonly caseNumber: string | null;
  readonly amountFen: number | null;
}

/** `uncertain` also shows what is still being asked about: a call whose answer never came. */
function matching(actor: Actor, state: IntentState) {
  const which =
    state === 'uncertain' ? sql`(i.state = 'uncertain' or (i.state = 'calling' and i.fault is not null))` : sql`i.state = ${state}`;
  return sql`${which} and ${scopeCondition(actor, 'ledger.read', { shop: 'i.shop_id' })}`;
}

/** Intents in a state, oldest first, from after a position. */
export function listIntents(
  on: Reader,
  actor: Actor,
  state: IntentState,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<IntentListed[]> {
  return all(
    sql<IntentListed>`select i.id, i.key, i.kind, i.case_id as "caseId", i.state, i.attempts, i.fault, i.created_at as "createdAt", i.changed_at as "changedAt",
        c.number as "caseNumber", (i.payload ->> 'amountFen')::bigint as "amountFen"
      from intents i left join cases c on c.id = i.case_id
      where ${matching(actor, state)} and (${after?.at ?? null}::timestamptz is null or (i.created_at, i.id) > (${after?.at ?? null}, ${after?.id ?? null}::uuid))
      order by i.created_at, i.id limit ${limit}`,
    on,
  );
}

export async function countIntents(on: Reader, actor: Actor, state: IntentState): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from (select 1 from intents i where ${matching(actor, state)} limit ${countCap}) c`,
    on,
  );
  return row?.n ?? 0;
}

/** Whether a person may say what happened: nothing is in flight, and it isn't settled. */
export function resolvable(intent: Pick<IntentRow, 'kind' | 'state' | 'fault'>): boolean {
  if (intent.kind !== refundKind && intent.kind !== interceptKind) return false;
  return (
    intent.state === 'uncertain' ||
    intent.state === 'needs-person' ||
    intent.state === 'waiting' ||
    (intent.fault !== null && (intent.state === 'calling' || intent.state === 'ready'))
  );
}

/**
 * A person, having looked at the partner's side, says whether it happened; from then on it counts as done or refused, with
 * the person's name in the event. Refuses `not-found`, `not-resolvable` (in flight, settled, or no payment).
 */
export async function resolveIntent(
  command: Command,
  partners: readonly IntentHandler[],
  id: string,
  given: { happened: 'yes' | 'no'; note: string },
): Promise<Result<{ id: string; state: IntentState }>> {
  const intent = await one(
    sql<IntentRow>`select i.id, i.key, i.kind, i.case_id as "caseId", i.shop_id as "shopId", i.subject_id as "subjectId", i.payload, i.state, i.attempts, i.answer, i.fault,
        i.created_at as "createdAt", i.changed_at as "changedAt" from intents i where i.id = ${id} and ${scopeCondition(command.actor, 'case.move', { shop: 'i.shop_id' })} for update`,
    command.tx,
  );
  if (!intent) return refuse('not-found');
  const handler = partners.find((each) => each.kind === intent.kind);
  if (!handler || !resolvable(intent)) return refuse('not-resolvable', { data: { state: intent.state } });
  const answer = {
    by: `${command.actor.kind}:${command.actor.id}`,
    note: given.note,
    amountFen: given.happened === 'yes' ? (intent.payload['amountFen'] ?? null) : null,
  };
  await settleIntent(
    command,
    handler,
    intent,
    given.happened === 'yes' ? { outcome: 'done', answer } : { outcome: 'refused', fault: 'person-says-no', answer },
  );
  await writeEvents(command, [
    {
      kind: 'intent.resolved',
      ...(intent.caseId ? { caseId: intent.caseId } : {}),
      ...(intent.shopId ? { shopId: intent.shopId } : {}),
      data: { intent: id, happened: given.happened === 'yes' },
    },
  ]);
  return ok({ id, state: given.happened === 'yes' ? 'done' : 'refused' });
}

const faults: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'not-set-up': {
    zh: '尚未配置支付机构（PAYMENT_URL），配置后自动发出。',
    en: 'No payment provider is set up (PAYMENT_URL); it goes out by itself once there is one.',
  },
  unreachable: { zh: '连不上支付机构，系统会自动重试。', en: 'The payment provider cannot be reached; it is tried again by itself.' },
  'signature-refused': {
    zh: '支付机构不认签名，请管理员核对 PAYMENT_SECRET。',
    en: 'The payment provider refuses our signature: have PAYMENT_SECRET checked.',
  },
  busy: { zh: '支付机构繁忙，系统会自动重试。', en: 'The payment provider is busy; it is tried again by itself.' },
  'no-answer-in-time': {
    zh: '已发出，未在规定时间内收到答复，系统正按单号查询，请勿另行打款。',
    en: 'Sent, but no answer in time; it is being asked about by our number. Do not pay by other means.',
  },
  'connection-broke': {
    zh: '发出时连接中断，系统正按单号查询，请勿另行打款。',
    en: 'The connection broke while sending; it is being asked about by our number. Do not pay by other means.',
  },
  'system-error': {
    zh: '支付机构系统错误，结果不明，系统正按单号查询，请勿另行打款。',
    en: 'The provider had a fault and the outcome is unknown; it is being asked about. Do not pay by other means.',
  },
  'amount-differs': {
    zh: '支付机构答复的金额与我方不符，请到支付机构后台核对后认定。',
    en: "The provider's amount differs from ours: look at their side, then say what happened.",
  },
};

/** What the state of an intent means and what to do. */
export function intentWords(intent: Pick<IntentRow, 'state' | 'fault'>, lang: Lang): string {
  if (intent.fault && faults[intent.fault]) return faults[intent.fault]?.[lang] ?? '';
  if (intent.state === 'uncertain' || intent.state === 'needs-person' || intent.fault)
    return lang === 'zh'
      ? '结果不明，请到对方后台核对后认定是否已发生。'
      : 'The outcome is unknown: look at the other side, then say whether it happened.';
  if (intent.state === 'waiting') return lang === 'zh' ? '对方已受理，等待结果。' : 'The other side has taken it; waiting for the outcome.';
  return '';
}
