import type { CaseView } from '#case/wire.ts';
import { sayWhen } from '../../ui/time.ts';
import { useCodes } from '../words/codes.ts';
import { useLang, wordsOf } from '../words/useWords.ts';
import { en } from './events.en.ts';
import { type EventWords, type Said, zh } from './events.zh.ts';
import { useCaseWords } from './words.ts';

export interface TimelineEvent {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}
const useEvents = wordsOf<EventWords>({ zh, en });

/** Says an event in the reader's words, with steps, answers and clocks as this case's playbook calls them. */
export function useSayEvent(theCase: CaseView | null): (event: TimelineEvent) => string {
  const events = useEvents();
  const words = useCaseWords();
  const code = useCodes();
  const lang = useLang();
  return ({ kind, data }) => {
    const say = events[kind as keyof EventWords] as ((at: Said) => string) | undefined;
    if (!say) return words.someEvent;
    const text = (name: string): string => (typeof data[name] === 'string' || typeof data[name] === 'number' ? String(data[name]) : '');
    const row = theCase?.journey.find(
      (each) => each.step === text('step') && (data['answer'] === undefined || each.answer === data['answer']),
    );
    const anyAnswer = theCase?.journey.find((each) => each.answer === text('answer') && each.label);
    const clock = theCase?.clocks.find((each) => each.name === text('clock'));
    return say({
      step: row?.title ?? text('step'),
      answer: row?.label ?? anyAnswer?.label ?? text('answer'),
      rule: data['rule'] || data['byRule'] ? words.ruleNote : '',
      round: text('round'),
      outcome: code('outcomes', text('outcome')),
      move: words.moves[text('move') as keyof typeof words.moves] ?? text('move'),
      party: code('parties', text('party')),
      channel: code('channels', text('channel')),
      problem: code('problems', text('problem')),
      clock: clock?.title ?? text('clock'),
      due: text('due') ? sayWhen(text('due'), Date.now(), lang) : '',
    });
  };
}
