import type { Action } from './useMe.ts';

/** Pages that stand in the navigation besides the work lists. A page that doesn't exist yet isn't listed. */
export const navPages = [
  { to: '/resends', label: 'resends', group: 'boards', needs: 'fulfilment.read' },
  { to: '/work-board', label: 'workBoard', group: 'boards', needs: 'fulfilment.read', under: ['/coupon-pools'] },
  { to: '/deliveries', label: 'deliveries', group: 'boards', needs: 'fulfilment.deliver' },
  { to: '/returned-goods', label: 'returnedGoods', group: 'boards', needs: 'fulfilment.read' },
  { to: '/approvals', label: 'approvals', group: 'boards', needs: 'remedy.approve' },
  { to: '/appeals', label: 'appeals', group: 'boards', needs: 'appeal.decide' },
  { to: '/incidents', label: 'incidents', group: 'boards', needs: 'incident.work' },
  { to: '/silent', label: 'silent', group: 'boards', needs: 'case.assign' },
  { to: '/questions', label: 'questions', group: 'boards', needs: 'case.read' },
  { to: '/messages', label: 'messages', group: 'boards', needs: 'message.send' },
  { to: '/payouts', label: 'payouts', group: 'boards', needs: 'payout.check' },
  { to: '/ledger', label: 'ledger', group: 'boards', needs: 'ledger.read', under: ['/reconciliation', '/intents'] },
  { to: '/recoveries', label: 'recoveries', group: 'boards', needs: 'recovery.read' },
  { to: '/answers', label: 'answers', group: 'boards', needs: 'answers.read' },
  { to: '/surveys', label: 'surveys', group: 'boards', needs: 'case.read' },
  { to: '/playbooks', label: 'playbooks', group: 'house', needs: 'playbook.read' },
  {
    to: '/policies',
    label: 'policies',
    group: 'house',
    needs: 'remedy.policy-read',
    under: ['/liability-rules', '/authority', '/tiers', '/platform-limits', '/problems', '/public-wordings'],
  },
  { to: '/imports', label: 'imports', group: 'house', needs: 'order.import' },
  { to: '/shops', label: 'people', group: 'house', needs: 'shop.manage', under: ['/warehouses', '/carriers', '/people', '/teams'] },
  { to: '/settings', label: 'settings', group: 'house', needs: 'live.read', under: ['/calendar', '/mail', '/common-complaints', '/keys'] },
] as const satisfies readonly {
  to: string;
  label: string;
  group: 'boards' | 'house';
  needs: Action;
  /** Its other tabs: it is lit there as well. */
  under?: readonly string[];
}[];
