/**
 * Routes that aren't JSON by a `RouteSpec`: each is named here with what guards it. `public`: anybody may have it, and why;
 * otherwise `guard` says who checks, and `nobody` what a caller without credentials gets.
 */
export type RawRoute = { readonly route: string } & (
  | { readonly public: string }
  | { readonly guard: string; readonly nobody: readonly number[] }
);

export const rawRoutes: readonly RawRoute[] = [
  { route: 'GET /healthz', public: 'says only that the process answers' },
  { route: 'GET /readyz', public: 'says only which part is missing' },
  { route: 'GET /metrics', public: 'figures without names; a proxy keeps it inside (operations.md)' },
  { route: 'GET /api/v1/openapi.json', public: 'describes the API' },
  { route: 'GET /api/docs', public: 'describes the API' },
  { route: 'PUT /api/v1/files/:fileId', guard: "case/fileRoutes.ts: file.add, and the upload is the caller's own", nobody: [401] },
  { route: 'GET /api/v1/cases/:caseId/files/:fileId/:rendition', guard: 'case/fileRoutes.ts: file.read on the case', nobody: [401] },
  {
    route: 'GET /api/v1/cases/:caseId/investigation-report.pdf',
    guard: 'investigation/reportRoutes.ts: case.read on the case; the download is written down',
    nobody: [401],
  },
  { route: 'POST /api/v1/imports', guard: 'commerce/importUploads.ts: order.import, and the shop is one of the caller’s', nobody: [401] },
  {
    route: 'GET /api/v1/imports/:importId/refused',
    guard: 'commerce/importUploads.ts: order.import on the import’s shop; the download is written down',
    nobody: [401],
  },
  // Without an upgrade there is no socket; the socket itself closes with 4401 unless a member of staff holds live.read.
  { route: 'GET /api/v1/live', guard: 'platform/live.ts: session and live.read', nobody: [404] },
  // The desk's pages, the customer's pages, files of the resend board, the payment partner.
  {
    route: 'DELETE /c/:secret/files/:fileId',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  { route: 'DELETE /report/files/:fileId', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'GET /', public: "the customer's first page" },
  {
    route: 'GET /api/v1/resends/exports/:exportId/file',
    guard: 'fulfilment/fileRoutes.ts: fulfilment.work in the shop; the download is written down',
    nobody: [401],
  },
  {
    route: 'GET /api/v1/payout-batches/:batchId/file',
    guard: 'fulfilment/payoutFileRoutes.ts: payout.make in the shops of the batch; each download is written down',
    nobody: [401],
  },
  {
    route: 'GET /api/v1/recoveries/:recoveryId/package.zip',
    guard: 'fulfilment/recoveryPaperRoutes.ts: recovery.read in the shop; each download is written down',
    nobody: [401],
  },
  { route: 'POST /api/v1/payout-results', guard: 'fulfilment/payoutFileRoutes.ts: payout.make', nobody: [401] },
  {
    route: 'GET /c/:secret',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'GET /c/:secret/files/:fileId',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'GET /c/:secret/files/:fileId/:rendition',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'GET /c/:secret/state',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  { route: 'GET /desk', public: "the desk's own page; its data come through the API" },
  { route: 'GET /desk/*', public: "the desk's own page; its data come through the API" },
  { route: 'GET /desk/assets/*', public: "the desk's own files" },
  { route: 'GET /first-administrator', public: "leads to the desk's page; the API checks the token" },
  { route: 'GET /portal/:file', public: "the portal's own style and script" },
  { route: 'GET /procedure/:playbook', public: 'the published procedure (TA-8)' },
  { route: 'GET /report/:playbook', public: 'the first page of a report; shows nothing of an order' },
  { route: 'GET /report/:playbook/contact', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'GET /report/:playbook/parts', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'GET /report/:playbook/photos', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'GET /report/:playbook/review', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'GET /report/files/:fileId', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  {
    route: 'GET /report/files/:fileId/:rendition',
    guard: "portal: the browser's own draft and a proven identity; form's token",
    nobody: [404],
  },
  { route: 'GET /s/:secret', guard: "portal: a survey link's secret; answers carry the form's token", nobody: [404] },
  { route: 'GET /set-password', public: "leads to the desk's page; the API checks the token" },
  { route: 'GET /answers', public: 'looks up fees, areas, knowledge and masked tracking; shows nothing of a person' },
  { route: 'POST /answers/votes', guard: "portal: the form's token", nobody: [403] },
  { route: 'GET /status', public: 'asks for an order number and one proof; shows nothing' },
  { route: 'GET /survey/:secret', guard: "portal: a survey link's secret; answers carry the form's token", nobody: [404] },
  { route: 'POST /api/v1/resends/imports', guard: 'fulfilment/fileRoutes.ts: fulfilment.work in the shop', nobody: [401] },
  {
    route: 'POST /c/:secret/add',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/answer',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/appeal',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/choice',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/confirmation',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/files',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/files/:fileId/finish',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/hurry',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/materials',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/order-number',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/reopen',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/seen',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/other-pickup',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/sent-back',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/payee',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /c/:secret/withdraw',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  {
    route: 'POST /partner/intercept/callback',
    guard: "fulfilment/interceptCallback.ts: the partner's signature by our salt; 503 while no partner is set up",
    nobody: [503],
  },
  {
    route: 'POST /partner/payment/callback',
    guard: "fulfilment/paymentCallback.ts: the partner's signature, five minutes; 503 while no partner is set up",
    nobody: [503],
  },
  {
    route: 'POST /partner/tracking/callback',
    guard: "commerce/trackingCallback.ts: the tracking source's signature; 503 while no salt is set",
    nobody: [503],
  },
  {
    route: 'POST /c/:secret/objection',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  { route: 'POST /report/:playbook/code', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'POST /report/:playbook/contact', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'POST /report/:playbook/identity', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'POST /report/:playbook/parts', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'POST /report/:playbook/photos', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'POST /report/:playbook/review', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  { route: 'POST /report/:playbook/save', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [403] },
  { route: 'POST /report/:playbook/start', guard: "portal: a form of the browser's own visit; shows nothing of an order", nobody: [404] },
  { route: 'POST /report/files', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
  {
    route: 'POST /report/files/:fileId/finish',
    guard: "portal: the browser's own draft and a proven identity; form's token",
    nobody: [404],
  },
  { route: 'POST /s/:secret', guard: "portal: a survey link's secret; answers carry the form's token", nobody: [403] },
  { route: 'POST /status', guard: "portal: order number and one proof, tries limited; form's token", nobody: [403] },
  { route: 'POST /status/code', guard: "portal: order number and one proof, tries limited; form's token", nobody: [422] },
  { route: 'POST /survey/:secret', guard: "portal: a survey link's secret; answers carry the form's token", nobody: [403] },
  {
    route: 'PUT /c/:secret/files/:fileId',
    guard: "portal: a link's secret (128 bits, hashed, expiring); changes carry the form's token and the version",
    nobody: [404],
  },
  { route: 'PUT /report/files/:fileId', guard: "portal: the browser's own draft and a proven identity; form's token", nobody: [404] },
];
