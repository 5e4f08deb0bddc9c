import { z } from 'zod';
import type { IntentAnswer } from '#platform/module.ts';

/** What the payment partner says of one refund: answer to a request, to a query, or in a callback. */
export const refundReport = z.object({
  out_request_no: z.string().max(200),
  status: z.enum(['SUCCESS', 'PROCESSING', 'REFUSED']),
  refund_no: z.string().max(100).optional(),
  amount_fen: z.int().min(0).optional(),
  code: z.string().max(60).optional(),
  arrival_days: z.int().min(0).max(60).optional(),
});
export type RefundReport = z.output<typeof refundReport>;

const fault = z.object({ code: z.string().max(60) });

/** Codes that stand for a decision; all others of status 4xx are refused as `partner-refused`. */
const refusals: Readonly<Record<string, string>> = {
  AMOUNT_OVER_PAID: 'amount-over-paid',
  ORDER_CLOSED: 'order-closed',
  ORDER_NOT_FOUND: 'no-order',
  ACCOUNT_ABNORMAL: 'account-abnormal',
  NAME_MISMATCH: 'name-mismatch',
};

/**
 * What an HTTP answer means for the refund. Pure. A 404 to a query is the only proof that the request never arrived; 401
 * and 429 happen before anything is done; every 5xx leaves open whether it was: it is asked, never guessed (FU-5).
 */
export function meaningOf(status: number, body: unknown, asked: { key: string; amountFen: number; query: boolean }): IntentAnswer {
  if (status === 404 && asked.query) return { outcome: 'again', fault: 'never-arrived' };
  if (status === 401 || status === 403) return { outcome: 'again', fault: 'signature-refused' };
  if (status === 429) return { outcome: 'again', fault: 'busy' };
  if (status >= 500) return { outcome: 'uncertain', fault: 'system-error' };
  if (status >= 400) {
    const code = fault.safeParse(body).data?.code ?? 'UNKNOWN';
    return { outcome: 'refused', fault: refusals[code] ?? 'partner-refused', answer: { code } };
  }
  const report = refundReport.safeParse(body);
  return report.success ? meaningOfReport(report.data, asked) : { outcome: 'uncertain', fault: 'unreadable-answer' };
}

/** What a report means; one about another refund or amount isn't believed. */
export function meaningOfReport(report: RefundReport, asked: { key: string; amountFen: number }): IntentAnswer {
  if (report.out_request_no !== asked.key) return { outcome: 'uncertain', fault: 'answer-for-another' };
  const answer = { refundNo: report.refund_no ?? null, amountFen: report.amount_fen ?? null, arrivalDays: report.arrival_days ?? null };
  switch (report.status) {
    case 'SUCCESS':
      return report.amount_fen === asked.amountFen ? { outcome: 'done', answer } : { outcome: 'uncertain', fault: 'amount-differs' };
    case 'PROCESSING':
      return { outcome: 'waiting', answer };
    case 'REFUSED':
      return { outcome: 'refused', fault: refusals[report.code ?? ''] ?? 'partner-refused', answer: { code: report.code ?? 'UNKNOWN' } };
    default:
      return report.status satisfies never;
  }
}
