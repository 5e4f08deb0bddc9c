import type { Leg } from '#case/paths.ts';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import type { Who } from '../cast.ts';
import type { Walking } from './walker.ts';

/** The lines of a case, as its report says them. */
export async function linesOf({ story, told }: Walking): Promise<string[]> {
  const { lines } = await story.desk.as('operations').ok(intakeRoutes.report, { params: { caseId: told.id } });
  return lines.map((line) => line.id);
}

/** Whatever was asked of the carrier is answered: a loss stands on its word (IV-4). */
export async function carrierAnswers({ story, told }: Walking): Promise<void> {
  const logistics = story.desk.as('logistics');
  const { items } = await logistics.ok(questionRoutes.questions, { params: { caseId: told.id } });
  for (const question of items.filter((each) => each.party === 'carrier' && each.may.includes('answer')))
    await logistics.ok(questionRoutes.answer, { params: { questionId: question.id }, body: { text: '确认遗失' } });
}

/** The reviewer judges every line; where the answer waits for materials, they are named. */
export async function reviewPhotos(walking: Walking, { from, answer }: Leg, who: Who): Promise<void> {
  const { playbook, does } = walking;
  const asks = playbook.steps[playbook.steps[from]?.answers[answer]?.to ?? '']?.waits?.for === 'materials';
  const seen =
    answer === 'not-damaged'
      ? ({ verdict: 'not-damaged', degree: 'none' } as const)
      : asks
        ? ({ verdict: 'cant-tell', degree: 'none' } as const)
        : ({ verdict: 'damaged-in-transit', degree: 'medium' } as const);
  await does(who, photoRoutes.review, {
    answer,
    lines: (await linesOf(walking)).map((lineId) => ({ lineId, ...seen })),
    reason: '照片看过',
    ...(asks ? { materials: [{ material: playbook.registration.materials[0]?.id ?? '', note: '请拍破损处近照' }] } : {}),
  });
}

/** What is awaited comes in and is inspected by the warehouse. */
export async function inspectGoods({ story, told, seen }: Walking, { answer }: Leg, who: Who): Promise<void> {
  const person = story.desk.as(who);
  const { items } = await person.ok(returnedRoutes.ofCase, { params: { caseId: told.id } });
  for (const row of items.filter((each) => ['awaited', 'booked', 'on-its-way', 'overdue'].includes(each.state))) {
    const arrived = await person.ok(returnedRoutes.arrive, { body: { words: `服务单 ${seen.number}`, weightG: 18_000 } });
    if (arrived.state !== 'matched') throw new Error(`what came in with the case's number belongs to nobody: ${arrived.state}`);
    await person.ok(returnedRoutes.inspect, {
      params: { returnedId: row.id },
      body: {
        lines: row.goods.map(({ code }) => ({ code, grade: answer === 'differs' ? ('incomplete' as const) : ('second' as const) })),
        answer,
        reason: '与约定的商品不一致',
      },
    });
  }
}

/** Logistics waits no longer for what was to be fetched; answers whether there was any. */
export async function givesUpFetching({ story, told }: Walking): Promise<boolean> {
  const { items } = await story.desk.as('logistics').ok(returnedRoutes.ofCase, { params: { caseId: told.id } });
  const row = items.find((each) => each.may.includes('book'));
  if (row) await story.desk.as('logistics').ok(returnedRoutes.giveUp, { params: { returnedId: row.id }, body: { reason: '三次无人应门' } });
  return row !== undefined;
}
