import { sayClock } from '../../ui/time.ts';
import { useDay } from './useWhen.ts';

/** Says a window of time on one day: 11月25日 14:00–16:00. */
export function useWindow(): (window: { readonly from: string; readonly until: string | null }) => string {
  const day = useDay();
  return ({ from, until }) => `${day(from)} ${sayClock(from)}${until === null ? '' : `–${sayClock(until)}`}`;
}
