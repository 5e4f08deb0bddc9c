import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { payoutFiles, payoutLayouts, payoutRoutes } from '#fulfilment/payoutWire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { PayoutTable } from './PayoutTable.tsx';
import { usePayoutWords } from './payoutWords.ts';

/** A batch for whoever checks it, and after that its file (FU-15). */
export function BatchDialog({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const words = usePayoutWords();
  const page = usePageWords();
  const app = useAppWords();
  const asked = useAsked(payoutRoutes.batch, { params: { batchId: id } });
  const [reason, setReason] = useState('');
  const [layout, setLayout] = useState<(typeof payoutLayouts)[number]>('generic');
  const again = (): void => {
    void asked.refetch();
    onDone();
  };
  const check = useCommand(payoutRoutes.checkBatch, again);
  const send = useCommand(payoutRoutes.sendBatch, again);
  const seen = asked.data;
  const params = { batchId: id };
  const answer = (given: 'approved' | 'returned') => check.mutate({ params, body: { answer: given, reason } });
  const checks = seen?.may.some((each) => each === 'approve' || each === 'return') ?? false;
  return (
    <Modal
      open
      width={960}
      title={seen ? `${seen.number} · ${words.batchStates[seen.state]}` : words.tabs.batches}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{page.close}</Button>}
    >
      {asked.isPending ? <Loading rows={6} label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {seen ? (
        <div className="stack">
          <p className="row">
            <b>{words.sum(sayFen(seen.totalFen))}</b>
            <span>{words.rows(seen.n)}</span>
            <span className="quiet">{words.outcome(sayFen(seen.paidFen), sayFen(seen.failedFen), sayFen(seen.waitingFen))}</span>
          </p>
          {seen.override ? <Chip tone="amber">{words.override(seen.override)}</Chip> : null}
          {seen.note ? <Chip tone="red">{words.returnedFor(seen.note)}</Chip> : null}
          <PayoutTable rows={seen.rows.map((row) => row.payout)} />
          {seen.own && seen.state === 'in-check' ? <p className="quiet">{words.ownBatch}</p> : null}
          {checks ? (
            <>
              <Input
                aria-label={words.reason}
                placeholder={words.reason}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <div className="row">
                {seen.may.includes('approve') ? (
                  <Button type="primary" loading={check.isPending} onClick={() => answer('approved')}>
                    {words.approve}
                  </Button>
                ) : null}
                <Button loading={check.isPending} onClick={() => answer('returned')}>
                  {words.return}
                </Button>
              </div>
            </>
          ) : null}
          {seen.may.includes('send') ? (
            <div className="row">
              <Select
                aria-label={words.layout}
                style={{ minWidth: 260 }}
                value={layout}
                onChange={setLayout}
                options={payoutLayouts.map((value) => ({ value, label: words.layouts[value] }))}
              />
              <Button type="primary" loading={send.isPending} onClick={() => send.mutate({ params, body: { layout } })}>
                {words.send}
              </Button>
              <span className="quiet small">{words.sendHelp}</span>
            </div>
          ) : null}
          {seen.may.includes('download') ? (
            <a href={payoutFiles.download.replace(':batchId', id)} download onClick={() => setTimeout(again, 1_000)}>
              {seen.downloads === 0 ? words.download : words.downloadAgain(seen.downloads)}
            </a>
          ) : null}
          <ProblemNote refused={check.error ?? send.error} />
        </div>
      ) : null}
    </Modal>
  );
}
