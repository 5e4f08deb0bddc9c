import { calendarOf, type Doing, type Duration, dueAt, openClock, tellOf, type Words } from '#case/contract.ts';
import { orderForCase, type ParcelFacts } from '#commerce/contract.ts';
import { newId } from '#platform/ids.ts';
import { insertQuestion, openQuestions } from './questionStore.ts';

export interface Asked {
  readonly party: string;
  /** Warehouse or carrier; without it those of the order's parcels, one question each. */
  readonly placeId?: string | undefined;
  readonly ask: Words;
  readonly within: Duration;
  readonly from: Date;
  readonly step: string;
  /** Task of the playbook; null when a person asks. */
  readonly task: string | null;
}

interface Place {
  readonly warehouseId: string | null;
  readonly carrierId: string | null;
  readonly waybills: readonly string[];
}

/** Two days' notice is no help for a day's deadline: the owner is warned this long before an answer is due. */
const warnBefore: Duration = { n: 4, unit: 'hours' };

/**
 * Asks a party, with a deadline on the case's clocks (IV-3). Warehouses and carriers are those of the order's parcels: one
 * question for each, with its own waybills (IV-8). A task that is being asked already is not asked again. Answers the ids of
 * the new questions.
 */
export async function askParty(doing: Doing, asked: Asked): Promise<string[]> {
  const { command, theCase } = doing;
  const calendar = await calendarOf(command.tx, theCase.shopId);
  const due = dueAt({ start: asked.from, amount: asked.within, calendar, pauses: [], mayPause: false }).due;
  const made: string[] = [];
  for (const place of await placesOf(doing, asked)) {
    const id = newId(command.now.getTime());
    const isNew = await insertQuestion(command.tx, {
      ...place,
      id,
      caseId: theCase.id,
      shopId: theCase.shopId,
      round: theCase.round,
      step: asked.step,
      task: asked.task,
      party: asked.party,
      askZh: asked.ask.zh,
      askEn: asked.ask.en,
      askedAt: command.now,
      askedBy: asked.task === null && command.actor.kind === 'staff' ? command.actor.id : null,
      dueAt: due,
    });
    if (!isNew) continue;
    made.push(id);
    await openClock(doing, {
      name: asked.task ?? 'question',
      purpose: 'task',
      step: asked.step,
      title: { zh: `协查：${partyWords[asked.party]?.zh ?? asked.party}`, en: `Question to ${partyWords[asked.party]?.en ?? asked.party}` },
      within: asked.within,
      warn: asked.within.unit === 'hours' && asked.within.n <= warnBefore.n ? undefined : warnBefore,
      source: 'IV-3',
      mayPause: false,
      ladder: doing.playbook.ladder.slice(0, 1),
      from: asked.from,
      subject: id,
    });
    await tellOf(command, theCase, {
      kind: 'question.asked',
      data: { question: id, party: asked.party, task: asked.task, due: due.toISOString() },
    });
  }
  await showWhoIsAwaited(doing);
  return made;
}

/** While the case is being investigated and somebody owes an answer, the lists show whom it waits for. */
export async function showWhoIsAwaited(doing: Doing): Promise<void> {
  const { theCase, playbook, command } = doing;
  if (theCase.closedAt || playbook.steps[theCase.step]?.stage !== 'investigation' || playbook.steps[theCase.step]?.waits) return;
  const [next] = await openQuestions(command.tx, theCase.id);
  theCase.waitingFor = next?.party ?? null;
}

async function placesOf(doing: Doing, asked: Asked): Promise<Place[]> {
  const { theCase, command } = doing;
  const parcels = theCase.orderId ? ((await orderForCase(command.tx, theCase.orderId))?.parcels ?? []) : [];
  const of = asked.party === 'warehouse' ? 'warehouseId' : asked.party === 'carrier' ? 'carrierId' : null;
  if (of === null) return [{ warehouseId: null, carrierId: null, waybills: parcels.map((parcel) => parcel.waybill) }];
  if (asked.placeId) return [placeOf(of, asked.placeId, parcels)];
  const ids = [...new Set(parcels.map((parcel) => parcel[of]))];
  return ids.length === 0 ? [placeOf(of, null, parcels)] : ids.map((id) => placeOf(of, id, parcels));
}

function placeOf(of: 'warehouseId' | 'carrierId', id: string | null, parcels: readonly ParcelFacts[]): Place {
  const waybills = parcels.filter((parcel) => parcel[of] === id).map((parcel) => parcel.waybill);
  return { warehouseId: null, carrierId: null, [of]: id, waybills };
}

export const partyWords: Readonly<Record<string, Words>> = {
  warehouse: { zh: '仓库', en: 'the warehouse' },
  carrier: { zh: '快递', en: 'the carrier' },
  logistics: { zh: '物流', en: 'logistics' },
  operations: { zh: '运营', en: 'operations' },
  supplier: { zh: '供应商', en: 'the supplier' },
  store: { zh: '门店', en: 'the store' },
  finance: { zh: '财务', en: 'finance' },
  branch: { zh: '网点', en: 'the branch' },
  delivery: { zh: '配送员', en: 'delivery staff' },
  claims: { zh: '理赔', en: 'the claims department' },
};
