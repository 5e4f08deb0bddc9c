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
  { route: 'POST /api/v1/imports', guard: 'commerce/importUploads.ts: order.import, and the shop is one of the caller’s', nobody: [401] },
  {
    route: 'GET /api/v1/imports/:importId/refused',
    guard: 'commerce/importUploads.ts: order.import on the import’s shop; the download is written down',
    nobody: [401],
  },
  // Without an upgrade there is no socket; the socket itself closes with 4401 unless a member of staff holds live.read.
  { route: 'GET /api/v1/live', guard: 'platform/live.ts: session and live.read', nobody: [404] },
];
