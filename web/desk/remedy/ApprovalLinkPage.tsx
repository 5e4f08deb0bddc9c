import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { PageHead } from '../page.tsx';
import { ApprovalFacts } from '../panels/remedy/ApprovalFacts.tsx';
import { useApprovalWords } from '../panels/remedy/approvalWords.ts';

/** The page behind a letter's link: shows the offer, and decides only when a button is pressed (RE-7). The secret stands behind the #. */
export function ApprovalLinkPage() {
  const words = useApprovalWords();
  const app = useAppWords();
  const [token] = useState(() => window.location.hash.slice(1));
  const [reason, setReason] = useState('');
  const asked = useAsked(approvalRoutes.byLink, { body: { token } }, { on: token !== '' });
  const command = useCommand(approvalRoutes.decideByLink);
  const item = asked.data;
  const decide = (answer: 'approved' | 'returned'): void => command.mutate({ body: { token, answer, reason } });
  return (
    <>
      <PageHead title={words.linkTitle} help={words.linkHelp} />
      {token === '' ? <p className="amber">{words.linkMissing}</p> : null}
      {asked.isPending && token !== '' ? <Loading label={app.loading} /> : null}
      {command.isSuccess ? null : <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />}
      {command.isSuccess ? <p>{words.done}</p> : null}
      {item && !command.isSuccess ? (
        <Card
          title={
            <Link to="/cases/$caseId" params={{ caseId: item.caseId }}>
              {item.caseNumber}
            </Link>
          }
        >
          <ApprovalFacts item={item} />
          {item.bars ? <p className="amber">{words.bars[item.bars]}</p> : null}
          <Input.TextArea
            aria-label={words.reason}
            placeholder={words.reason}
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="row">
            <Button type="primary" disabled={item.bars !== null} loading={command.isPending} onClick={() => decide('approved')}>
              {words.approve}
            </Button>
            <Button disabled={reason.trim() === ''} loading={command.isPending} onClick={() => decide('returned')}>
              {words.handBack}
            </Button>
          </div>
          <ProblemNote refused={command.error} />
        </Card>
      ) : null}
    </>
  );
}
