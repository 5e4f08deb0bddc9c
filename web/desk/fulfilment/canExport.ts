import type { ResendView } from '#fulfilment/wire.ts';

/** Only goods that have not left go into the warehouse's file. */
export function canExport(row: ResendView): boolean {
  return (row.kind === 'resend' || row.kind === 'exchange') && (row.state === 'open' || row.state === 'sent-to-warehouse');
}
