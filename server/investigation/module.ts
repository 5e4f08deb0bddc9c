import { onErased } from '#customers/contract.ts';
import { type CaseModule, handle, noAnswer } from '#case/contract.ts';
import { markLate, withdraw } from './answerQuestion.ts';
import { askParty } from './askParty.ts';
import { isQuestion } from './contract.ts';
import { questionRoutes } from './questionRoutes.ts';
import { openQuestions } from './questionStore.ts';
import { presetFinding, presumeLost } from './recordFinding.ts';
import { blankChecks } from './checkStore.ts';
import { checkRoutes } from './checkRoutes.ts';
import { changeFacts } from './proofOfCase.ts';
import { proofRoutes } from './proofRoutes.ts';
import { investigationReport } from './reportParts.ts';
import { mountReport, reportRoutes } from './reportRoutes.ts';
import { refreshTracking } from './refreshTracking.ts';
import { endNotices } from './endNotices.ts';
import { changeNoticed, tellChanges } from './tellChange.ts';
import { investigationRefusals } from './refusals.ts';
import { photoRoutes } from './photoRoutes.ts';
import { blankPhotoReviews } from './photoStore.ts';
import { photoFacts } from './reviewPhotos.ts';
import { routes } from './routes.ts';
import { sheetRoutes } from './sheetRoutes.ts';
import { blankInvestigation } from './findingStore.ts';
import { traceFacts } from './confirmLost.ts';
import { traceRoutes } from './traceRoutes.ts';

export const investigationModule: CaseModule = {
  name: 'investigation',
  routes: [...questionRoutes, ...sheetRoutes, ...routes, ...photoRoutes, ...traceRoutes, ...checkRoutes, ...proofRoutes, ...reportRoutes],
  refusals: investigationRefusals,
  subscriptions: [
    onErased('investigation-erasure', async (command, customerId) => {
      await blankInvestigation(command, customerId);
      await blankPhotoReviews(command, customerId);
      await blankChecks(command, customerId);
    }),
    tellChanges,
    endNotices,
  ],
  sweeps: [{ name: 'tracking', everySeconds: 60, run: refreshTracking }],
  facts: [photoFacts, traceFacts, changeFacts],
  effects: [
    handle('openTask', async (doing, effect) => {
      if (isQuestion(doing, effect))
        await askParty(doing, {
          party: effect.to,
          ask: effect.ask,
          within: effect.within,
          from: effect.from,
          step: effect.step,
          task: effect.task,
        });
      return undefined;
    }),
    // With the finding nobody is waited for any more; a late answer can still be written down.
    handle('leaveStep', async (doing, effect) => {
      if (doing.playbook.steps[effect.step]?.act !== 'finding') return undefined;
      if (effect.answer === noAnswer) await presumeLost(doing, effect.answer);
      for (const question of await openQuestions(doing.command.tx, doing.theCase.id)) await withdraw(doing, question);
      return undefined;
    }),
    handle('close', async (doing) => {
      for (const question of await openQuestions(doing.command.tx, doing.theCase.id)) await withdraw(doing, question);
      return undefined;
    }),
  ],
  presetActs: [{ act: 'finding', run: (doing, answer) => presetFinding(doing, answer) }],
  placeholders: [changeNoticed],
  report: investigationReport,
  raw: mountReport,
  lateTasks: markLate,
};
