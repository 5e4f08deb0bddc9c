import { useParams } from '@tanstack/react-router';
import { caseRoutes } from '#case/wire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { Svg } from './ChartPanel.tsx';
import { PlaybookShops } from './PlaybookShops.tsx';
import { useCaseWords } from './words.ts';

/** A playbook as chart and manual page, from the version in force. */
export function PlaybookPage() {
  const { name = '' } = useParams({ strict: false });
  const words = useCaseWords();
  const app = useAppWords();
  const asked = useAsked(caseRoutes.playbook, { params: { name } });
  if (!asked.data)
    return asked.error ? (
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
    ) : (
      <Loading rows={8} label={app.loading} />
    );
  const { title, version, svg, manual } = asked.data;
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        <span className="quiet">{words.version(version)}</span>
      </header>
      <div className="stack stack-16">
        <PlaybookShops name={name} shops={asked.data.shops} />
        <Card title={words.chart} id="chart">
          <Svg svg={svg} label={words.chart} />
        </Card>
        <Card title={words.manual} id="manual">
          <div className="manual" dangerouslySetInnerHTML={{ __html: manual }} />
        </Card>
      </div>
    </>
  );
}
