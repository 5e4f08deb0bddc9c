import { Modal } from 'antd';
import { useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useCaseWords } from './words.ts';

/** The playbook's own chart with this case's path lit; the server draws it from what the interpreter runs. */
export function ChartPanel({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const app = useAppWords();
  const [large, setLarge] = useState(false);
  const chart = useAsked(caseRoutes.chart, { params: { caseId: theCase.id } });
  return (
    <Card title={words.chart} aside={words.chartVersion(theCase.playbook.title, theCase.playbook.version)} id="chart">
      {chart.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={chart.error} retry={() => void chart.refetch()} />
      {chart.data ? (
        <>
          <Svg svg={chart.data.svg} />
          <button type="button" className="plain small" onClick={() => setLarge(true)}>
            {words.chartOpen}
          </button>
          <Modal open={large} onCancel={() => setLarge(false)} footer={null} width="min(1200px, 96vw)" title={words.chart} destroyOnHidden>
            <Svg svg={uniqueIds(chart.data.svg)} />
          </Modal>
        </>
      ) : null}
    </Card>
  );
}

/** SVG that our own server drew, with every text in it escaped there. */
export function Svg({ svg }: { svg: string }) {
  return <div className="chart-frame" tabIndex={0} role="group" dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** The same drawing a second time on one page: its ids must differ. */
function uniqueIds(svg: string): string {
  return svg.replaceAll(/(id="|#|aria-labelledby="| )chart-/g, '$1large-chart-');
}
