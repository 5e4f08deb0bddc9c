import { Link } from '@tanstack/react-router';
import { intakeRoutes, type LineView } from '#intake/wire.ts';
import { photoRoutes, type PhotoReviewView } from '#investigation/photoWire.ts';
import { type FindingView, investigationRoutes, lineFindings } from '#investigation/wire.ts';
import { Card, Chip, type Tone } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { usePhotoWords } from './photoWords.ts';
import { useInvestigationWords } from './words.ts';

const tones: Readonly<Record<PhotoReviewView['degree'], Tone>> = { none: 'grey', light: 'blue', medium: 'amber', heavy: 'red' };

/** What was found, line by line, by whom and when: photo reviews with verdict and degree, and findings; the newest first (IV-5, IN-10). */
export function FindingsPanel({ theCase }: PanelProps) {
  const words = useInvestigationWords();
  const on = { params: { caseId: theCase.id } };
  const reviews = useAsked(photoRoutes.reviews, on);
  const findings = useAsked(investigationRoutes.findings, on);
  const lines = useAsked(intakeRoutes.report, on).data?.lines ?? [];
  const rows = [
    ...(reviews.data?.items ?? []).map((review) => ({ at: review.at, row: <Review key={review.id} review={review} lines={lines} /> })),
    ...(findings.data?.items ?? []).map((finding) => ({ at: finding.at, row: <Found key={finding.id} finding={finding} lines={lines} /> })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  const error = reviews.error ?? findings.error;
  if (rows.length === 0) return <ProblemNote refused={error} retry={() => void findings.refetch()} />;
  return (
    <Card
      title={words.found}
      id="findings"
      lit={theCase.current?.shows.includes('finding') ?? false}
      aside={
        <Link to="/cases/$caseId/report" params={{ caseId: theCase.id }}>
          {words.wholeReport}
        </Link>
      }
    >
      <ProblemNote refused={error} retry={() => void findings.refetch()} />
      <ul className="stack">{rows.map((each) => each.row)}</ul>
    </Card>
  );
}

function Review({ review, lines }: { review: PhotoReviewView; lines: readonly LineView[] }) {
  const words = usePhotoWords();
  return (
    <Entry of={review} who={review.reviewer} text={review.note}>
      {review.lines.map((line) => (
        <li key={line.lineId} className="row row-between">
          <span>{nameOf(line.lineId, lines)}</span>
          <Chip tone={tones[line.degree]}>
            {words.verdicts[line.verdict]}
            {line.degree === 'none' ? '' : ` · ${words.degrees[line.degree]}`}
          </Chip>
        </li>
      ))}
    </Entry>
  );
}

function Found({ finding, lines }: { finding: FindingView; lines: readonly LineView[] }) {
  const words = useInvestigationWords();
  const said = (code: string): string => words.findings[lineFindings.find((each) => each === code) ?? 'unknown'];
  return (
    <Entry of={finding} who={finding.byRule ? words.byRule : finding.by} text={finding.text}>
      {finding.lines.map((line) => (
        <li key={line.lineId} className="row row-between">
          <span>{nameOf(line.lineId, lines)}</span>
          <Chip>{said(line.finding)}</Chip>
        </li>
      ))}
    </Entry>
  );
}

interface EntryOf {
  readonly of: { readonly label: string; readonly round: number; readonly reason: string; readonly at: string };
  readonly who: string | null;
  readonly text: string;
  readonly children: React.ReactNode;
}

function Entry({ of, who, text, children }: EntryOf) {
  const words = useInvestigationWords();
  const when = useWhen();
  return (
    <li className="small">
      <p>
        <b>{of.label}</b>{' '}
        <span className="quiet">{`${who ?? ''} · ${when(of.at)}${of.round > 1 ? ` · ${words.round(of.round)}` : ''}`}</span>
      </p>
      <ul>{children}</ul>
      {text === '' ? null : <p>{text}</p>}
      {of.reason === '' || of.reason === text ? null : <p className="bubble">{of.reason}</p>}
    </li>
  );
}

function nameOf(lineId: string, lines: readonly LineView[]): string {
  const line = lines.find((each) => each.id === lineId);
  return line ? `${line.name} ×${line.quantity}` : '';
}
