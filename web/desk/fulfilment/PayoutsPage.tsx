import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { payoutFiles, payoutRoutes, type PayoutView } from '#fulfilment/payoutWire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip, Key } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { usePreferences } from '../app/preferences.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useCommand } from '../ask.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { BatchDialog } from './BatchDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { BounceDialog, PayeeDialog, RevealDialog } from './PayeeDialog.tsx';
import { type PayoutAct, PayoutTable } from './PayoutTable.tsx';
import { usePayoutWords } from './payoutWords.ts';

const tabs = ['waiting-payee', 'ready', 'batches', 'sent', 'failed', 'paid'] as const;
type Tab = (typeof tabs)[number];

/** Payouts (FU-15): the maker picks what is ready, the checker opens its batch, the file goes out and its results come in. */
export function PayoutsPage() {
  const words = usePayoutWords();
  const app = useAppWords();
  const may = useMay();
  const [tab, setTab] = useState<Tab>('ready');
  const [results, setResults] = useState(false);
  const [{ shopId }] = usePreferences();
  const shop = shopId ? { shopId } : {};
  const list = useList(payoutRoutes.list, { ...shop, ...(tab === 'batches' ? { state: 'in-batch' as const } : { state: tab }) });
  const again = useReadAgain('/api/v1/payout');
  const counts = list.first?.tabs;
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {may('payout.make') ? <Button onClick={() => setResults(true)}>{words.results}</Button> : null}
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((key) => {
          const count = counts?.[key === 'batches' ? 'in-batch' : key];
          return {
            key,
            label: words.tabs[key],
            alarm: (key === 'failed' || key === 'batches') && (count?.n ?? 0) > 0,
            ...(count ? { count: app.capped(count.n, count.capped) } : {}),
          };
        })}
        at={tab}
        onTab={setTab}
      />
      {tab === 'batches' ? <Batches onDone={again} /> : <Payments key={tab} list={list} sumFen={list.first?.sumFen ?? 0} onDone={again} />}
      {results ? <ImportDialog path={payoutFiles.results} title={words.results} onClose={() => setResults(false)} onDone={again} /> : null}
    </>
  );
}

type List = ReturnType<typeof useList<typeof payoutRoutes.list>>;

/** Payments of one state; ready ones are picked with keys and made into a batch. */
function Payments({ list, sumFen, onDone }: { list: List; sumFen: number; onDone: () => void }) {
  const words = usePayoutWords();
  const may = useMay();
  const items = list.items ?? [];
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState(false);
  const [open, setOpen] = useState<{ act: PayoutAct; row: PayoutView } | null>(null);
  const toggle = (id: string): void => setChosen(new Set(chosen.has(id) ? [...chosen].filter((each) => each !== id) : [...chosen, id]));
  const retry = useCommand(payoutRoutes.retry, onDone);
  const make = useCommand(payoutRoutes.makeBatch, () => {
    setChosen(new Set());
    setSeen(false);
    onDone();
  });
  const here = items[at];
  const picks = may('payout.make') && items.some((row) => row.may.includes('batch'));
  const act = (what: PayoutAct, row: PayoutView): void =>
    what === 'retry' ? retry.mutate({ params: { payoutId: row.id } }) : setOpen({ act: what, row });
  useKeys({
    j: () => setAt(Math.min(at + 1, items.length - 1)),
    k: () => setAt(Math.max(at - 1, 0)),
    x: () => here?.may.includes('batch') && toggle(here.id),
    u: onDone,
  });
  const sum = items.filter((row) => chosen.has(row.id)).reduce((total, row) => total + row.amountFen, 0);
  return (
    <>
      <ProblemNote refused={retry.error ?? make.error} />
      {make.data ? <output className="small">{words.made(make.data.number)}</output> : null}
      <ListFrame list={list} empty={words.empty}>
        <p className="small">{words.sum(sayFen(sumFen))}</p>
        <PayoutTable rows={items} at={at} onAt={setAt} chosen={chosen} onToggle={picks ? toggle : undefined} onAct={act} />
        {picks ? (
          <p className="quiet small wide-only" style={{ marginTop: 8 }}>
            <Key>j</Key> <Key>k</Key> <Key>x</Key> {words.selectKey}
          </p>
        ) : null}
      </ListFrame>
      {chosen.size > 0 ? (
        <section className="batch-bar" aria-label={words.selected(chosen.size, sayFen(sum))}>
          <b>{words.selected(chosen.size, sayFen(sum))}</b>
          <Checkbox checked={seen} onChange={(event) => setSeen(event.target.checked)}>
            {words.seen}
          </Checkbox>
          <Button
            size="small"
            type="primary"
            disabled={!seen}
            loading={make.isPending}
            onClick={() => make.mutate({ body: { ids: [...chosen], seen: true } })}
          >
            {words.make}
          </Button>
          <Button size="small" onClick={() => setChosen(new Set())}>
            {words.clear}
          </Button>
        </section>
      ) : null}
      {open?.act === 'payee' ? (
        <PayeeDialog
          payout={open.row}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone();
          }}
        />
      ) : null}
      {open?.act === 'bounce' ? (
        <BounceDialog
          payout={open.row}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone();
          }}
        />
      ) : null}
      {open?.act === 'reveal' ? <RevealDialog payout={open.row} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

/** Batches, newest first: what waits to be checked, to be sent, or for its results. */
function Batches({ onDone }: { onDone: () => void }) {
  const words = usePayoutWords();
  const page = usePageWords();
  const when = useWhen();
  const list = useList(payoutRoutes.batches, {});
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <ListFrame list={list} empty={words.noBatches}>
        <Rows
          label={words.tabs.batches}
          rows={list.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'number',
              title: words.batchColumns.number,
              render: (row) => (
                <div>
                  <span className="strong">{row.number}</span>
                  <div className="quiet small">{words.rows(row.n)}</div>
                </div>
              ),
            },
            { key: 'made', title: words.batchColumns.made, render: (row) => `${row.madeBy} ${when(row.madeAt)}` },
            {
              key: 'checked',
              title: words.batchColumns.checked,
              render: (row) => (row.checkedBy && row.checkedAt ? `${row.checkedBy} ${when(row.checkedAt)}` : '—'),
            },
            { key: 'sum', title: words.batchColumns.sum, num: true, render: (row) => sayFen(row.totalFen) },
            {
              key: 'state',
              title: words.batchColumns.state,
              render: (row) => <Chip tone={row.state === 'settled' ? 'green' : 'blue'}>{words.batchStates[row.state]}</Chip>,
            },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              render: (row) => (
                <Button size="small" aria-label={`${words.open} ${row.number}`} onClick={() => setOpen(row.id)}>
                  {words.open}
                </Button>
              ),
            },
          ]}
        />
      </ListFrame>
      {open ? <BatchDialog id={open} onClose={() => setOpen(null)} onDone={onDone} /> : null}
    </>
  );
}
