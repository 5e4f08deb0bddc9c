import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { returnedRoutes, returnedStates, type ReturnedView } from '#fulfilment/returnedWire.ts';
import { Chip, type Tone } from '../../ui/parts.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { useDay } from '../words/useWhen.ts';
import { useWindow } from '../words/useWindow.ts';
import { CameInCard } from './CameInCard.tsx';
import { useReturnedWords } from './returnedWords.ts';
import { UnmatchedCard } from './UnmatchedCard.tsx';

const tabs = [...returnedStates, 'all'] as const;
type Tab = (typeof tabs)[number];
const tones: Readonly<Record<ReturnedView['state'], Tone>> = {
  awaited: 'amber',
  booked: 'blue',
  'on-its-way': 'blue',
  overdue: 'red',
  received: 'blue',
  inspected: 'green',
  'given-up': 'grey',
  'not-ours': 'red',
};

/** Goods that come back (FU-11): nearest due first; what came in is entered here, and what nobody claims is matched later. */
export function ReturnedGoodsPage() {
  const words = useReturnedWords();
  const app = useAppWords();
  const may = useMay();
  const day = useDay();
  const sayWindow = useWindow();
  const [tab, setTab] = useState<Tab>('all');
  const [q, setQ] = useState('');
  const [{ shopId }] = usePreferences();
  const list = useList(returnedRoutes.list, {
    ...(tab === 'all' ? {} : { state: tab }),
    ...(q ? { q } : {}),
    ...(shopId ? { shopId } : {}),
  });
  const readAgain = useReadAgain(returnedRoutes.list.path, returnedRoutes.arrivals.path);
  const columns: Column<ReturnedView>[] = [
    { key: 'due', title: words.columns.due, width: 110, render: (row) => day(row.dueAt) },
    {
      key: 'goods',
      title: words.columns.goods,
      render: (row) => (
        <div>
          <div className="strong">{row.goods.map((goods) => `${goods.name} ×${goods.quantity}`).join(' ')}</div>
          <div className="small quiet">
            <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
              {row.caseNumber}
            </Link>{' '}
            {row.orderNo}
          </div>
        </div>
      ),
    },
    {
      key: 'where',
      title: words.columns.where,
      render: (row) => (
        <span className="small">
          {words.ways[row.wayBack]} {row.pickup ? sayWindow(row.pickup) : ''} {row.carrier} {row.waybill}{' '}
          {row.weightG === null ? '' : words.weighed(row.weightG)}
        </span>
      ),
    },
    {
      key: 'state',
      title: words.columns.state,
      width: 150,
      render: (row) => (
        <>
          <Chip tone={tones[row.state]}>
            {row.wayBack === 'pickup' && row.state === 'awaited' ? words.toBook : words.states[row.state]}
          </Chip>{' '}
          {row.inspection ? words.grades[row.inspection.grade] : ''}
        </>
      ),
    },
    {
      key: 'act',
      title: words.columns.act,
      width: 90,
      render: (row) =>
        row.may.includes('inspect') || row.may.includes('book') ? (
          <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
            {row.may.includes('inspect') ? words.inspect : row.pickup ? words.pickup : words.book}
          </Link>
        ) : null,
    },
  ];
  const shown = tabs.map((key) => {
    const count = list.first?.tabs[key];
    const alarm = key === 'overdue' && (count?.n ?? 0) > 0;
    return {
      key,
      label: key === 'all' ? words.all : words.states[key],
      alarm,
      ...(count ? { count: app.capped(count.n, count.capped) } : {}),
    };
  });
  const work = may('fulfilment.work');
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      {work ? <CameInCard onDone={readAgain} /> : null}
      <UnmatchedCard mayWork={work} onDone={readAgain} />
      <Tabs label={words.tabsLabel} tabs={shown} at={tab} onTab={setTab} />
      <div className="filters">
        <Input.Search
          allowClear
          style={{ maxWidth: 340 }}
          aria-label={words.find}
          placeholder={words.find}
          onSearch={(text) => setQ(text.trim())}
        />
      </div>
      <ListFrame list={list} empty={words.none}>
        <Rows label={words.title} rows={list.items ?? []} columns={columns} keyOf={(row) => row.id} />
      </ListFrame>
    </>
  );
}
