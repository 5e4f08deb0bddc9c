import { calendarOf } from '#case/contract.ts';
import type { Reader } from '#platform/db.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { wallClock } from '#platform/localTime.ts';
import { neutraliseFormula } from '#platform/text.ts';
import { mayOn } from '#staff/contract.ts';
import type { QuestionRow } from './questionStore.ts';
import { questionTable } from './questionStates.ts';
import type { QuestionView } from './questionWire.ts';

export function presentQuestion(row: QuestionRow, reader: { actor: Actor; lang: Lang; zone: string }): QuestionView {
  const zh = reader.lang === 'zh';
  const may = (move: 'answer' | 'withdraw', action: string) =>
    questionTable.judge(row.state, move).ok && mayOn(reader.actor, action, { shopId: row.shopId }) ? [move] : [];
  const placeId = row.warehouseId ?? row.carrierId;
  return {
    id: row.id,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    round: row.round,
    task: row.task,
    party: row.party as QuestionView['party'],
    place: placeId === null ? null : { id: placeId, code: row.placeCode ?? '', name: (zh ? row.placeName : row.placeNameEn) ?? '' },
    waybills: [...row.waybills],
    orderNo: row.orderNo,
    ask: zh ? row.askZh : row.askEn,
    state: row.state,
    askedAt: row.askedAt.toISOString(),
    askedBy: row.askedBy,
    dueAt: row.dueAt.toISOString(),
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answeredBy: row.answeredBy,
    evidence: [...row.evidence],
    copyText: copyText(row, reader),
    // An answer that still comes to a withdrawn question is taken from a pasted sheet; nobody is invited to give one.
    may: [...(row.state === 'withdrawn' ? [] : may('answer', 'investigation.reply')), ...may('withdraw', 'investigation.ask')],
  };
}

/** A question as it is pasted into a partner's group: number first, then what is missing, what we want, by when, our case (IV-8). */
export function copyText(row: QuestionRow, { lang, zone }: { lang: Lang; zone: string }): string {
  const { first, problem, wish } = partsOf(row, lang);
  const { day, time } = wallClock(row.dueAt, zone);
  const by = lang === 'zh' ? `请于 ${day.slice(5)} ${time} 前回复` : `Please answer by ${day.slice(5)} ${time}`;
  return [first, problem, `${wish} ${by}`, `[${row.caseNumber}]`].filter((part) => part !== '').join(' | ');
}

export interface SheetRow {
  readonly questionId: string;
  readonly caseNumber: string;
  readonly waybill: string;
  readonly problem: string;
  readonly wish: string;
  readonly dueAt: Date;
}

/** The open questions of one partner as rows, and as text with tabs that pastes into a group or a spreadsheet. */
export function sheetOf(rows: readonly QuestionRow[], reader: { lang: Lang; zone: string }): { text: string; rows: SheetRow[] } {
  const zh = reader.lang === 'zh';
  const sheet = rows.map((row) => {
    const { first, problem, wish } = partsOf(row, reader.lang);
    return { questionId: row.id, caseNumber: row.caseNumber, waybill: first, problem, wish, dueAt: row.dueAt };
  });
  const head = zh ? ['单号', '问题', '请回复', '截止', '工单号'] : ['Number', 'Problem', 'Please answer', 'By', 'Case'];
  const lines = sheet.map((row) => {
    const { day, time } = wallClock(row.dueAt, reader.zone);
    return [row.waybill, row.problem, row.wish, `${day} ${time}`, row.caseNumber]
      .map((cell) => neutraliseFormula(cell.replace(/[\t\n]+/g, ' ')))
      .join('\t');
  });
  return { text: [head.join('\t'), ...lines].join('\n'), rows: sheet };
}

/** A carrier knows a parcel by its waybill, everybody else the order by its number. */
function partsOf(row: QuestionRow, lang: Lang): { first: string; problem: string; wish: string } {
  const waybills = row.waybills.join(' ');
  const first =
    row.party === 'carrier' ? waybills || (row.orderNo ?? '') : [row.orderNo ?? '', waybills].filter((part) => part !== '').join(' ');
  const problem = row.goods === null ? '' : lang === 'zh' ? `缺少：${row.goods}` : `Missing: ${row.goods}`;
  return { first, problem, wish: lang === 'zh' ? row.askZh : row.askEn };
}

/** The zone of a shop; with questions of no shop, the one most are in. */
export async function zoneOf(on: Reader, shopId: string | null): Promise<string> {
  return shopId === null ? 'Asia/Shanghai' : (await calendarOf(on, shopId)).zone;
}
