import { valuationRoutes } from '#remedy/valuationWire.ts';
import { sayFen } from '../../../ui/money.ts';
import { Card } from '../../../ui/parts.tsx';
import { useAsked } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { useApprovalWords } from './approvalWords.ts';
import { Ladder } from './ValuationForm.tsx';

/** What the claims department found it to be worth, and by which rung (EX-9); nothing where nothing was valued. */
export function ValuationPanel({ theCase }: PanelProps) {
  const { valuation: words } = useApprovalWords();
  const when = useWhen();
  const items = useAsked(valuationRoutes.valuations, { params: { caseId: theCase.id } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={words.title} id="valuation" lit={theCase.current?.shows.includes('valuation') ?? false}>
      {items.map((item) => (
        <div key={item.id} className="stack">
          <b>{words.result(words.bases[item.basis], sayFen(item.claimFen))}</b>
          <Ladder ladder={item.ladder} />
          <p className="quiet small">
            {[
              `${words.salvage} ${sayFen(item.salvageFen)}`,
              item.capFen === null ? '' : words.cap(sayFen(item.capFen), item.capSource ?? ''),
              item.note,
              item.by ?? '',
              when(item.at),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      ))}
    </Card>
  );
}
