import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { workGroups, workRoutes, type WorkView } from '#fulfilment/wire.ts';
import { Chip } from '../../ui/parts.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useAppWords } from '../app/words.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { useWhen } from '../words/useWhen.ts';
import { WorkPages } from './WorkPages.tsx';
import { type WorkAct, WorkActDialog, workActs } from './WorkActDialog.tsx';
import { useFulfilmentWords } from './words.ts';
import { useWorkWords } from './workWords.ts';

type Group = (typeof workGroups)[number] | 'all';

/** Work board (FU-2, FU-3, FU-6): what somebody has to do and report, payouts that wait, coupons that couldn't be given. */
export function WorkBoardPage() {
  const words = useWorkWords();
  const app = useAppWords();
  const [{ shopId }] = usePreferences();
  const [group, setGroup] = useState<Group>('all');
  const [filter, setFilter] = useState({ party: '', late: false, mine: false });
  const list = useList(workRoutes.work, {
    ...(group === 'all' ? {} : { group }),
    ...(filter.party ? { party: filter.party } : {}),
    ...(filter.late ? { late: 'yes' as const } : {}),
    ...(filter.mine ? { mine: 'yes' as const } : {}),
    ...(shopId ? { shopId } : {}),
  });
  const [open, setOpen] = useState<{ act: WorkAct; row: WorkView } | null>(null);
  const readAgain = useReadAgain(workRoutes.work.path);
  const tabs = (['all', ...workGroups] as const).map((key) => {
    const count = key === 'all' ? undefined : list.first?.groups[key];
    return { key, label: words.groups[key], ...(count ? { count: app.capped(count.n, count.capped) } : {}) };
  });
  return (
    <>
      <WorkPages />
      <PageHead title={words.board} help={words.boardHelp} />
      <Tabs label={words.group} tabs={tabs} at={group} onTab={setGroup} />
      <div className="filters">
        <Select
          aria-label={words.party}
          style={{ width: 160 }}
          value={filter.party}
          onChange={(party) => setFilter({ ...filter, party })}
          options={[{ value: '', label: words.everyParty }, ...Object.entries(words.parties).map(([value, label]) => ({ value, label }))]}
        />
        <Checkbox checked={filter.mine} onChange={(event) => setFilter({ ...filter, mine: event.target.checked })}>
          {words.mine}
        </Checkbox>
        <Checkbox checked={filter.late} onChange={(event) => setFilter({ ...filter, late: event.target.checked })}>
          {words.late}
        </Checkbox>
      </div>
      <ListFrame list={list} empty={words.empty}>
        <WorkTable rows={list.items ?? []} onAct={(act, row) => setOpen({ act, row })} />
      </ListFrame>
      {open ? (
        <WorkActDialog
          act={open.act}
          row={open.row}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            readAgain();
          }}
        />
      ) : null}
    </>
  );
}

function WorkTable({ rows, onAct }: { rows: readonly WorkView[]; onAct: (act: WorkAct, row: WorkView) => void }) {
  const words = useWorkWords();
  const states = useFulfilmentWords().states;
  const when = useWhen();
  const columns: Column<WorkView>[] = [
    {
      key: 'due',
      title: words.columns.due,
      width: 130,
      render: (row) => (
        <div>
          <span className={row.late ? 'red strong' : 'strong'}>{when(row.dueAt)}</span>{' '}
          {row.late ? <Chip tone="red">{words.overdue}</Chip> : null}
          {row.lateWhy ? <div className="small red">{row.lateWhy}</div> : null}
        </div>
      ),
    },
    {
      key: 'what',
      title: words.columns.what,
      render: (row) => (
        <div>
          <div className="strong">{row.title}</div>
          <div className="quiet small">
            <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
              {row.caseNumber}
            </Link>{' '}
            · {row.shop.name} {row.orderNo ? `· ${row.orderNo}` : ''}
          </div>
          {row.parcels.map((parcel) => (
            <div key={parcel.waybill} className="small quiet">
              {words.parcel(parcel.waybill, parcel.carrier ?? '', words.parcelStates[parcel.state] ?? parcel.state)}
              {parcel.scanText ? ` · ${parcel.scanText}` : ''} {parcel.changeable ? null : <Chip tone="amber">{words.tooLate}</Chip>}
            </div>
          ))}
        </div>
      ),
    },
    {
      key: 'who',
      title: words.columns.who,
      width: 120,
      render: (row) => (
        <div>
          {row.party ? (words.parties[row.party] ?? row.party) : ''}
          <div className="small quiet">{row.owner?.name ?? words.nobody}</div>
        </div>
      ),
    },
    {
      key: 'state',
      title: words.columns.state,
      width: 210,
      render: (row) => (
        <div>
          <Chip tone={row.state === 'failed' ? 'red' : row.state === 'asked' ? 'blue' : 'amber'}>
            {words.states[row.state] ?? states[row.state]}
          </Chip>
          <div className="small">{row.progress}</div>
          {row.asked ? (
            <div className="small quiet">{words.asked(words.ways[row.asked.by] ?? '', words.wishes[row.asked.wanted] ?? '')}</div>
          ) : null}
        </div>
      ),
    },
    {
      key: 'acts',
      title: words.columns.acts,
      width: 150,
      render: (row) => (
        <div className="row" style={{ gap: 4, flexWrap: 'wrap' }}>
          {workActs
            .filter((act) => row.may.includes(act))
            .map((act) => (
              <Button key={act} size="small" danger={act === 'recall' || act === 'refuse'} onClick={() => onAct(act, row)}>
                {words.acts[act]}
              </Button>
            ))}
        </div>
      ),
    },
  ];
  return <Rows label={words.board} columns={columns} rows={rows} keyOf={(row) => row.id} />;
}
