import { type EffectHandler, handle } from '#case/contract.ts';
import type { Sweep } from '#platform/module.ts';
import { awaitReturned } from './awaitReturned.ts';
import { stopWaiting } from './changeReturned.ts';
import { restWait } from './returnedClocks.ts';
import { settleReturnsThere } from './returnedMoney.ts';
import { findTurnedUp } from './turnedUp.ts';

const nobodyWaits = ['withdrawn', 'closed-unanswered', 'rejected'];

/** What goods that come back do at the steps of a playbook (FU-11). The module runs them after carrying out. */
export const returnedEffects: readonly EffectHandler[] = [
  handle('inviteAct', async (doing, effect) => {
    await awaitReturned(doing, effect);
    return effect.act === 'execution' ? settleReturnsThere(doing) : undefined;
  }),
  handle('leaveStep', async (doing, effect) => {
    if (doing.playbook.steps[effect.step]?.act === 'goods-inspection') await stopWaiting(doing);
    return undefined;
  }),
  handle('wait', async (doing, effect) => {
    if (effect.for === 'goods') await restWait(doing, effect.step);
    return undefined;
  }),
  handle('close', async (doing, effect) => {
    if (nobodyWaits.includes(effect.outcome)) await stopWaiting(doing);
    return undefined;
  }),
];

export const returnedSweeps: readonly Sweep[] = [{ name: 'turned-up', everySeconds: 60, run: findTurnedUp }];
