import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
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
  const aside = (
    <>
      {words.chartVersion(theCase.playbook.title, theCase.playbook.version)}{' '}
      <button type="button" className="plain small" onClick={() => setLarge(true)}>
        {words.chartOpen}
      </button>
    </>
  );
  return (
    <Card title={words.chart} aside={aside} id="chart">
      {chart.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={chart.error} retry={() => void chart.refetch()} />
      {chart.data ? <Svg svg={chart.data.svg} label={words.chart} height={220} /> : null}
      <Modal
        open={large && chart.data !== undefined}
        onCancel={() => setLarge(false)}
        footer={null}
        width="min(1280px, 96vw)"
        title={words.chart}
        destroyOnHidden
      >
        <Svg svg={chart.data?.svg.replaceAll('chart-', 'large-chart-').replaceAll('class="large-', 'class="') ?? ''} label={words.chart} />
      </Modal>
    </Card>
  );
}

/** SVG that our own server drew, with every text in it escaped there; in a low frame it stands at the current step, or where the case ended. */
export function Svg({ svg, label, height }: { svg: string; label: string; height?: number }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const lit = svg === '' ? [] : [...(frame.current?.querySelectorAll('.is-current, .chart-end.is-lit') ?? [])];
    const current = lit.find((each) => each.classList.contains('is-current')) ?? lit.at(-1);
    if (!current || !frame.current) return;
    const [node, view] = [current.getBoundingClientRect(), frame.current.getBoundingClientRect()];
    frame.current.scrollBy(
      node.left + node.width / 2 - view.left - view.width / 2,
      node.top + node.height / 2 - view.top - view.height / 2,
    );
  }, [svg]);
  return (
    <section
      ref={frame}
      aria-label={label}
      className={height ? 'chart-frame chart-low' : 'chart-frame'}
      style={height ? { height } : {}}
      // A frame that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
