import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { insightRoutes } from '#insight/wire.ts';
import { Card } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useMay } from '../../app/useMe.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { IncidentButton } from '../../insight/IncidentButton.tsx';
import { useInsightWords } from '../../insight/words.ts';
import type { PanelProps } from '../contract.ts';

/** The incident that the case belongs to, its other cases as numbers; joined and left here (BA-2). */
export function IncidentPanel({ theCase, refresh }: PanelProps) {
  const all = useInsightWords();
  const words = all.incident;
  const works = useMay()('incident.work');
  const asked = useAsked(insightRoutes.ofCase, { params: { caseId: theCase.id } });
  const join = useCaseCommand(insightRoutes.join, theCase, () => void asked.refetch());
  const seen = asked.data;
  const shown = theCase.current?.shows.includes('incident') ?? false;
  const joins = works && seen?.incident === null && theCase.closedAt === null;
  if (seen && !seen.incident && !joins && !shown) return null;
  return (
    <Card title={words.panel} id="incident" lit={shown}>
      <ProblemNote refused={asked.error ?? join.refused} retry={() => void asked.refetch()} reload={refresh} />
      {seen?.incident ? (
        <div className="stack">
          <div className="row row-between">
            {works ? (
              <Link to="/incidents/$incidentId" params={{ incidentId: seen.incident.id }} className="strong">
                {`${words.name(seen.incident.n)} ${seen.incident.title}`}
              </Link>
            ) : (
              <span className="strong">{`${words.name(seen.incident.n)} ${seen.incident.title}`}</span>
            )}
            {works ? (
              <Button size="small" loading={join.busy} onClick={() => join.send({ incidentId: null })}>
                {words.leave}
              </Button>
            ) : null}
          </div>
          <p className="quiet small">{words.others(seen.others.length)}</p>
          <p className="row" style={{ flexWrap: 'wrap' }}>
            {seen.others.slice(0, 30).map((other) => (
              <Link key={other.caseId} to="/cases/$caseId" params={{ caseId: other.caseId }}>
                {other.number}
              </Link>
            ))}
          </p>
        </div>
      ) : null}
      {joins ? <IncidentButton look="small" label={all.byHand.forCases} cases={[theCase.id]} onDone={() => void asked.refetch()} /> : null}
    </Card>
  );
}
