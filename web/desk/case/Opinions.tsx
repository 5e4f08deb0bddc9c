import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useWhen } from '../words/useWhen.ts';
import { NoteBox } from './NoteBox.tsx';
import { useCaseWords } from './words.ts';

/** What colleagues think of an escalated case, each with name and time, before it is decided (RE-8). */
export function Opinions({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const app = useAppWords();
  const when = useWhen();
  const asked = useAsked(caseRoutes.notes, { params: { caseId: theCase.id } });
  const opinions = asked.data?.items.filter((note) => note.step !== null) ?? [];
  return (
    <section aria-label={words.opinions} className="stack">
      <h3>{words.opinions}</h3>
      {asked.isPending ? <Loading label={app.loading} rows={1} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && opinions.length === 0 ? <p className="quiet">{words.noOpinions}</p> : null}
      {opinions.map((note) => (
        <div key={note.id}>
          <p className="quiet small">{words.opinionBy(note.by, when(note.at))}</p>
          <p className="bubble bubble-note">{note.body}</p>
        </div>
      ))}
      {theCase.may.includes('case.note') ? <NoteBox theCase={theCase} opinion /> : null}
    </section>
  );
}
