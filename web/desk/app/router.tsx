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

/** A page with no search of its own, fetched when it is opened. */
const page = <P extends string, M extends Record<string, unknown>>(path: P, load: () => Promise<M>, name: keyof M & string) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load as () => Promise<Record<string, never>>, name) });
const resends = page('/resends', () => import('../fulfilment/ResendsPage.tsx'), 'ResendsPage');
const returnedGoods = page('/returned-goods', () => import('../fulfilment/ReturnedGoodsPage.tsx'), 'ReturnedGoodsPage');
const workBoard = page('/work-board', () => import('../fulfilment/WorkPage.tsx'), 'WorkBoardPage');
const couponPools = page('/coupon-pools', () => import('../fulfilment/CouponPoolsPage.tsx'), 'CouponPoolsPage');
const deliveries = page('/deliveries', () => import('../fulfilment/DeliveryPage.tsx'), 'DeliveryPage');
const payouts = page('/payouts', () => import('../fulfilment/PayoutsPage.tsx'), 'PayoutsPage');
const intents = page('/intents', () => import('../fulfilment/IntentsPage.tsx'), 'IntentsPage');
const ledger = page('/ledger', () => import('../fulfilment/LedgerPage.tsx'), 'LedgerPage');
const reconciliation = page('/reconciliation', () => import('../fulfilment/ReconciliationPage.tsx'), 'ReconciliationPage');
const questions = page('/questions', () => import('../investigation/QuestionsPage.tsx'), 'QuestionsPage');
const report = page('/cases/$caseId/report', () => import('../investigation/ReportPage.tsx'), 'ReportPage');
const messages = page('/messages', () => import('../channels/MessagesPage.tsx'), 'MessagesPage');
const answers = page('/answers', () => import('../answers/AnswersPage.tsx'), 'AnswersPage');
const recoveries = page('/recoveries', () => import('../recovery/RecoveriesPage.tsx'), 'RecoveriesPage');
const incidents = page('/incidents', () => import('../insight/IncidentsPage.tsx'), 'IncidentsPage');
const incident = page('/incidents/$incidentId', () => import('../insight/IncidentPage.tsx'), 'IncidentPage');
const appeals = page('/appeals', () => import('../insight/AppealsPage.tsx'), 'AppealsPage');
const silent = page('/silent', () => import('../insight/SilentPage.tsx'), 'SilentPage');
const wordings = page('/public-wordings', () => import('../insight/WordingsPage.tsx'), 'WordingsPage');
const surveys = page('/surveys', () => import('../feedback/SurveysPage.tsx'), 'SurveysPage');
const approvals = page('/approvals', () => import('../remedy/ApprovalsPage.tsx'), 'ApprovalsPage');
const approvalLink = page('/approvals/by-link', () => import('../remedy/ApprovalLinkPage.tsx'), 'ApprovalLinkPage');
const authority = page('/authority', () => import('../remedy/AuthorityPage.tsx'), 'AuthorityPage');
const tiers = page('/tiers', () => import('../remedy/TiersPage.tsx'), 'TiersPage');
const policies = page('/policies', () => import('../remedy/PoliciesPage.tsx'), 'PoliciesPage');
const policy = page('/policies/$name', () => import('../remedy/PolicyPage.tsx'), 'PolicyPage');
const platformLimits = page('/platform-limits', () => import('../triage/PlatformLimitsPage.tsx'), 'PlatformLimitsPage');
const problems = page('/problems', () => import('../intake/ProblemsPage.tsx'), 'ProblemsPage');
const liabilityRules = page('/liability-rules', () => import('../liability/RulesPage.tsx'), 'RulesPage');
const imports = page('/imports', () => import('../commerce/ImportsPage.tsx'), 'ImportsPage');
const theImport = page('/imports/$importId', () => import('../commerce/ImportPage.tsx'), 'ImportPage');
const shops = page('/shops', () => import('../commerce/ShopsPage.tsx'), 'ShopsPage');
const warehouses = page('/warehouses', () => import('../commerce/PlacesPage.tsx'), 'WarehousesPage');
const carriers = page('/carriers', () => import('../commerce/PlacesPage.tsx'), 'CarriersPage');
const people = page('/people', () => import('../staff/PeoplePage.tsx'), 'PeoplePage');
const teams = page('/teams', () => import('../staff/TeamsPage.tsx'), 'TeamsPage');
const settings = page('/settings', () => import('../staff/SettingsPage.tsx'), 'SettingsPage');
const calendar = page('/calendar', () => import('../staff/CalendarPage.tsx'), 'CalendarPage');
const mail = page('/mail', () => import('../channels/MailPage.tsx'), 'MailPage');
const commonComplaints = page('/common-complaints', () => import('../intake/CommonSettingsPage.tsx'), 'CommonSettingsPage');
const keys = page('/keys', () => import('../staff/KeysPage.tsx'), 'KeysPage');
const fulfilling = [workBoard, couponPools, deliveries, payouts] as const;
const boards = [
  ...fulfilling,
  approvals,
  approvalLink,
  resends,
  returnedGoods,
  intents,
  ledger,
  reconciliation,
  questions,
  messages,
  report,
  surveys,
  answers,
  recoveries,
  incidents,
  incident,
  appeals,
  silent,
] as const;
const house = [
  policies,
  policy,
  authority,
  tiers,
  liabilityRules,
  platformLimits,
  problems,
  wordings,
  imports,
  theImport,
  shops,
  warehouses,
  carriers,
  people,
  teams,
  settings,
  calendar,
  mail,
  commonComplaints,
  keys,
] as const;

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
    shell.addChildren([start, work, theCase, newCase, playbooks, playbook, ...boards, ...house]),
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
