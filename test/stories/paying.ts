import { makeLink } from '#case/contract.ts';
import { caseRoutes } from '#case/wire.ts';
import { type PayoutResultView, payoutFiles, payoutRoutes, type PayoutView } from '#fulfilment/payoutWire.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import type { Who } from '../cast.ts';
import type { Story, Told } from './telling.ts';

/** Columns of a result file. */
export const head = ['付款序号', '状态', '失败原因', '流水号'];

/** What finance, agents and customers do about a payout in a story. */
export function payoutsOf(story: Story) {
  const claim = async (orderNo: string, fen = 8_900, phone = '19900000031'): Promise<Told> => {
    await story.order(orderNo, {
      goodsFen: fen,
      paidFen: fen,
      lines: [{ lineNo: '1', title: '蓝牙耳机 EB-3', quantity: 1, priceFen: fen, paidFen: fen }],
      contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` },
    });
    const told = await story.report({
      orderNo,
      playbook: 'express-claim',
      problem: 'lost.parcel',
      words: '寄的耳机丢了，要多久赔？',
      lines: [{ name: '蓝牙耳机 EB-3', quantity: 1 }],
      handles: [{ kind: 'phone', value: phone }],
      fields: { claimant: 'sender', wish: 'claim-payment', amountClaimed: fen, amountClaimedBasis: '订单价' },
    });
    await told.does('agent', caseRoutes.fastLane, {});
    return told;
  };
  const payoutOf = async (told: Told): Promise<PayoutView> => {
    const { items } = await story.desk.as('finance').ok(payoutRoutes.list, { query: { caseId: told.id } });
    const [only] = items;
    if (!only || items.length !== 1) throw new Error(`one payout was expected, there are ${items.length}`);
    return only;
  };
  const page = async (told: Told) => {
    const secret = await inTransaction(story.desk.house.db, (tx) =>
      makeLink({ tx, now: story.desk.clock.now(), actor: systemActor, cause: 'test' }, told.id),
    );
    return visitorOf(story.desk.app).get(`/c/${secret}`);
  };
  const file = (who: Who, batchId: string) =>
    story.desk.app.inject({
      method: 'GET',
      url: payoutFiles.download.replace(':batchId', batchId),
      headers: { cookie: `amends_session=${story.desk.cast.cookie(who)}` },
    });
  const results = async (rows: readonly (readonly string[])[]): Promise<PayoutResultView> => {
    const raw = await story.desk.app.inject({
      method: 'POST',
      url: `${payoutFiles.results}?name=result.csv`,
      headers: { cookie: `amends_session=${story.desk.cast.cookie('finance')}`, 'content-type': 'text/csv', 'idempotency-key': newId() },
      payload: Buffer.from(rows.map((row) => row.join(',')).join('\n')),
    });
    return raw.json<PayoutResultView>();
  };
  const sent = async (ids: readonly string[]): Promise<{ id: string; number: string }> => {
    const batch = await story.desk.as('finance').ok(payoutRoutes.makeBatch, { body: { ids: [...ids], seen: true } });
    await story.desk.as('executive').ok(payoutRoutes.checkBatch, { params: { batchId: batch.id }, body: { answer: 'approved' } });
    await story.desk.as('finance').ok(payoutRoutes.sendBatch, { params: { batchId: batch.id }, body: { format: 'csv' } });
    return batch;
  };
  return { claim, payoutOf, page, file, results, sent };
}
