import { type ReactNode, useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { timelineSources } from '../panels/timelineSources.ts';
import { useCodes } from '../words/codes.ts';
import { useWhen } from '../words/useWhen.ts';
import { NoteBox } from './NoteBox.tsx';
import { useSayEvent } from './sayEvent.ts';
import { useCaseWords } from './words.ts';

type Kind = 'messages' | 'acts' | 'clocks';

/** One line of the time line, from whichever stage. */
export interface TimelineEntry {
  readonly key: string;
  readonly at: string;
  readonly kind: Kind;
  readonly who: string;
  readonly what: ReactNode;
  /** Words of somebody, shown as a bubble: of the customer, ours, or a note among colleagues. */
  readonly said?: { readonly text: string; readonly by: 'them' | 'us' | 'note' };
}

/** Acts that a `case.step` of the same command says with its answer. */
const actsOfSteps = [
  'order.checked',
  'case.reviewed',
  'finding.recorded',
  'liability.decided',
  'offer.made',
  'choice.made',
  'case.confirmed',
  'appeal.decided',
];
/** Told by a row of its own: the event would say it twice. */
const toldElsewhere = [
  'note.written',
  'opinion.given',
  'message.queued',
  'message.received',
  'report.written',
  'case.entered',
  'customer.told',
  ...actsOfSteps,
];

export function Timeline({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const app = useAppWords();
  const when = useWhen();
  const [filter, setFilter] = useState<'all' | Kind>('all');
  const params = { caseId: theCase.id };
  const events = useAsked(caseRoutes.timeline, { params });
  const own = useOwnEntries(theCase);
  const others = timelineSources.flatMap((useSource) => useSource(theCase));
  const entries = [...own, ...others]
    .filter((entry) => filter === 'all' || entry.kind === filter)
    .toReversed()
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const tabs = (
    <span className="switch">
      {(['all', 'messages', 'acts', 'clocks'] as const).map((each) => (
        <button key={each} type="button" aria-pressed={filter === each} onClick={() => setFilter(each)}>
          {words.filters[each]}
        </button>
      ))}
    </span>
  );
  return (
    <Card title={words.timeline} aside={tabs} id="timeline">
      {events.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={events.error} retry={() => void events.refetch()} />
      {events.data && entries.length === 0 ? <p className="quiet">{words.timelineEmpty}</p> : null}
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={entry.key}>
            <time className="quiet small" dateTime={entry.at}>
              {when(entry.at)}
            </time>
            <div>
              {entry.what} <span className="quiet small">{entry.who}</span>
              {entry.said ? (
                <div>
                  <span className={`bubble ${entry.said.by === 'us' ? 'bubble-us' : entry.said.by === 'note' ? 'bubble-note' : ''}`}>
                    {entry.said.text}
                  </span>
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {theCase.may.includes('case.note') ? <NoteBox theCase={theCase} /> : null}
    </Card>
  );
}

function useOwnEntries(theCase: CaseView): TimelineEntry[] {
  const code = useCodes();
  const words = useCaseWords();
  const say = useSayEvent(theCase);
  const params = { caseId: theCase.id };
  const events = useAsked(caseRoutes.timeline, { params }).data?.items ?? [];
  const notes = useAsked(caseRoutes.notes, { params }).data?.items ?? [];
  return [
    ...events
      .filter((event) => !toldElsewhere.includes(event.kind))
      .map(
        (event): TimelineEntry => ({
          key: `e${event.id}`,
          at: event.at,
          kind: event.kind.startsWith('clock.') ? 'clocks' : event.kind.startsWith('message.') ? 'messages' : 'acts',
          who: event.actorKind === 'staff' ? event.actor : code('actors', event.actor),
          what: say(event),
        }),
      ),
    ...notes.map(
      (note): TimelineEntry => ({
        key: `n${note.id}`,
        at: note.at,
        kind: 'acts',
        who: '',
        what: note.step === null ? words.noteBy(note.by) : words.opinionOf(note.by),
        said: { text: note.body, by: 'note' },
      }),
    ),
  ];
}
