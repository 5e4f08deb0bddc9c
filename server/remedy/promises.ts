import { addDays, instantOf, localDayOf, wallClock } from '#platform/localTime.ts';
import type { RemedyPlan } from './plan.ts';

/** How many days lie between two instants on a shop's wall calendar. */
export function daysBetween(from: Date, to: Date, zone: string): number {
  return Math.round((Date.parse(localDayOf(to, zone)) - Date.parse(localDayOf(from, zone))) / 86_400_000);
}

/** A plan that promises everything so many days later: the same time of day on the shop's clock, end of day as end of day (FU-1). */
export function promisedLater(plan: RemedyPlan, days: number, zone: string): RemedyPlan {
  if (days === 0) return plan;
  const later = (at: string): string => {
    const { day, time } = wallClock(new Date(at), zone);
    return instantOf(addDays(day, days), time, zone).toISOString();
  };
  return {
    ...plan,
    ...('promisedArrival' in plan ? { promisedArrival: later(plan.promisedArrival) } : {}),
    ...('doneBy' in plan ? { doneBy: later(plan.doneBy) } : {}),
    ...(plan.also ? { also: plan.also.map((each) => promisedLater(each, days, zone)) } : {}),
  };
}
