import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { payoutFiles } from '#fulfilment/payoutWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { day, hour, minute, type SettableClock } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { Amends } from '../../server/main.ts';
import { does } from './leading.ts';
import { sendPayout } from './payingOut.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';

const orderNo = 'JL269000000091';

/**
 * A small claim whose payout came back (FU-15): entered by the agent, made by Bai Lu, checked by Qin, sent, and returned by Alipay
 * for a name that doesn't fit the account. By the ordinary routes; the clock ends at `now`.
 */
export async function seedMoney(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  const at = (hours: number): string => new Date(shop.now.getTime() - hours * hour).toISOString();
  clock.set(new Date(shop.now.getTime() - 20 * hour));
  await leader.ok('guxi', commerceRoutes.putOrder, {
    params: { shop: 'jiangling', orderNo },
    body: {
      state: 'shipped',
      placedAt: at(200),
      paidAt: at(200),
      shippedAt: at(198),
      goodsFen: 8_900,
      freightFen: 1_200,
      paidFen: 10_100,
      contact: { receiver: '孔**', phone: '19900000091' },
      lines: [{ lineNo: '1', title: '手冲壶 SC-2', quantity: 1, priceFen: 8_900, paidFen: 8_900 }],
      parcels: [
        {
          waybill: orderNo,
          carrier: 'jiangling',
          state: 'in-transit',
          shippedAt: at(198),
          scan: { at: at(190), text: '离开松川分拨中心' },
        },
      ],
    },
  });
  const { id } = await leader.ok('xiaoman', intakeRoutes.register, {
    body: {
      channel: 'phone',
      take: true,
      orderNo,
      problem: 'lost.parcel',
      words: '寄给朋友的手冲壶没收到，八十九块，能赔吗？',
      lines: [{ name: '手冲壶 SC-2', quantity: 1 }],
      handles: [{ kind: 'phone', value: '19900000091' }],
      fields: { claimant: 'sender', wish: 'claim-payment', amountClaimed: 8_900, amountClaimedBasis: '订单价', contactName: '客户' },
    },
  });
  clock.advance(5 * minute);
  await does(leader, id, 'xiaoman', caseRoutes.fastLane, {});
  await leader.settle();
  const number = await sendPayout({ leader, clock }, id, { name: '孔明月', account: '19900000091' });
  clock.advance(12 * hour);
  await takeResult(amends, shop, `备注（选填）,状态,失败原因\n${number}-001,失败,收款人实名不符\n`);
  clock.set(shop.now);
  await leader.settle();
}

/** The file that came back, as Bai Lu uploads it. */
async function takeResult(amends: Amends, shop: SampleShop, csv: string): Promise<void> {
  const secret = newSecret();
  await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
    values (${hashSecret(secret)}, ${shop.ids.get('bailu')}, ${shop.now}, ${shop.now}, ${new Date(shop.now.getTime() + day)})`.execute(
    amends.house.db,
  );
  const raw = await amends.app.inject({
    method: 'POST',
    url: `${payoutFiles.results}?name=result.csv`,
    headers: { cookie: `amends_session=${secret}`, 'content-type': 'text/csv', 'idempotency-key': newId() },
    payload: Buffer.from(csv),
  });
  if (raw.statusCode !== 200 || raw.json<{ changed: number }>().changed !== 1) throw new Error(`the sample's result file: ${raw.body}`);
}
