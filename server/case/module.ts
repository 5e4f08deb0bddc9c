import { inTransaction } from '#platform/db.ts';
import { forgetOldKeys } from '#platform/idempotency.ts';
import { systemActor } from '#platform/actor.ts';
import { removeOrphans, uploadRefusals } from '#platform/uploads.ts';
import { eraseCase, sweepRetention } from './eraseCase.ts';
import { evidenceRoutes, mountFiles } from './fileRoutes.ts';
import { syncPlaybookFiles } from './playbooks.ts';
import { recalendar } from './recalendar.ts';
import { caseRefusals } from './refusals.ts';
import { routes } from './routes.ts';
import { spineWords } from './spineWords.ts';
import { sweepClocks } from './sweepClocks.ts';
import { talkModule } from './talkModule.ts';
import type { CaseModule } from './wiring.ts';

export { wireJourneys } from './wiring.ts';
export { reachesCustomer } from './reachStore.ts';
export { PlaybookFault } from './playbooks.ts';

export const caseModule: CaseModule = {
  name: 'case',
  routes: [...routes, ...evidenceRoutes, ...talkModule.routes],
  refusals: { ...caseRefusals, ...uploadRefusals, ...talkModule.refusals },
  raw: mountFiles,
  prepare: async (house) => {
    await talkModule.prepare(house);
    await syncPlaybookFiles(house);
  },
  effects: talkModule.effects,
  subscriptions: [
    { queue: 'case-calendar', on: ['calendar.changed'], perCase: false, run: recalendar },
    { queue: 'case-erasure', on: ['customer.erased'], perCase: false, run: eraseCase },
    ...talkModule.subscriptions,
  ],
  sweeps: [
    // Below a second: the worker looks by itself, whether something wakes it or not.
    { name: 'clocks', everySeconds: 0.25, run: sweepClocks },
    { name: 'retention', everySeconds: 3600, run: sweepRetention },
    { name: 'orphaned-files', everySeconds: 600, run: removeOrphans },
    {
      name: 'old-keys',
      everySeconds: 3600,
      run: (house) =>
        inTransaction(house.db, (tx) => forgetOldKeys({ tx, now: house.clock.now(), actor: systemActor, cause: 'sweep:old-keys' })),
    },
  ],
  facts: [
    {
      names: ['round', 'wish', 'channel', 'problem'],
      load: (_on, theCase) =>
        Promise.resolve({ round: theCase.round, wish: theCase.wish ?? 'none', channel: theCase.channel, problem: theCase.problem }),
    },
  ],
  placeholders: [spineWords],
};
