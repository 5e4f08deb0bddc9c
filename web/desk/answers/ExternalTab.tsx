import { Button, Select } from 'antd';
import { useState } from 'react';
import { externalRoutes, externalTabs } from '#answers/externalWire.ts';
import { answersRoutes, authorities } from '#answers/wire.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked } from '../ask.ts';
import { useList } from '../list.ts';
import { CaseCell } from '../app/CaseCell.tsx';
import { ListFrame, Tabs } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { type Authority, AuthorityDialog } from './AuthorityDialog.tsx';
import { useAnswersWords } from './words.ts';

/** What authorities forwarded, the nearest first to see: due, verdict; how many per million parcels; within what time we answer (EX-11). */
export function ExternalTab() {
  const words = useAnswersWords();
  const when = useWhen();
  const [tab, setTab] = useState<(typeof externalTabs)[number]>('open');
  const list = useList(externalRoutes.list, { state: tab });
  return (
    <div className="stack stack-16">
      <Tabs label={words.external} tabs={externalTabs.map((key) => ({ key, label: words.externalTabs[key] }))} at={tab} onTab={setTab} />
      <ListFrame list={list} empty={words.externalEmpty[tab]}>
        <Rows
          label={words.external}
          rows={list.items ?? []}
          keyOf={(row) => row.caseId}
          columns={[
            {
              key: 'case',
              title: words.columns.case,
              width: 170,
              render: (row) => <CaseCell caseId={row.caseId} number={row.caseNumber} shop={row.shop} />,
            },
            {
              key: 'authority',
              title: words.authority,
              width: 170,
              render: (row) => (
                <div>
                  {words.authorityNames[row.authority]}
                  <div className="quiet small">{row.authorityNo}</div>
                </div>
              ),
            },
            { key: 'carrier', title: words.columns.carrier, render: (row) => row.carrier ?? '—' },
            { key: 'received', title: words.receivedAt, width: 150, render: (row) => when(row.receivedAt) },
            {
              key: 'due',
              title: words.answerBy,
              width: 170,
              render: (row) => (
                <span>
                  {when(row.answerDue)} {row.late ? <Chip tone="red">{words.late}</Chip> : null}
                </span>
              ),
            },
            {
              key: 'verdict',
              title: words.verdict,
              width: 150,
              render: (row) => (
                <span>
                  <Chip tone={row.verdict === 'valid' ? 'red' : row.verdict === 'invalid' ? 'green' : 'grey'}>
                    {words.verdicts[row.verdict ?? 'open']}
                  </Chip>
                  {row.answeredAt ? <div className="quiet small">{when(row.answeredAt)}</div> : null}
                </span>
              ),
            },
          ]}
        />
      </ListFrame>
      <Rates />
      <AnswerTimes />
    </div>
  );
}

const spans = [30, 90, 365] as const;

function Rates() {
  const words = useAnswersWords();
  const [days, setDays] = useState<number>(90);
  const asked = useAsked(externalRoutes.rates, { query: { days: String(days) } }, { keep: true });
  const rows = asked.data ? [...asked.data.items.map((item) => ({ ...item, all: false })), { ...asked.data.total, all: true }] : [];
  const ppm = (value: number | null): string => (value === null ? '—' : value.toFixed(1));
  return (
    <Card
      title={words.rates}
      id="external-rates"
      flush
      aside={
        <Select
          aria-label={words.period}
          size="small"
          value={days}
          onChange={setDays}
          options={spans.map((value) => ({ value, label: words.lastDays(value) }))}
          style={{ width: 130 }}
        />
      }
    >
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      <Rows
        label={words.rates}
        rows={rows}
        keyOf={(row) => (row.all ? 'all' : (row.carrier?.id ?? 'none'))}
        columns={[
          {
            key: 'carrier',
            title: words.columns.carrier,
            render: (row) => (
              <span className={row.all ? 'strong' : ''}>{row.all ? words.total : (row.carrier?.name ?? words.noCarrierKnown)}</span>
            ),
          },
          { key: 'complaints', title: words.complaints, num: true, width: 90, render: (row) => row.complaints },
          { key: 'valid', title: words.verdicts.valid, num: true, width: 90, render: (row) => row.valid },
          { key: 'invalid', title: words.verdicts.invalid, num: true, width: 90, render: (row) => row.invalid },
          { key: 'open', title: words.verdicts.open, num: true, width: 90, render: (row) => row.open },
          { key: 'parcels', title: words.parcels, num: true, width: 110, render: (row) => row.parcels.toLocaleString('en-US') },
          { key: 'rate', title: words.ratePpm, num: true, width: 130, render: (row) => ppm(row.ratePpm) },
          { key: 'validRate', title: words.validPpm, num: true, width: 150, render: (row) => ppm(row.validPpm) },
        ]}
      />
      <p className="quiet small" style={{ padding: '8px 12px' }}>
        {words.ratesHelp}
      </p>
    </Card>
  );
}

function AnswerTimes() {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const mayEdit = useMay()('answers.edit');
  const asked = useAsked(answersRoutes.terms);
  const [open, setOpen] = useState<Authority | null>(null);
  const kept = asked.data?.authorities;
  return (
    <Card title={words.authorities} id="authorities">
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {kept
        ? authorities.map((each) => {
            const row = kept.find(({ authority }) => authority === each);
            return (
              <div key={each} className="row" style={{ padding: '4px 0' }}>
                <span className="strong" style={{ width: 140 }}>
                  {words.authorityNames[each]}
                </span>
                <span style={{ width: 110 }}>{row ? words.answerIn(row.answerDays, row.working) : words.notSet}</span>
                {row ? (
                  <span className="quiet small">
                    {words.source}
                    {page.colon}
                    {lang === 'zh' ? row.sourceZh : row.sourceEn}
                  </span>
                ) : null}
                {row && !row.verified ? <Chip tone="amber">{words.example}</Chip> : null}
                {mayEdit ? (
                  <Button size="small" aria-label={`${page.edit} ${words.authorityNames[each]}`} onClick={() => setOpen(each)}>
                    {page.edit}
                  </Button>
                ) : null}
              </div>
            );
          })
        : null}
      {open ? (
        <AuthorityDialog
          authority={open}
          kept={kept?.find((row) => row.authority === open)}
          onClose={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </Card>
  );
}
