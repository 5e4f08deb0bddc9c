/** What a report says of an invoice, in the order in which an invoice is read. */
export const invoiceFields: readonly string[] = [
  'invoiceTitle',
  'taxNumber',
  'invoiceContent',
  'invoiceKind',
  'wrongInvoiceNo',
  'invoiceTo',
];
/** What a report says of a price or a listing. */
export const priceFields: readonly string[] = ['listing', 'priceSeen', 'seenWhere', 'differs'];
