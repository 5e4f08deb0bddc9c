import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { day } from '#platform/clock.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, openStory, type Story, type Told } from './telling.ts';

// 「显示已签收，我根本没收到。」 The carrier has to show who signed; what it can't show in time counts as lost.
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let orders = 0;
async function denied(): Promise<Told> {
  orders += 1;
  const orderNo = `261116750000${String(orders).padStart(2, '0')}`;
  await story.order(orderNo, { contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` } });
  const told = await story.report({
    orderNo,
    problem: 'signed.not-received',
    words: '显示已签收，我根本没收到。',
    lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
    fields: { wish: 'reship', contactName: '林' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
  await told.does('agent', caseRoutes.answer, { step: 'classify', answer: 'signed-for' });
  return told;
}
const questionOf = async (told: Told) =>
  (await story.desk.as('logistics').ok(questionRoutes.questions, { params: { caseId: told.id } })).items.find(
    (each) => each.party === 'carrier',
  );
const linesOf = async (told: Told) => (await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } })).lines;

it('a sign-off that the customer denies asks the carrier for proof, comes first on the lists, and is never called a breach of law to them (IV-3, LI-6)', async () => {
  const told = await denied();
  expect(await told.step()).toBe('sign-proof');
  expect((await questionOf(told))?.ask).toContain('签收底单');
  expect(await told.now()).toMatchObject({ regulatoryRisk: true, priority: 2 });
  const { items } = await story.desk.as('lead').ok(triageRoutes.work, { query: { list: 'all' } });
  expect(items.find((each) => each.caseId === told.id)?.flags).toMatchObject({ regulatoryRisk: true, priority: 2 });
  const { url } = await told.does('agent', caseRoutes.link, {});
  const page = await visitorOf(story.desk.app).get(new URL(url).pathname);
  expect(page.text).toContain('正在向快递核对是谁签收的');
  expect(page.text).not.toMatch(/监管|违规|违法/);
});

it('without an answer in time every line counts as lost by rule, and the case goes on to liability (IV-4, LI-6)', async () => {
  const told = await denied();
  const lines = (await linesOf(told)).map((line) => ({ lineId: line.id, finding: 'lost' as const }));
  expect(await told.isRefused('agent', investigationRoutes.find, { answer: 'no-proof', text: '', lines })).toMatchObject({
    code: 'lost-not-confirmed',
  });
  await story.desk.later(5 * day);
  expect(await told.step()).toBe('liability');
  expect((await linesOf(told)).map((line) => line.finding)).toEqual(['lost']);
  expect(await told.events()).toEqual(expect.arrayContaining(['parcel.confirmed-lost', 'finding.recorded']));
});

it('an answer without proof is the carrier’s word for a loss; with proof the customer is told what it shows (IV-4)', async () => {
  const told = await denied();
  const answer = { params: { questionId: (await questionOf(told))?.id ?? '' }, body: { text: '放在驿站，无签收底单' } };
  await story.desk.as('logistics').ok(questionRoutes.answer, answer);
  const lines = (await linesOf(told)).map((line) => ({ lineId: line.id, finding: 'lost' as const }));
  await told.does('agent', investigationRoutes.find, { answer: 'no-proof', text: '快递拿不出凭证', lines });
  expect(await told.step()).toBe('liability');
  const proven = await denied();
  await proven.does('agent', investigationRoutes.find, { answer: 'proven', text: '有本人签字底单', lines: [] });
  expect(await proven.step()).toBe('explain');
});
