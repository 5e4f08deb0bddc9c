import { Chip } from '../../ui/parts.tsx';
import { sayStretch } from '../../ui/time.ts';
import { useLang } from '../words/useWords.ts';
import { useTriageWords } from './words.ts';

/** The nearest clock: colour and word together. */
export function DueChip({
  due,
  paused,
  now,
}: {
  due: { at: string; soon: boolean; overdue: boolean } | null;
  paused: boolean;
  now: number;
}) {
  const words = useTriageWords();
  const lang = useLang();
  if (!due) return <Chip>{paused ? words.paused : words.noClock}</Chip>;
  const left = Date.parse(due.at) - now;
  const over = due.overdue || left < 0;
  const stretch = sayStretch(left, lang);
  return <Chip tone={over ? 'red' : due.soon ? 'amber' : 'green'}>{over ? words.over(stretch) : words.left(stretch)}</Chip>;
}
