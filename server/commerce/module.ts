import type { Module } from '#platform/module.ts';
import { importRequested } from './contract.ts';
import { importRequestedJob, sweepImports } from './importJobs.ts';
import { importUploads } from './importUploads.ts';
import { onErased } from '#customers/contract.ts';
import { subscriptionHandler, trackingHandler } from './pullTracking.ts';
import { commerceRefusals } from './refusals.ts';
import { routes } from './routes.ts';
import { blankShippingChanges } from './shippingStore.ts';
import { mountTrackingCallback } from './trackingCallback.ts';

// The command line imports files in its own process.
export { importFile } from './importFile.ts';

export const commerceModule: Module = {
  name: 'commerce',
  routes,
  refusals: commerceRefusals,
  subscriptions: [
    { queue: 'commerce.import', on: [importRequested], perCase: false, run: importRequestedJob },
    onErased('commerce-erasure', blankShippingChanges),
  ],
  intents: [trackingHandler(), subscriptionHandler()],
  sweeps: [{ name: 'imports', everySeconds: 30, run: sweepImports }],
  raw: (app, house, entrance) => {
    importUploads(app, house, entrance);
    mountTrackingCallback(app, house);
  },
};
