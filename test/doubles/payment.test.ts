import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PaymentDouble, startPaymentDouble } from './paymentDouble.ts';

let partner: PaymentDouble;
beforeAll(async () => {
  partner = await startPaymentDouble();
});
afterAll(() => partner.stop());

/** The protocol by the letter of payment.md, without the server's code. */
function signed(body: string, secret = partner.secret): Record<string, string> {
  const timestamp = String(Date.now());
  return {
    'x-amends-timestamp': timestamp,
    'x-amends-nonce': 'n',
    'x-amends-signature': createHmac('sha256', secret).update(`${timestamp}\nn\n${body}\n`).digest('hex'),
  };
}

async function refund(key: string, fen: number, secret?: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = JSON.stringify({ out_request_no: key, order_no: '1', amount_fen: fen, currency: 'CNY' });
  const reply = await fetch(`${partner.url}/v1/refunds`, { method: 'POST', body, headers: signed(body, secret) });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

it('pays a key once, however often it is asked, and refuses another amount for it', async () => {
  expect(await refund('a', 800)).toMatchObject({ status: 200, body: { status: 'SUCCESS', amount_fen: 800 } });
  expect((await refund('a', 800)).status).toBe(200);
  expect(await refund('a', 900)).toMatchObject({ status: 400, body: { code: 'REQUEST_CHANGED' } });
  expect(partner.paid().filter((each) => each.out_request_no === 'a')).toHaveLength(1);
});

it('does nothing for a wrong signature', async () => {
  expect((await refund('b', 800, 'another secret')).status).toBe(401);
  expect(partner.paid().some((each) => each.out_request_no === 'b')).toBe(false);
  expect((await partner.counts()).refusedSignatures).toBe(1);
});

it('answers a query by our key, and 404 for what never came', async () => {
  expect((await fetch(`${partner.url}/v1/refunds/a`, { headers: signed('') })).status).toBe(200);
  expect((await fetch(`${partner.url}/v1/refunds/never`, { headers: signed('') })).status).toBe(404);
});

it('fails before or after paying, as it is steered', async () => {
  await partner.steer({ mode: 'error-before', times: 1 });
  expect((await refund('c', 1)).status).toBe(500);
  await partner.steer({ mode: 'error-after', times: 1 });
  expect((await refund('d', 1)).status).toBe(500);
  expect(partner.paid().map((each) => each.out_request_no)).toEqual(['a', 'd']);
});
