import { sayDay, sayWhen } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import { useLang } from './useWords.ts';

/** Says an instant as seen from now: 今天 14:30, yesterday 09:12, 11月20日 17:20. */
export function useWhen(): (iso: string) => string {
  const now = useNow(60_000);
  const lang = useLang();
  return (iso) => sayWhen(iso, now, lang);
}

/** Says the day at whose end or in which an instant lies: 11月25日, 25 Nov. */
export function useDay(): (iso: string) => string {
  const now = useNow(60_000);
  const lang = useLang();
  return (iso) => sayDay(iso, now, lang);
}
