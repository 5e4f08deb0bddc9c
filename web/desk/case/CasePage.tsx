import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Key, Loading } from '../../ui/parts.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useKeys } from '../app/keys.ts';
import { sawVersion, useLive, watch } from '../app/live.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useRefreshCase } from '../ask.ts';
import { panels } from '../panels/registry.ts';
import { CaseHead } from './CaseHead.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { ClocksPanel } from './ClocksPanel.tsx';
import { CurrentStep } from './CurrentStep.tsx';
import { CustomerCard } from './CustomerCard.tsx';
import { JourneyStrip } from './JourneyStrip.tsx';
import { MoveDialog, type Move } from './MoveDialog.tsx';
import { Timeline } from './Timeline.tsx';
import { useCaseWords } from './words.ts';

export function CasePage() {
  const { caseId } = useParams({ strict: false });
  return <CaseOf key={caseId} caseId={caseId ?? ''} />;
}

function CaseOf({ caseId }: { caseId: string }) {
  const app = useAppWords();
  const asked = useAsked(caseRoutes.read, { params: { caseId } });
  const version = asked.data?.version;
  useEffect(() => {
    watch(caseId);
    return () => watch(null);
  }, [caseId]);
  useEffect(() => {
    if (version !== undefined) sawVersion(caseId, version);
  }, [caseId, version]);
  if (asked.data) return <CaseBody theCase={asked.data} />;
  return asked.error ? <ProblemNote refused={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={10} label={app.loading} />;
}

/** One case, one page, no tabs that hide facts: who and what, what to do now, why. */
function CaseBody({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const refreshCase = useRefreshCase(theCase.id);
  const refresh = (): void => void refreshCase();
  const now = useNow();
  const { changed } = useLive();
  const [move, setMove] = useState<Move | null>(null);
  useKeys({ e: () => setMove('escalate'), u: refresh });
  useEffect(() => {
    document.title = `${theCase.number} · Amends`;
    return () => {
      document.title = '善后 Amends';
    };
  }, [theCase.number]);
  const column = (name: 'left' | 'middle' | 'right') =>
    panels
      .filter((panel) => panel.column === name && (panel.when?.(theCase) ?? true))
      .map(({ id, Panel }) => <Panel key={id} theCase={theCase} refresh={refresh} />);
  return (
    <article>
      <CaseHead theCase={theCase} now={now} onMove={setMove} refresh={refresh} />
      <output>
        {changed.has(theCase.id) ? (
          <div className="news">
            <span>{words.news}</span>
            <Button size="small" type="primary" onClick={refresh}>
              {words.refresh} <Key>u</Key>
            </Button>
          </div>
        ) : null}
      </output>
      <JourneyStrip theCase={theCase} now={now} />
      <div className="case-grid">
        <div className="case-left">
          <CustomerCard theCase={theCase} />
          {column('left')}
        </div>
        <div className="case-middle">
          <CurrentStep theCase={theCase} refresh={refresh} />
          {column('middle')}
          <Timeline theCase={theCase} />
        </div>
        <div className="case-right">
          <ClocksPanel theCase={theCase} now={now} />
          {column('right')}
          <ChartPanel theCase={theCase} />
        </div>
      </div>
      {move ? <MoveDialog move={move} theCase={theCase} onClose={() => setMove(null)} /> : null}
    </article>
  );
}
