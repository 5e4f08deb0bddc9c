import { type Doing, type Effect, type EffectHandler, handle } from '#case/contract.ts';
import type { Sweep } from '#platform/module.ts';
import { chosenOption } from '#remedy/contract.ts';
import { awaitReturned } from './awaitReturned.ts';
import { stopWaiting } from './changeReturned.ts';
import { settleReturnsThere } from './returnedMoney.ts';
import { countChoiceAgain, takeChoiceBack } from './tasksStore.ts';
import { findTurnedUp } from './turnedUp.ts';

const nobodyWaits = ['withdrawn', 'closed-unanswered', 'rejected'];

/** What goods that come back do at the steps of a playbook (FU-11). The module runs them after carrying out. */
export const returnedEffects: readonly EffectHandler[] = [
  handle('inviteAct', async (doing, effect) => {
    await awaitReturned(doing, effect);
    if (effect.act === 'goods-inspection') await countChoiceAgain(doing.command, await sourceOfChoice(doing));
    return effect.act === 'execution' ? settleReturnsThere(doing) : undefined;
  }),
  handle('leaveStep', async (doing, effect) => {
    if (doing.playbook.steps[effect.step]?.act === 'goods-inspection') {
      await stopWaiting(doing);
      if (!goesOn(doing, effect)) await takeChoiceBack(doing.command, await sourceOfChoice(doing));
    }
    return undefined;
  }),
  handle('close', async (doing, effect) => {
    if (nobodyWaits.includes(effect.outcome)) await stopWaiting(doing);
    return undefined;
  }),
];

export const returnedSweeps: readonly Sweep[] = [{ name: 'turned-up', everySeconds: 60, run: findTurnedUp }];

/** Whether the goods were found as agreed, so that the choice is carried out; otherwise nothing was given by it (RE-13, TA-3). */
function goesOn({ playbook }: Doing, { step, answer }: Extract<Effect, { effect: 'leaveStep' }>): boolean {
  const to = playbook.steps[step]?.answers[answer]?.to;
  return to !== undefined && playbook.steps[to]?.stage === 'fulfilment';
}

async function sourceOfChoice({ command, theCase }: Doing): Promise<string> {
  return `choice:${(await chosenOption(command.tx, theCase.id))?.choiceId ?? ''}`;
}
