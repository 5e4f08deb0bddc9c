import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { triageRoutes, type WorkList, workLists } from '#triage/wire.ts';
import { Empty, Key, Loading } from '../../ui/parts.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useKeys } from '../app/keys.ts';
import { FirstSteps } from '../app/FirstSteps.tsx';
import { sawAll, useLive } from '../app/live.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { usePreferences } from '../app/preferences.ts';
import { countTone, useCounts, useLists } from '../app/SideNav.tsx';
import { useTakeNext } from '../app/useTakeNext.ts';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { call, type Refused } from '../call.ts';
import { ChosenBar } from '../panels/insight/ChosenBar.tsx';
import { useTriageWords } from './words.ts';
import { isFiltered, noFilter, WorkFilters, type Filter } from './WorkFilters.tsx';
import { WorkTable } from './WorkTable.tsx';

/** A work list: nearest clock first; keys j and k, Enter opens; what others change is announced and waits. */
export function WorkPage() {
  const { list: given } = useParams({ strict: false });
  const list: WorkList = workLists.find((each) => each === given) ?? 'mine';
  const words = useTriageWords();
  const app = useAppWords();
  const navigate = useNavigate();
  const takeNext = useTakeNext();
  const may = useMay();
  const now = useNow();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    setFilter(noFilter);
    setCleared(cleared + 1);
  };
  const place = JSON.stringify([list, filter]);
  const [row, setRow] = useState({ place, at: 0 });
  const at = row.place === place ? row.at : 0;
  const setAt = (next: number): void => setRow({ place, at: next });
  const work = useWork(list, filter);
  const items = work.data?.pages.flatMap((page) => page.items) ?? [];
  const count = work.data?.pages[0]?.count;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = items.map((item) => item.caseId).filter((id) => chosen.has(id));
  const choose = (ids: readonly string[], on: boolean): void =>
    setChosen(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  const many = may('incident.work');
  const open = (caseId: string | undefined): void => {
    if (caseId) void navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  const toggle = (caseId: string | undefined): void => {
    if (caseId) choose([caseId], !chosen.has(caseId));
  };
  useKeys({
    j: () => setAt(Math.max(0, Math.min(at + 1, items.length - 1))),
    k: () => setAt(Math.max(at - 1, 0)),
    enter: () => open(items[at]?.caseId),
    u: () => work.again(),
    x: many ? () => toggle(items[at]?.caseId) : undefined,
  });
  return (
    <>
      <h1 className="hidden">{words.listLabel(app.lists[list])}</h1>
      <ListTabs />
      <WorkFilters key={`${list}.${cleared}`} filter={filter} onFilter={setFilter} />
      <News onRead={work.again} />
      {work.error ? <ProblemNote refused={work.error as Refused} retry={work.again} /> : null}
      {work.isPending ? <Loading rows={8} label={app.loading} /> : null}
      {work.data && items.length === 0 && !isFiltered(filter) ? <FirstSteps /> : null}
      {work.data && items.length === 0 ? <EmptyList list={list} filtered={isFiltered(filter)} onClear={clear} onNext={takeNext} /> : null}
      {items.length > 0 ? (
        <WorkTable items={items} at={at} now={now} onAt={setAt} onOpen={open} {...(many ? { chosen: { ids: chosen, put: choose } } : {})} />
      ) : null}
      {shown.length > 0 ? <ChosenBar cases={shown} onClear={() => setChosen(new Set())} /> : null}
      {items.length > 0 && count ? (
        <div className="row" style={{ marginTop: 8 }}>
          <span className="quiet small">{words.shown(items.length, app.capped(count.n, count.capped))}</span>
          {work.hasNextPage ? (
            <Button size="small" loading={work.isFetchingNextPage} onClick={() => void work.fetchNextPage()}>
              {words.more}
            </Button>
          ) : null}
          <span className="quiet small wide-only">
            <Key>j</Key> <Key>k</Key> <Key>↵</Key> <Key>g</Key>
          </span>
        </div>
      ) : null}
    </>
  );
}

function useWork(list: WorkList, filter: Filter) {
  const client = useQueryClient();
  const [{ shopId }] = usePreferences();
  const query = { list, ...(shopId ? { shopId } : {}), ...filter };
  const work = useInfiniteQuery({
    queryKey: [triageRoutes.work.path, null, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(triageRoutes.work, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const read = work.dataUpdatedAt;
  useEffect(() => {
    if (read > 0) sawAll();
  }, [read]);
  const again = (): void =>
    void client.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith('/api/v1/work') });
  return { ...work, again };
}

function ListTabs() {
  const app = useAppWords();
  const counts = useCounts();
  const shownLists = useLists();
  return (
    <nav className="tabs" aria-label={app.cases}>
      {shownLists.map((list) => {
        const count = counts?.[list];
        return (
          <Link key={list} to="/work/$list" params={{ list }} activeProps={{ className: 'active', 'aria-current': 'page' }}>
            {app.lists[list]} {count ? <span className={countTone(list, count.n)}>{app.capped(count.n, count.capped)}</span> : null}
          </Link>
        );
      })}
    </nav>
  );
}

function News({ onRead }: { onRead: () => void }) {
  const words = useTriageWords();
  const { changed } = useLive();
  return (
    <output>
      {changed.size > 0 ? (
        <div className="news">
          <span>{words.news(changed.size)}</span>
          <Button size="small" type="primary" onClick={onRead}>
            {words.refresh} <Key>u</Key>
          </Button>
        </div>
      ) : null}
    </output>
  );
}

function EmptyList({ list, filtered, onClear, onNext }: { list: WorkList; filtered: boolean; onClear: () => void; onNext: () => void }) {
  const words = useTriageWords();
  const app = useAppWords();
  const may = useMay();
  const takes = may('case.take');
  const [title, what] = words.empty[filtered ? 'filtered' : takes || list === 'role' ? list : 'others'] ?? ['', ''];
  return (
    <div className="card">
      <Empty
        title={title}
        act={
          filtered ? (
            <Button onClick={onClear}>{words.clear}</Button>
          ) : !takes && list !== 'role' ? (
            <Link to="/work/$list" params={{ list: 'role' }}>
              {app.lists.role}
            </Link>
          ) : !takes || list === 'role' ? null : list === 'mine' ? (
            <Button type="primary" onClick={onNext}>
              {app.takeNext} <Key>g</Key>
            </Button>
          ) : (
            <Link to="/new" search={{}}>
              {app.newCase}
            </Link>
          )
        }
      >
        {what}
      </Empty>
    </div>
  );
}
