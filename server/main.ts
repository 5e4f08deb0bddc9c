import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { apiDocsPage } from '#platform/apiDocs.ts';
import { type BusinessClock, systemClock } from '#platform/clock.ts';
import { type Config, secretKeysOf } from '#platform/config.ts';
import { openDatabase } from '#platform/db.ts';
import { embeddedRefusals } from '#platform/embeddedRefusals.ts';
import { diskFiles } from '#platform/files.ts';
import { type HealthParts, mountHealth } from '#platform/health.ts';
import { buildHttp } from '#platform/http.ts';
import { idempotencyRefusals } from '#platform/idempotency.ts';
import { type Jobs, openJobs } from '#platform/jobs.ts';
import { mountLive, openWire, type Wire } from '#platform/live.ts';
import { openLog } from '#platform/log.ts';
import { openMetrics } from '#platform/metrics.ts';
import type { House, IntentHandler, Module } from '#platform/module.ts';
import { openApi } from '#platform/openapi.ts';
import { platformRefusals } from '#platform/problem.ts';
import type { RefusalTable } from '#platform/result.ts';
import { openSeals } from '#platform/sealed.ts';
import { webDeskModule } from '#platform/webDesk.ts';
import { startWorker, type Worker } from '#platform/worker.ts';
import { answersModule } from '#answers/module.ts';
import { appealModule } from '#appeal/module.ts';
import { caseModule, reachesCustomer, wireJourneys } from '#case/module.ts';
import { channelsModule } from '#channels/module.ts';
import { commerceModule } from '#commerce/module.ts';
import { customersModule } from '#customers/module.ts';
import { feedbackModule } from '#feedback/module.ts';
import { fulfilmentModule } from '#fulfilment/module.ts';
import { insightModule } from '#insight/module.ts';
import { intakeModule } from '#intake/module.ts';
import { investigationModule } from '#investigation/module.ts';
import { liabilityModule } from '#liability/module.ts';
import { portalModule } from '#portal/module.ts';
import { remedyModule } from '#remedy/module.ts';
import { makeEntrance, nameOfActor, staffModule } from '#staff/module.ts';
import { triageModule } from '#triage/module.ts';

/** Every stage of the product, in the order of a case's life. */
export const modules: readonly Module[] = [
  staffModule,
  customersModule(reachesCustomer),
  commerceModule,
  channelsModule,
  caseModule,
  answersModule,
  intakeModule,
  triageModule,
  investigationModule,
  liabilityModule,
  remedyModule,
  fulfilmentModule,
  appealModule,
  feedbackModule,
  insightModule,
  webDeskModule,
  portalModule,
];

export const refusals: RefusalTable = Object.assign(
  { ...platformRefusals, ...idempotencyRefusals, ...embeddedRefusals },
  ...modules.map((each) => each.refusals ?? {}),
) as RefusalTable;

export interface Amends {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly jobs: Jobs;
  readonly wire: Wire;
  readonly handlers: ReadonlyMap<string, IntentHandler>;
  /** For a health address of a process that serves nothing else. */
  readonly health: HealthParts;
  /** Starts the part that acts by itself. */
  work(): Promise<Worker>;
  close(): Promise<void>;
}

/** Puts the program together on a migrated database. Tests do the same with a clock of their own. */
export async function openAmends(
  config: Config,
  url: string,
  options: { clock?: BusinessClock; directUrl?: string } = {},
): Promise<Amends> {
  const log = openLog(config.logLevel);
  const { db, pool, close } = openDatabase(url, { max: 20, prepare: (options.directUrl ?? url) === url });
  const wire = await openWire(options.directUrl ?? url, db, log);
  const house: House = {
    db,
    config,
    log,
    clock: options.clock ?? systemClock,
    files: diskFiles(join(config.dataDir, 'files')),
    seals: openSeals(await secretKeysOf(config)),
    wake: wire.wake,
  };
  wireJourneys(modules);
  for (const module of modules) await module.prepare?.(house);
  const projections = modules.flatMap((module) => module.projections ?? []);
  const jobs = await openJobs(
    house,
    url,
    modules.flatMap((module) => module.subscriptions ?? []),
    projections,
  );
  const handlers = new Map(modules.flatMap((module) => module.intents ?? []).map((each) => [each.kind, each]));
  const entrance = makeEntrance(house, refusals);
  const metrics = openMetrics(house, pool, projections);
  const app = await buildHttp(house, modules, entrance, metrics);
  mountLive(app, db, wire, entrance, (actor) => nameOfActor(db, actor));
  const state: { worker: Worker | null } = { worker: null };
  const health: HealthParts = { house, pool: { query: (text) => pool.query(text) }, metrics: metrics.text, worker: () => state.worker };
  mountHealth(app, health);
  mountReference(app, config.publicUrl);
  return {
    house,
    app,
    jobs,
    wire,
    handlers,
    health,
    work: async () => {
      state.worker = await startWorker(
        house,
        jobs,
        wire,
        handlers,
        modules.flatMap((module) => module.sweeps ?? []),
      );
      return state.worker;
    },
    close: async () => {
      await app.close();
      await (state.worker ? state.worker.stop() : jobs.stop());
      await wire.close();
      await close();
    },
  };
}

function mountReference(app: FastifyInstance, publicUrl: string): void {
  const routes = modules.flatMap((module) => module.routes ?? []);
  app.get('/api/v1/openapi.json', () => openApi(routes, publicUrl));
  app.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(apiDocsPage(routes, publicUrl)));
}

// Not awaited: cli.ts imports this file, and would wait for ever for it to end.
if (import.meta.main) void import('./cli.ts').then(({ runCommand }) => runCommand(process.argv.slice(2)));
