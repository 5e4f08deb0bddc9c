import { approvalRoutes } from '#remedy/approvalWire.ts';
import { Card } from '../../../ui/parts.tsx';
import { useAsked } from '../../ask.ts';
import type { PanelProps } from '../contract.ts';
import { ApprovalFacts } from './ApprovalFacts.tsx';
import { useApprovalWords } from './approvalWords.ts';

/** What was handed in for approval in this case, and what became of it; nothing where nothing was. */
export function ApprovalsPanel({ theCase }: PanelProps) {
  const words = useApprovalWords();
  const items = useAsked(approvalRoutes.ofCase, { params: { caseId: theCase.id } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={words.title} id="approvals" lit={theCase.current?.shows.includes('approvals') ?? false}>
      {items.map((item) => (
        <ApprovalFacts key={item.id} item={item} />
      ))}
    </Card>
  );
}
