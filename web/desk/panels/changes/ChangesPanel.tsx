import { Link } from '@tanstack/react-router';
import { proofRoutes, type ProofView } from '#investigation/proofWire.ts';
import { Card, Chip, Loading, type Tone } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import { useCodes } from '../../words/codes.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { RevealValues } from './RevealValues.tsx';
import { useChangeWords } from './words.ts';

const tones: Readonly<Record<ProofView['entries'][number]['side'], Tone>> = {
  customer: 'blue',
  us: 'amber',
  warehouse: 'grey',
  carrier: 'green',
};

/** The change proof (IV-2): requests, acknowledgements, label and scans on one time line, and where it was lost. */
export function ChangesPanel({ theCase }: PanelProps) {
  const words = useChangeWords();
  const app = useAppWords();
  const asked = useAsked(proofRoutes.proof, { params: { caseId: theCase.id } });
  const proof = asked.data?.proof ?? null;
  const bare = proof !== null && proof.changes.length === 0 && !proof.entries.some((entry) => entry.kind === 'asked');
  // Of no use where nothing was changed and nobody is looking for it.
  if (bare && theCase.current?.shows.includes('changes') !== true) return null;
  return (
    <Card
      title={words.title}
      id="changes"
      lit={theCase.current?.shows.includes('changes') ?? false}
      aside={
        <Link to="/cases/$caseId/report" params={{ caseId: theCase.id }}>
          {words.report}
        </Link>
      }
    >
      {asked.isPending ? <Loading label={app.loading} rows={3} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && proof === null ? <p className="quiet">{words.noOrder}</p> : null}
      {bare ? (
        <p>
          {words.none} <span className="quiet">{words.noneHelp}</span>
        </p>
      ) : null}
      {proof && !bare ? <Proof proof={proof} /> : null}
      {theCase.orderId && proof && proof.changes.length > 0 && theCase.may.includes('case.reveal') ? (
        <RevealValues orderId={theCase.orderId} />
      ) : null}
    </Card>
  );
}

function Proof({ proof }: { proof: ProofView }) {
  const words = useChangeWords();
  const when = useWhen();
  const code = useCodes();
  const sourceOf = (source: string | null): string | null => (source === null ? null : (words.sources[source] ?? code('channels', source)));
  return (
    <div className="stack">
      <p className={proof.lost === 'none' ? 'green strong' : proof.lost === 'unknown' ? 'quiet' : 'red strong'}>{words.lost[proof.lost]}</p>
      {proof.safety ? (
        <p className="problem" role="note">
          {words.safety(
            words.makers[proof.safety.madeBy] ?? proof.safety.madeBy,
            sourceOf(proof.safety.source) ?? '',
            proof.safety.account ?? '',
          )}
        </p>
      ) : null}
      {proof.changes.map((change) => (
        <div key={change.id} className="small">
          {words.fields[change.field] ?? change.field}: {change.old ?? '—'} → <b>{change.new ?? '—'}</b>{' '}
          {change.label ? <span className="quiet">{words.labels[change.label]}</span> : null}{' '}
          <Chip tone={change.objectedAt ? 'red' : change.toldAt ? 'green' : 'amber'}>
            {change.objectedAt ? words.objected : change.toldAt ? words.told : words.notTold}
          </Chip>
        </div>
      ))}
      <ol className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {proof.entries.map((entry, at) => (
          <li key={at}>
            <div className="row row-between">
              <span className="quiet small">{when(entry.at)}</span>
              <Chip tone={entry.lost ? 'red' : tones[entry.side]}>{words.kinds[entry.kind] ?? entry.kind}</Chip>
            </div>
            <span className="breaks">
              {entry.field ? `${words.fields[entry.field] ?? entry.field} ` : ''}
              {entry.kind === 'printed'
                ? (words.labels[entry.text] ?? '')
                : [sourceOf(entry.source), entry.place, entry.text].filter(Boolean).join(' · ')}
              {entry.lost ? <b className="red"> ← {words.here}</b> : null}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
