import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Chip, Loading } from '../../ui/parts.tsx';
import { useNow } from '../../ui/useNow.ts';
import { Guard } from '../app/Guard.tsx';
import { sawVersion, watch } from '../app/live.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useRefreshCase } from '../ask.ts';
import { ClocksPanel } from '../case/ClocksPanel.tsx';
import { CurrentStep } from '../case/CurrentStep.tsx';
import { CustomerCard } from '../case/CustomerCard.tsx';
import { Timeline } from '../case/Timeline.tsx';
import { PasteBox } from '../commerce/PasteBox.tsx';
import { NewCaseForm } from '../intake/NewCaseForm.tsx';
import { panels } from '../panels/registry.ts';
import { useCodes } from '../words/codes.ts';
import { useCaseWords } from '../case/words.ts';

/** 380 px beside the marketplace's chat (OP-5): paste → order → cases → current step → copy; the rest folds away. */
export function SidePanel() {
  return (
    <Guard>
      <Panel />
    </Guard>
  );
}

function Panel() {
  const search = useSearch({ from: '/panel' });
  const navigate = useNavigate();
  const isId = search.order !== undefined && /^[0-9a-f]{8}-/.test(search.order);
  const go = (next: { order?: string; text?: string; case?: string }): void => void navigate({ to: '/panel', search: next });
  return (
    <main className="stack stack-16" style={{ padding: 8, maxWidth: 480, margin: '0 auto' }}>
      <PasteBox start={isId || search.case ? '' : (search.order ?? '')} onCase={(caseId) => go({ case: caseId })} onNew={go} />
      {search.case ? <PanelCase key={search.case} caseId={search.case} /> : null}
      {!search.case && (isId || search.text) ? (
        <NewCaseForm
          key={`${search.order}.${search.text}`}
          orderId={isId ? (search.order ?? null) : null}
          text={search.text ?? ''}
          onDone={(caseId) => go({ case: caseId })}
        />
      ) : null}
    </main>
  );
}

function PanelCase({ caseId }: { caseId: string }) {
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
  if (asked.data) return <PanelBody theCase={asked.data} />;
  return asked.error ? <ProblemNote refused={asked.error} retry={() => void asked.refetch()} /> : <Loading label={app.loading} rows={6} />;
}

function PanelBody({ theCase }: { theCase: CaseView }) {
  const words = useCaseWords();
  const code = useCodes();
  const now = useNow();
  const refreshCase = useRefreshCase(theCase.id);
  const refresh = (): void => void refreshCase();
  const [open, setOpen] = useState(false);
  const shown = panels.filter((panel) => panel.when?.(theCase) ?? true);
  return (
    <article className="stack stack-16">
      <div className="row">
        <a href={`/desk/cases/${theCase.id}`} target="_blank" rel="noreferrer">
          <h1>{theCase.number}</h1>
        </a>
        <Chip tone="blue">{code('problems', theCase.problem)}</Chip>
        {theCase.waitingFor ? <Chip tone="amber">{code('waits', theCase.waitingFor)}</Chip> : null}
        {theCase.outcome ? <Chip>{code('outcomes', theCase.outcome)}</Chip> : null}
      </div>
      <CurrentStep theCase={theCase} refresh={refresh} />
      {shown
        .filter((panel) => panel.column === 'middle')
        .map(({ id, Panel: Shown }) => (
          <Shown key={id} theCase={theCase} refresh={refresh} />
        ))}
      <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.more} {open ? '▴' : '▾'}
      </button>
      {open ? (
        <>
          <CustomerCard theCase={theCase} />
          {shown
            .filter((panel) => panel.column !== 'middle')
            .map(({ id, Panel: Shown }) => (
              <Shown key={id} theCase={theCase} refresh={refresh} />
            ))}
          <ClocksPanel theCase={theCase} now={now} />
          <Timeline theCase={theCase} />
        </>
      ) : null}
    </article>
  );
}
