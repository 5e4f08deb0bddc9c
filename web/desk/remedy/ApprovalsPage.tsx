import { Link } from '@tanstack/react-router';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip } from '../../ui/parts.tsx';
import { useAsked } from '../ask.ts';
import { ListFrame, PageHead } from '../page.tsx';
import { ApprovalFacts } from '../panels/remedy/ApprovalFacts.tsx';
import { useApprovalWords } from '../panels/remedy/approvalWords.ts';
import { Delegations } from './Delegations.tsx';

/** Offers that wait for somebody else, the oldest first, with their sum and what is unusual (RE-7); decided on the case's page. */
export function ApprovalsPage() {
  const words = useApprovalWords();
  const asked = useAsked(approvalRoutes.queue);
  const { items, count = 0, sumFen = 0 } = asked.data ?? {};
  return (
    <>
      <PageHead title={words.queue} help={words.queueHelp}>
        {count > 0 ? <b>{words.sum(count, sayFen(sumFen))}</b> : null}
      </PageHead>
      <ListFrame list={{ items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <ul className="stack">
          {items?.map((item) => (
            <li key={item.id} className="card">
              <div className="card-body stack">
                <div className="row row-between">
                  <span>
                    <Link to="/cases/$caseId" params={{ caseId: item.caseId }} className="strong">
                      {item.caseNumber}
                    </Link>{' '}
                    <span className="quiet small">{item.shop}</span>
                  </span>
                  {item.bars ? <Chip tone="grey">{words.bars[item.bars]}</Chip> : null}
                </div>
                <ApprovalFacts item={item} />
              </div>
            </li>
          ))}
        </ul>
      </ListFrame>
      <Delegations />
    </>
  );
}
