import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { CasePage } from '../case/CasePage.tsx';
import { WorkPage } from '../triage/WorkPage.tsx';
import { Entry } from '../staff/Entry.tsx';
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

/** What an address may say about a new case: the order, or what was pasted. */
export interface NewCaseSearch {
  readonly order?: string;
  readonly text?: string;
}
const searchOf = (search: Record<string, unknown>): NewCaseSearch => ({
  ...(typeof search['order'] === 'string' ? { order: search['order'] } : {}),
  ...(search['text'] === undefined ? {} : { text: String(search['text']) }),
});
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
  validateSearch: (search: Record<string, unknown>) =>
    ({ ...searchOf(search), ...(typeof search['case'] === 'string' ? { case: search['case'] } : {}) }) as NewCaseSearch & {
      readonly case?: string;
    },
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
  defaultPreload: false,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
