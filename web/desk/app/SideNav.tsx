import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { appealRoutes } from '#appeal/wire.ts';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { triageRoutes, type WorkList } from '#triage/wire.ts';
import { Key } from '../../ui/parts.tsx';
import { useAsked } from '../ask.ts';
import { navPages } from './navPages.ts';
import { usePreferences } from './preferences.ts';
import { useMay, useMe } from './useMe.ts';
import { useAppWords } from './words.ts';

const lists: readonly WorkList[] = [
  'mine',
  'team',
  'role',
  'unassigned',
  'due-soon',
  'overdue',
  'customer',
  'warehouse',
  'carrier',
  'order-pending',
  'all',
];

/** What only service answers has no list of its own for service. */
const serving: readonly string[] = ['agent', 'store'];

/** The lists that somebody has, in their order. */
export function useLists(): readonly WorkList[] {
  const { role } = useMe();
  if (!useMay()('case.read')) return [];
  return lists.filter((list) => list !== 'role' || !serving.includes(role));
}

/** Work lists with their counts, boards, rules; only what this role may see and what exists. */
export function SideNav({ onNext }: { onNext: () => void }) {
  const words = useAppWords();
  const may = useMay();
  const { pathname } = useLocation();
  const counts = useCounts();
  const shownLists = useLists();
  const pages = navPages.filter((page) => may(page.needs));
  return (
    <nav className="shell-nav" aria-label={words.cases}>
      {shownLists.length > 0 ? (
        <Group title={words.cases}>
          {shownLists.map((list) => (
            <Link key={list} to="/work/$list" params={{ list }} activeProps={{ className: 'active', 'aria-current': 'page' }}>
              {words.lists[list]}
              <span className={`count ${countTone(list, counts?.[list]?.n ?? 0)}`}>
                {counts?.[list] ? words.capped(counts[list].n, counts[list].capped) : ''}
              </span>
            </Link>
          ))}
        </Group>
      ) : null}
      {(['boards', 'house'] as const).map((group) => {
        const shown = pages.filter((page) => page.group === group);
        return shown.length === 0 ? null : (
          <Group key={group} title={words[group]}>
            {shown.map((page) => (
              <Link
                key={page.to}
                to={page.to}
                activeProps={{ className: 'active', 'aria-current': 'page' }}
                {...('under' in page && page.under.some((each) => pathname === each)
                  ? { className: 'active', 'aria-current': 'true' }
                  : {})}
              >
                {words[page.label]}
                {page.to === '/approvals' ? <Waiting /> : null}
                {page.to === '/appeals' ? <Appeals /> : null}
              </Link>
            ))}
          </Group>
        );
      })}
      {may('case.take') || may('case.register') ? <Next onNext={onNext} /> : null}
    </nav>
  );
}

/** How many offers wait for this reader. */
function Waiting() {
  const n =
    useAsked(approvalRoutes.queue, {}, { keep: true, everySeconds: 60 }).data?.items.filter((each) => each.bars === null).length ?? 0;
  return <span className={`count ${n > 0 ? 'amber' : ''}`}>{n > 0 ? n : ''}</span>;
}

/** How many appeals wait. */
function Appeals() {
  const counts = useAsked(appealRoutes.list, {}, { keep: true, everySeconds: 60 }).data?.counts;
  const n = counts?.waiting ?? 0;
  return <span className={`count ${(counts?.due ?? 0) > 0 ? 'amber' : ''}`}>{n > 0 ? n : ''}</span>;
}

function Next({ onNext }: { onNext: () => void }) {
  const words = useAppWords();
  const may = useMay();
  return (
    <Group title={words.next}>
      {may('case.take') ? (
        <button type="button" onClick={onNext}>
          {words.takeNext} <Key>g</Key>
        </button>
      ) : null}
      {may('case.register') ? (
        <Link to="/new" search={{}} activeProps={{ className: 'active', 'aria-current': 'page' }}>
          {words.newCase} <Key>n</Key>
        </Link>
      ) : null}
    </Group>
  );
}

export function useCounts() {
  const [{ shopId }] = usePreferences();
  const on = useMay()('case.read');
  return useAsked(triageRoutes.counts, { query: shopId ? { shopId } : {} }, { on, keep: true, everySeconds: 30 }).data?.counts;
}

export function countTone(list: WorkList, n: number): 'red' | 'amber' | '' {
  if (n === 0) return '';
  if (list === 'overdue') return 'red';
  return list === 'due-soon' ? 'amber' : '';
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="nav-group">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
