import { Link } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import type { Answer } from '#platform/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip, Loading } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { MoneyPages } from './MoneyPages.tsx';
import { useFulfilmentWords } from './words.ts';

type Reconciled = Answer<typeof fulfilmentRoutes.reconciliation>;
type Difference = Reconciled['differences'][number];

/** Intents, ledger and partner side by side; what doesn't balance stands first (FU-5). */
export function ReconciliationPage() {
  const words = useFulfilmentWords();
  const app = useAppWords();
  const when = useWhen();
  const asked = useAsked(fulfilmentRoutes.reconciliation);
  const seen = asked.data;
  return (
    <>
      <PageHead title={words.reconciliation} help={seen ? words.reconcileHelp(when(seen.at)) : undefined}>
        <Button loading={asked.isFetching} onClick={() => void asked.refetch()}>
          {words.reconcileNow}
        </Button>
      </PageHead>
      <MoneyPages />
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.isPending ? <Loading rows={6} label={app.loading} /> : null}
      {seen ? (
        <div className="stack stack-16">
          <output>
            <Chip tone={seen.balanced ? 'green' : 'red'}>
              {seen.balanced ? words.balanced : words.unbalanced(seen.differences.filter((each) => each.tick === null).length)}
            </Chip>
          </output>
          <Differences seen={seen} again={() => void asked.refetch()} />
          <Totals seen={seen} />
        </div>
      ) : null}
    </>
  );
}

function Differences({ seen, again }: { seen: Reconciled; again: () => void }) {
  const words = useFulfilmentWords();
  const when = useWhen();
  const [open, setOpen] = useState<Difference | null>(null);
  const say = (what: Difference['what'], n: number): string => (what === 'points' ? words.points(n) : sayFen(n));
  return (
    <Card title={words.differences} id="differences" flush={seen.differences.length > 0}>
      {seen.differences.length === 0 ? (
        <p className="quiet">{words.noDifferences}</p>
      ) : (
        <Rows
          label={words.differences}
          rows={seen.differences}
          keyOf={(row) => `${row.what}.${row.key}`}
          columns={[
            {
              key: 'what',
              title: words.reconcileColumns.what,
              render: (row) => (
                <div>
                  <span className={row.tick ? 'strong' : 'red strong'}>{words.differenceKinds[row.what]}</span>
                  <div className="small">{row.words}</div>
                  <Link to={row.at}>{words.mendAt}</Link>{' '}
                  {row.tick ? <div className="quiet small">{words.ticked(row.tick.by, when(row.tick.at), row.tick.why)}</div> : null}
                  {!row.tick && seen.mayTick ? (
                    <Button size="small" aria-label={`${words.tick} ${row.key}`} onClick={() => setOpen(row)}>
                      {words.tick}
                    </Button>
                  ) : null}
                </div>
              ),
            },
            {
              key: 'key',
              title: words.reconcileColumns.key,
              render: (row) => (
                <div>
                  {row.caseId ? (
                    <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                      {row.caseNumber}
                    </Link>
                  ) : null}
                  <div className="quiet small">{row.key}</div>
                </div>
              ),
            },
            { key: 'ours', title: words.reconcileColumns.ours, num: true, render: (row) => say(row.what, row.ours) },
            { key: 'ledger', title: words.reconcileColumns.ledger, num: true, render: (row) => say(row.what, row.ledger) },
            { key: 'partner', title: words.reconcileColumns.partner, num: true, render: (row) => say(row.what, row.partner) },
          ]}
        />
      )}
      {open ? (
        <TickDialog
          difference={open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            again();
          }}
        />
      ) : null}
    </Card>
  );
}

/** Why a difference needs nothing more; kept with who and when. */
function TickDialog({ difference, onClose, onDone }: { difference: Difference; onClose: () => void; onDone: () => void }) {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const [why, setWhy] = useState('');
  const command = useCommand(fulfilmentRoutes.tickOff, onDone);
  const { what, key, ours, ledger, partner } = difference;
  return (
    <Modal
      open
      title={`${words.tick} ${key}`}
      onCancel={onClose}
      onOk={() => command.mutate({ body: { what, key, ours, ledger, partner, why } })}
      okText={words.tick}
      cancelText={page.cancel}
      confirmLoading={command.isPending}
      okButtonProps={{ disabled: why.trim() === '' }}
    >
      <div className="stack">
        <p className="quiet small">{words.tickHelp}</p>
        <Input
          aria-label={words.tickWhy}
          placeholder={words.tickWhy}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
        <ProblemNote refused={command.error} />
      </div>
    </Modal>
  );
}

function Totals({ seen: { totals } }: { seen: Reconciled }) {
  const words = useFulfilmentWords();
  const say = (what: Difference['what'], n: number): string => (what === 'points' ? words.points(n) : sayFen(n));
  return (
    <Rows
      label={words.reconciliation}
      rows={totals}
      keyOf={(row) => row.what}
      columns={[
        { key: 'what', title: words.reconcileColumns.what, render: (row) => words.differenceKinds[row.what] },
        { key: 'n', title: words.reconcileColumns.n, num: true, render: (row) => row.n },
        { key: 'ours', title: words.reconcileColumns.ours, num: true, render: (row) => say(row.what, row.ours) },
        { key: 'ledger', title: words.reconcileColumns.ledger, num: true, render: (row) => say(row.what, row.ledger) },
        { key: 'partner', title: words.reconcileColumns.partner, num: true, render: (row) => say(row.what, row.partner) },
      ]}
    />
  );
}
