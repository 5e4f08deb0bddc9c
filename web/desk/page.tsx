import { Link, type LinkProps } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Empty, Loading } from '../ui/parts.tsx';
import '../ui/rows.css';
import { ProblemNote } from './app/ProblemNote.tsx';
import { type Action, useMay } from './app/useMe.ts';
import { useAppWords } from './app/words.ts';
import type { Refused } from './call.ts';
import { usePageWords } from './words/pageWords.ts';

/** Title, what the page is for in one line, and its main acts at the right. */
export function PageHead({ title, help, children }: { title: ReactNode; help?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <div className="grow" style={{ minWidth: 200 }}>
        <h1>{title}</h1>
        {help ? <p className="quiet small">{help}</p> : null}
      </div>
      {children ? <div className="row">{children}</div> : null}
    </header>
  );
}

export interface SubPage {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  /** Absent: anybody on the desk. */
  readonly needs?: Action;
}

/** Pages that belong together, as tabs; only what this role may see. */
export function SubPages({ pages }: { pages: readonly SubPage[] }) {
  const may = useMay();
  const words = usePageWords();
  return (
    <nav className="subtabs" aria-label={words.tabsLabel}>
      {pages
        .filter((page) => !page.needs || may(page.needs))
        .map((page) => (
          <Link key={page.to} to={page.to} activeOptions={{ exact: true }} activeProps={{ className: 'active', 'aria-current': 'page' }}>
            {page.label}
          </Link>
        ))}
    </nav>
  );
}

/** Views of one list, with counts. */
export function Tabs<K extends string>({
  label,
  tabs,
  at,
  onTab,
}: {
  label: string;
  tabs: readonly { readonly key: K; readonly label: string; readonly count?: ReactNode; readonly alarm?: boolean }[];
  /** Null: not known yet which. */
  at: K | null;
  onTab: (key: K) => void;
}) {
  return (
    <fieldset className="subtabs" aria-label={label}>
      {tabs.map((tab) => (
        <button
          type="button"
          key={tab.key}
          className={tab.key === at ? 'active' : ''}
          aria-pressed={tab.key === at}
          onClick={() => onTab(tab.key)}
        >
          {tab.label} {tab.count === undefined ? null : <span className={tab.alarm ? 'red' : ''}>{tab.count}</span>}
        </button>
      ))}
    </fieldset>
  );
}

interface ListShown {
  readonly items: readonly unknown[] | undefined;
  readonly count?: { readonly n: number; readonly capped: boolean };
  readonly error: Refused | null;
  readonly hasMore?: boolean;
  readonly readingMore?: boolean;
  readonly more?: () => void;
  readonly again: () => void;
}

/** A list in each of its states: being read, refused, empty (`empty`: title, and what would fill it), there. */
export function ListFrame({ list, empty, children }: { list: ListShown; empty: readonly string[]; children: ReactNode }) {
  const app = useAppWords();
  const words = usePageWords();
  const n = list.items?.length ?? 0;
  return (
    <>
      <ProblemNote refused={list.error} retry={list.again} />
      {list.items === undefined && !list.error ? (
        <div className="card">
          <div className="card-body">
            <Loading rows={6} label={app.loading} />
          </div>
        </div>
      ) : null}
      {list.items && n === 0 ? (
        <div className="card">
          <Empty title={empty[0]}>{empty[1]}</Empty>
        </div>
      ) : null}
      {n > 0 ? children : null}
      {n > 0 && list.count ? (
        <div className="row" style={{ marginTop: 8 }}>
          <span className="quiet small">{words.shown(n, app.capped(Math.max(n, list.count.n), list.count.capped))}</span>
          {list.hasMore ? (
            <Button size="small" loading={list.readingMore ?? false} onClick={list.more}>
              {words.more}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
