import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { type RefObject, useRef, useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { fulfilmentRoutes, type ResendView, type taskStates } from '#fulfilment/wire.ts';
import { Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { usePreferences } from '../app/preferences.ts';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { useLang } from '../words/useWords.ts';
import { canExport } from './canExport.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { ResendActDialog } from './ResendActDialog.tsx';
import { type BoardAct, ResendTable } from './ResendTable.tsx';
import { useFulfilmentWords } from './words.ts';

const tabs = ['open', 'sent-to-warehouse', 'late', 'shipped', 'failed', 'arrived', 'all'] as const;
type Tab = (typeof tabs)[number];
type Open =
  | { readonly what: 'export'; readonly ids: readonly string[] | null }
  | { readonly what: 'import' }
  | { readonly what: 'act'; readonly act: BoardAct; readonly row: ResendView };

/** Resend board (FU-6, FU-14): nearest promise first; files out and in; what can't be sent goes back to service. */
export function ResendsPage() {
  const words = useFulfilmentWords();
  const may = useMay();
  const navigate = useNavigate();
  const [tab, setTab] = useState<Tab>('open');
  const [filter, setFilter] = useState<{ q: string; warehouseId: string }>({ q: '', warehouseId: '' });
  const [{ shopId }] = usePreferences();
  const query = {
    ...(tab === 'all' ? {} : { state: tab satisfies (typeof taskStates)[number] | 'late' }),
    ...(filter.q ? { q: filter.q } : {}),
    ...(filter.warehouseId ? { warehouseId: filter.warehouseId } : {}),
    ...(shopId ? { shopId } : {}),
  };
  const list = useList(fulfilmentRoutes.resends, query);
  const items = list.items ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [row, setRow] = useState({ tab, at: 0 });
  const at = row.tab === tab ? Math.min(row.at, Math.max(items.length - 1, 0)) : 0;
  const [open, setOpen] = useState<Open | null>(null);
  const readAgain = useReadAgain(fulfilmentRoutes.resends.path);
  const find = useRef<{ focus: () => void }>(null);
  const toggle = (id: string): void => setChosen(new Set(chosen.has(id) ? [...chosen].filter((each) => each !== id) : [...chosen, id]));
  const here = items[at];
  const done = (): void => {
    setOpen(null);
    setChosen(new Set());
    readAgain();
  };
  useKeys({
    j: () => setRow({ tab, at: Math.min(at + 1, items.length - 1) }),
    k: () => setRow({ tab, at: Math.max(at - 1, 0) }),
    x: () => here && canExport(here) && toggle(here.id),
    s: () => here?.may.includes('ship') && setOpen({ what: 'act', act: 'ship', row: here }),
    enter: () => here && void navigate({ to: '/cases/$caseId', params: { caseId: here.caseId } }),
    f: () => find.current?.focus(),
    u: readAgain,
  });
  const work = may('fulfilment.work');
  const filtered = filter.q !== '' || filter.warehouseId !== '';
  return (
    <>
      <PageHead title={words.board} help={words.boardHelp}>
        {work ? (
          <>
            <Button onClick={() => setOpen({ what: 'import' })}>{words.importFile}</Button>
            <Button type="primary" onClick={() => setOpen({ what: 'export', ids: null })} disabled={list.first?.tabs['open']?.n === 0}>
              {words.exportAll}
            </Button>
          </>
        ) : null}
      </PageHead>
      <BoardTabs counts={list.first?.tabs} at={tab} onTab={setTab} />
      <BoardFilters findRef={find} filter={filter} onFilter={setFilter} />
      <ListFrame list={list} empty={filtered ? words.noneFound : words.empty[tab]}>
        <ResendTable
          rows={items}
          at={at}
          onAt={(next) => setRow({ tab, at: next })}
          chosen={chosen}
          onToggle={work ? toggle : null}
          onAct={(act, each) => setOpen({ what: 'act', act, row: each })}
        />
        <p className="quiet small wide-only" style={{ marginTop: 8 }}>
          <Key>j</Key> <Key>k</Key> <Key>x</Key> {words.selectKey} <Key>s</Key> {words.acts.ship} <Key>f</Key> {words.findKey}
        </p>
      </ListFrame>
      {chosen.size > 0 ? (
        <section className="batch-bar" aria-label={words.selected(chosen.size)}>
          <b>{words.selected(chosen.size)}</b>
          <Button size="small" onClick={() => setOpen({ what: 'export', ids: [...chosen] })}>
            {words.exportChosen}
          </Button>
          <Button size="small" onClick={() => setChosen(new Set())}>
            {words.clear}
          </Button>
        </section>
      ) : null}
      {open?.what === 'export' ? (
        <ExportDialog
          ids={open.ids}
          repeated={items.filter((each) => open.ids?.includes(each.id) && each.state === 'sent-to-warehouse').length}
          warehouseId={filter.warehouseId}
          onClose={() => setOpen(null)}
          onDone={() => {
            setChosen(new Set());
            readAgain();
          }}
        />
      ) : null}
      {open?.what === 'import' ? <ImportDialog onClose={() => setOpen(null)} onDone={readAgain} /> : null}
      {open?.what === 'act' ? <ActOn act={open.act} row={open.row} onClose={() => setOpen(null)} onDone={done} /> : null}
    </>
  );
}

function ActOn({ act, ...rest }: { act: BoardAct; row: ResendView; onClose: () => void; onDone: () => void }) {
  return act === 'assign' ? <AssignDialog {...rest} /> : <ResendActDialog act={act} {...rest} />;
}

function BoardTabs({
  counts,
  at,
  onTab,
}: {
  counts: Readonly<Record<string, { n: number; capped: boolean }>> | undefined;
  at: Tab;
  onTab: (tab: Tab) => void;
}) {
  const words = useFulfilmentWords();
  const app = useAppWords();
  const shown = tabs.map((key) => {
    const count = counts?.[key];
    const alarm = (key === 'late' || key === 'failed') && (count?.n ?? 0) > 0;
    return { key, label: words.tabs[key], alarm, ...(count ? { count: app.capped(count.n, count.capped) } : {}) };
  });
  return <Tabs label={words.stateLabel} tabs={shown} at={at} onTab={onTab} />;
}

function BoardFilters({
  filter,
  onFilter,
  findRef,
}: {
  filter: { q: string; warehouseId: string };
  onFilter: (filter: { q: string; warehouseId: string }) => void;
  findRef: RefObject<{ focus: () => void } | null>;
}) {
  const words = useFulfilmentWords();
  const lang = useLang();
  const warehouses = useAsked(commerceRoutes.warehouses).data?.items ?? [];
  return (
    <div className="filters">
      <Input.Search
        ref={(field) => {
          findRef.current = field;
        }}
        allowClear
        style={{ maxWidth: 340 }}
        aria-label={words.find}
        placeholder={words.find}
        onSearch={(q) => onFilter({ ...filter, q: q.trim() })}
      />
      <Select
        aria-label={words.warehouse}
        style={{ width: 160 }}
        value={filter.warehouseId}
        onChange={(warehouseId) => onFilter({ ...filter, warehouseId })}
        options={[
          { value: '', label: words.allWarehouses },
          ...warehouses.map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn })),
        ]}
      />
    </div>
  );
}
