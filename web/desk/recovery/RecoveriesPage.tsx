import { Link } from '@tanstack/react-router';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes } from '#answers/wire.ts';
import { recoveryFiles, recoveryRoutes, type RecoveryView } from '#fulfilment/recoveryWire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip, Facts, Loading } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useList } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { MoveDialog } from '../panels/recovery/MoveDialog.tsx';
import { useRecoveryWords } from '../panels/recovery/words.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';

const tabs = ['due', 'draft', 'filed', 'accepted', 'more-asked', 'offered', 'agreed', 'refused', 'paid', 'all'] as const;
type Tab = (typeof tabs)[number];

/** Recovery board (LI-4): what others owe us, nearest deadline first; the papers of each, and one file per carrier. */
export function RecoveriesPage() {
  const words = useRecoveryWords();
  const page = usePageWords();
  const app = useAppWords();
  const when = useWhen();
  const may = useMay();
  const [chosen, setChosen] = useState<Tab | null>(null);
  // Which tab has rows is asked first, so that nothing is shown that goes again at once.
  const counted = useAsked(recoveryRoutes.board, { query: { limit: '1' } }, { on: chosen === null });
  const list = useList(recoveryRoutes.board, chosen === null || chosen === 'all' ? {} : { state: chosen }, { on: chosen !== null });
  const [move, setMove] = useState<RecoveryView | null>(null);
  const [papers, setPapers] = useState<string | null>(null);
  useKeys({ u: list.again });
  const counts = list.first?.tabs ?? counted.data?.tabs ?? {};
  // Opens on the first tab with rows, once: a tab that empties while one works in it stays open.
  if (chosen === null && counted.data) setChosen(tabs.find((key) => (counts[key]?.n ?? 0) > 0) ?? 'all');
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {may('recovery.work') ? <Bulk /> : null}
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((key) => {
          const count = counts[key];
          const label = key === 'due' || key === 'all' ? words.tabs[key] : words.states[key];
          return {
            key,
            label,
            ...(count ? { count: app.capped(count.n, count.capped) } : {}),
            alarm: key === 'due' && (count?.n ?? 0) > 0,
          };
        })}
        at={chosen}
        onTab={setChosen}
      />
      <ListFrame list={chosen === null ? { ...list, error: counted.error, again: () => void counted.refetch() } : list} empty={words.empty}>
        <Rows
          label={words.title}
          rows={list.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'deadline',
              title: words.columns.deadline,
              width: 150,
              render: (row) => (
                <div>
                  {row.deadline ? when(row.deadline) : <span className="quiet">{words.noDeadline}</span>}{' '}
                  {row.late ? <Chip tone="red">{words.late}</Chip> : null}
                  <div className="quiet small">{row.source}</div>
                </div>
              ),
            },
            {
              key: 'party',
              title: words.columns.party,
              width: 170,
              render: (row) => (
                <div>
                  <span className="strong">{row.party}</span>
                  <div className="quiet small">{row.waybill}</div>
                </div>
              ),
            },
            {
              key: 'case',
              title: words.columns.case,
              width: 160,
              render: (row) => (
                <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                  {row.caseNumber}
                </Link>
              ),
            },
            {
              key: 'amount',
              title: words.columns.amount,
              width: 150,
              num: true,
              render: (row) => (
                <div>
                  {sayFen(row.amountFen)}
                  {row.receivedFen > 0 ? <div className="small">{`${words.received} ${sayFen(row.receivedFen)}`}</div> : null}
                </div>
              ),
            },
            { key: 'state', title: words.columns.state, width: 110, render: (row) => <Chip tone="blue">{words.states[row.state]}</Chip> },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              render: (row) => (
                <div className="row">
                  <Button size="small" aria-label={`${words.papers} ${row.caseNumber}`} onClick={() => setPapers(row.id)}>
                    {words.papers}
                  </Button>
                  {row.may[0] ? (
                    <Button size="small" aria-label={`${words.moves[row.may[0]]} ${row.caseNumber}`} onClick={() => setMove(row)}>
                      {words.moves[row.may[0]]}
                    </Button>
                  ) : null}
                </div>
              ),
            },
          ]}
        />
      </ListFrame>
      {move ? (
        <MoveDialog
          recovery={move}
          onClose={() => {
            setMove(null);
            list.again();
          }}
        />
      ) : null}
      {papers ? <Papers id={papers} onClose={() => setPapers(null)} /> : null}
    </>
  );
}

/** Drafts of one carrier as a file that Excel opens. */
function Bulk() {
  const words = useRecoveryWords();
  const terms = useAsked(answersRoutes.terms);
  const bulk = useCommand(recoveryRoutes.bulk, ({ name, csv }) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  const carriers = new Map((terms.data?.items ?? []).map((row) => [row.carrierId, row.carrier]));
  return (
    <div className="row">
      <Select
        aria-label={words.bulk}
        placeholder={words.bulk}
        style={{ width: 200 }}
        loading={bulk.isPending}
        options={[...carriers].map(([value, label]) => ({ value, label }))}
        onChange={(carrierId: string) => bulk.mutate({ body: { carrierId } })}
      />
      <ProblemNote refused={bulk.error} />
    </div>
  );
}

/** The papers of a claim, to be read, printed and sent. */
function Papers({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useRecoveryWords();
  const page = usePageWords();
  const app = useAppWords();
  const asked = useAsked(recoveryRoutes.dossier, { params: { recoveryId: id } });
  const seen = asked.data;
  return (
    <Modal
      open
      title={words.papers}
      onCancel={onClose}
      onOk={() => window.print()}
      okText={words.print}
      cancelText={page.close}
      width={720}
    >
      {asked.isPending ? <Loading rows={6} label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {seen ? (
        <div className="stack">
          {seen.missing.length > 0 ? <Chip tone="amber">{`${words.missing}${page.colon}${seen.missing.join(page.comma)}`}</Chip> : null}
          <p>{seen.letter}</p>
          <Facts
            items={[
              seen.recovery.capFen === null ? null : ['', words.cap(sayFen(seen.recovery.capFen))],
              [words.finding, seen.finding.map((each) => each.text).join(page.comma)],
              [words.liability, seen.liability.map((each) => `${each.party} ${each.percent}%`).join(page.comma)],
              [words.goods, seen.goods.map((each) => `${each.title} ×${each.quantity} ${sayFen(each.priceFen)}`).join(page.comma)],
              [words.given, seen.given.map((each) => `${each.title} ${each.fen === null ? '' : sayFen(each.fen)}`).join(page.comma)],
            ]}
          />
          <p>
            <a className="strong" href={recoveryFiles.papers.replace(':recoveryId', id)} download>
              {words.zip}
            </a>{' '}
            <span className="quiet small">{words.zipHelp}</span>
          </p>
          {seen.files.length > 0 ? (
            <p>
              {words.files}
              {page.colon}
              {seen.files.map((file, at) => (
                <a key={file.id} href={file.url} target="_blank" rel="noreferrer">
                  {`${file.material ?? words.files} ${at + 1} `}
                </a>
              ))}
            </p>
          ) : null}
        </div>
      ) : null}
    </Modal>
  );
}
