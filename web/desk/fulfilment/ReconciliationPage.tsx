import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import type { Answer } from '#platform/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip, Loading } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { PageHead } from '../page.tsx';
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
            <Chip tone={seen.balanced ? 'green' : 'red'}>{seen.balanced ? words.balanced : words.unbalanced(seen.differences.length)}</Chip>
          </output>
          <Differences seen={seen} />
          <Totals seen={seen} />
        </div>
      ) : null}
    </>
  );
}

function Differences({ seen }: { seen: Reconciled }) {
  const words = useFulfilmentWords();
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
                  <span className="red strong">{words.differenceKinds[row.what]}</span>
                  <div className="small">{row.words}</div>
                  <Link to={row.at}>{words.mendAt}</Link>
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
    </Card>
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
