import { inTransaction } from '#platform/db.ts';
import type { Module } from '#platform/module.ts';
import multipart from '@fastify/multipart';
import { largestFile } from '#platform/uploads.ts';
import { mountAnswers } from './answersPages.ts';
import { answerFaults, type Door } from './door.ts';
import { mountLooked } from './looked.ts';
import { codeMailHandler } from './mailCode.ts';
import { mountOpenPages } from './openPages.ts';
import { forgetOld } from './portalStore.ts';
import { portalRefusals } from './refusals.ts';
import { mountReport } from './reportRoutes.ts';
import { mountStatic } from './staticFiles.ts';
import { mountStatus } from './statusRoutes.ts';
import { mountSurvey } from './surveyRoutes.ts';
import { mountUploads } from './uploadRoutes.ts';

/** The customer's pages. Registered as one scope, so that its faults are pages and its uploads concern nobody else. */
export const portalModule: Module = {
  name: 'portal',
  refusals: portalRefusals,
  intents: [codeMailHandler],
  sweeps: [{ name: 'portal-old', everySeconds: 3600, run: (house) => inTransaction(house.db, (tx) => forgetOld(tx, house.clock.now())) }],
  raw: (app, house, entrance) => {
    const door: Door = { house, entrance };
    void app.register(async (scope) => {
      await scope.register(multipart, { limits: { fileSize: largestFile }, throwFileSizeLimit: false });
      answerFaults(scope, door);
      mountStatic(scope);
      mountOpenPages(scope, door);
      mountAnswers(scope, door);
      mountReport(scope, door);
      mountStatus(scope, door);
      mountLooked(scope, door);
      mountSurvey(scope, door);
      mountUploads(scope, door);
    });
  },
};
