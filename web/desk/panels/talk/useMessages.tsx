import type { MessageView } from '#channels/wire.ts';
import { type CaseView } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { Chip, type Tone } from '../../../ui/parts.tsx';
import { useAsked } from '../../ask.ts';
import type { TimelineEntry } from '../../case/Timeline.tsx';
import { useTalkWords } from './words.ts';

const red: readonly MessageView['state'][] = ['failed', 'waiting-setup', 'no-answer'];
const amber: readonly MessageView['state'][] = ['to-copy', 'copied', 'to-call'];
const green: readonly MessageView['state'][] = ['delivered', 'attested', 'called', 'shown'];

export function toneOf(state: MessageView['state']): Tone {
  return red.includes(state) ? 'red' : amber.includes(state) ? 'amber' : green.includes(state) ? 'green' : 'grey';
}

/** The conversation as lines of the time line: ours with how it fared, the customer's as they wrote. */
export function useMessageEntries(theCase: CaseView): TimelineEntry[] {
  const words = useTalkWords();
  const thread = useAsked(talkRoutes.thread, { params: { caseId: theCase.id } }).data;
  return (thread?.items ?? []).map((message) => ({
    key: `m${message.id}`,
    at: message.at,
    kind: 'messages',
    who: message.by ?? '',
    what: (
      <>
        {message.direction === 'in' ? words.customer : words.us} · {words.channels[message.channel]}{' '}
        <Chip tone={toneOf(message.state)}>{words.states[message.state]}</Chip>
        {message.fault ? <span className="red small"> {message.fault}</span> : null}
      </>
    ),
    said: { text: message.body, by: message.direction === 'in' ? 'them' : 'us' },
  }));
}
