import type { LiabilityView } from '#liability/wire.ts';
import { sayFen } from '../../../ui/money.ts';
import type { LiabilityWords } from './words.zh.ts';

type Impact = NonNullable<LiabilityView['impact']>;

/** 风险中 · 延误 3 天 · 联系 4 次 */
export function sayImpact(impact: Impact, { impact: words }: LiabilityWords): string {
  const { say } = words;
  return [
    say.risk(words.risks[impact.risk]),
    impact.delayDays ? say.delay(impact.delayDays) : '',
    impact.contacts ? say.contacts(impact.contacts) : '',
    impact.otherOrders ? say.others(impact.otherOrders) : '',
    impact.lossFen ? say.loss(sayFen(impact.lossFen)) : '',
    impact.neededBy ? say.needed(impact.neededBy) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Which step failed, and whether the customer was told too late (LI-3). */
export function sayOwnFault(
  fault: NonNullable<Impact['ownFault']>,
  { impact: words }: LiabilityWords,
  steps: readonly { step: string; title: string }[],
): string {
  const step = steps.find((each) => each.step === fault.step)?.title ?? fault.step;
  return [step, fault.toldLate ? words.toldLate : ''].filter(Boolean).join(' · ');
}
