import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { CasePage } from '../case/CasePage.tsx';
import { WorkPage } from '../triage/WorkPage.tsx';
import { Entry } from '../staff/Entry.tsx';
import { panelSearchOf, searchOf } from './search.ts';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Where the reader wanted to go before signing in. */
const backOf = (search: Record<string, unknown>): { readonly back?: string } =>
  typeof search['back'] === 'string' ? { back: search['back'] } : {};
const entry = (path: '/sign-in' | '/first-administrator' | '/set-password', way: 'sign-in' | 'first' | 'password') =>
  createRoute({ getParentRoute: () => root, path, component: () => <Entry way={way} />, validateSearch: backOf });

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/work/$list', params: { list: 'mine' } });
  },
});
const work = createRoute({ getParentRoute: () => shell, path: '/work/$list', component: WorkPage });
const theCase = createRoute({ getParentRoute: () => shell, path: '/cases/$caseId', component: CasePage });

const newCase = createRoute({
  getParentRoute: () => shell,
  path: '/new',
  component: lazyRouteComponent(() => import('../intake/NewCasePage.tsx'), 'NewCasePage'),
  validateSearch: searchOf,
});
const playbooks = createRoute({
  getParentRoute: () => shell,
  path: '/playbooks',
  component: lazyRouteComponent(() => import('../case/PlaybooksPage.tsx'), 'PlaybooksPage'),
});
const playbook = createRoute({
  getParentRoute: () => shell,
  path: '/playbooks/$name',
  component: lazyRouteComponent(() => import('../case/PlaybookPage.tsx'), 'PlaybookPage'),
});

/** Beside a chat window, 380 px wide: no navigation, only the paste box and what it leads to (OP-5). */
const panel = createRoute({
  getParentRoute: () => root,
  path: '/panel',
  component: lazyRouteComponent(() => import('../panel/SidePanel.tsx'), 'SidePanel'),
  validateSearch: panelSearchOf,
});

export const router = createRouter({
  routeTree: root.addChildren([
    entry('/sign-in', 'sign-in'),
    entry('/first-administrator', 'first'),
    entry('/set-password', 'password'),
    panel,
    shell.addChildren([start, work, theCase, newCase, playbooks, playbook]),
  ]),
  basepath: '/desk',
  // Plain text both ways: order numbers are longer than what a number holds exactly.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const query = new URLSearchParams(Object.entries(search).filter((each): each is [string, string] => typeof each[1] === 'string'));
    return query.size > 0 ? `?${query.toString()}` : '';
  },
  defaultPreload: false,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
