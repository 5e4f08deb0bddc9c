import { traceRoutes } from '#investigation/traceWire.ts';
import { Card, Chip } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked } from '../../ask.ts';
import { useTraceWords } from '../../words/traceWords.ts';
import { useLang } from '../../words/useWords.ts';
import type { PanelProps } from '../contract.ts';

/** Whether the order's parcels may count as lost, by whose terms, and what was confirmed (IV-4). */
export function TracePanel({ theCase }: PanelProps) {
  const words = useTraceWords();
  const lang = useLang();
  const asked = useAsked(traceRoutes.trace, { params: { caseId: theCase.id } });
  const items = (asked.data?.items ?? []).filter((each) => each.confirmed !== null || each.daysWithoutScan > 0);
  if (items.length === 0) return <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />;
  return (
    <Card title={words.title} id="trace">
      <ul className="stack">
        {items.map((each) => (
          <li key={each.id}>
            <div className="row row-between">
              <span className="strong">{each.waybill}</span>
              <Chip tone={each.confirmed || each.lostByTerms ? 'red' : 'grey'}>
                {each.confirmed ? words.confirmed[each.confirmed.basis] : each.lostByTerms ? words.lost : words.notYet}
              </Chip>
            </div>
            {each.daysWithoutScan > 0 ? <p className="small">{words.silent(each.daysWithoutScan)}</p> : null}
            <p className="small quiet">
              {each.terms
                ? `${words.terms(each.terms.lostAfterDays)} · ${lang === 'zh' ? each.terms.sourceZh : each.terms.sourceEn}`
                : words.noTerms}{' '}
              {each.terms && !each.terms.verified ? <Chip tone="amber">{words.unverified}</Chip> : null}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
