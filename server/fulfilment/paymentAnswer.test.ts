import { describe, expect, it } from 'vitest';
import { meaningOf, meaningOfReport } from './paymentAnswer.ts';
import { distrust, sign } from './paymentWire.ts';

const asked = { key: 'refund:1', amountFen: 800, query: false };
const report = { out_request_no: 'refund:1', status: 'SUCCESS' as const, amount_fen: 800, refund_no: 'RF1' };

describe("the payment partner's answer", () => {
  it.each([
    [200, report, 'done', undefined],
    [202, { ...report, status: 'PROCESSING' }, 'waiting', undefined],
    [200, { ...report, status: 'REFUSED', code: 'NAME_MISMATCH' }, 'refused', 'name-mismatch'],
    [200, { ...report, amount_fen: 80 }, 'uncertain', 'amount-differs'],
    [200, { ...report, out_request_no: 'refund:2' }, 'uncertain', 'answer-for-another'],
    [200, '<html>', 'uncertain', 'unreadable-answer'],
    [400, { code: 'AMOUNT_OVER_PAID' }, 'refused', 'amount-over-paid'],
    [422, { code: 'SOMETHING_NEW' }, 'refused', 'partner-refused'],
    [401, { code: 'SIGNATURE' }, 'again', 'signature-refused'],
    [429, null, 'again', 'busy'],
    [500, { code: 'SYSTEM_ERROR' }, 'uncertain', 'system-error'],
    [502, null, 'uncertain', 'system-error'],
  ])('%i %j means %s', (status, body, outcome, fault) => {
    const meaning = meaningOf(status, body, asked);
    expect([meaning.outcome, 'fault' in meaning ? meaning.fault : undefined]).toEqual([outcome, fault]);
  });

  it('says that it never arrived only to a query', () => {
    expect(meaningOf(404, null, { ...asked, query: true })).toEqual({ outcome: 'again', fault: 'never-arrived' });
    expect(meaningOf(404, null, asked).outcome).toBe('refused');
  });

  it('carries the partner’s own number and amount into the answer that is kept', () => {
    expect(meaningOfReport(report, asked)).toEqual({ outcome: 'done', answer: { refundNo: 'RF1', amountFen: 800, arrivalDays: null } });
  });
});

describe('a signature', () => {
  const secret = 'a secret of both sides';
  it('is believed for five minutes, for these bytes and this secret only', () => {
    const headers = { ...sign(secret, '{"a":1}', 1_000_000_000_000) };
    expect(distrust(secret, headers, '{"a":1}', 1_000_000_299_000)).toBeNull();
    expect(distrust(secret, headers, '{"a":1}', 1_000_000_301_000)).toBe('stale');
    expect(distrust(secret, headers, '{"a":2}', 1_000_000_000_000)).toBe('wrong-signature');
    expect(distrust('another secret', headers, '{"a":1}', 1_000_000_000_000)).toBe('wrong-signature');
    expect(distrust(secret, {}, '{"a":1}')).toBe('unsigned');
  });
});
