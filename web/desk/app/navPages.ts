import type { Action } from './useMe.ts';

/** Pages that stand in the navigation besides the work lists. A page that doesn't exist yet isn't listed. */
export const navPages = [{ to: '/playbooks', label: 'playbooks', group: 'house', needs: 'playbook.read' }] as const satisfies readonly {
  to: string;
  label: string;
  group: 'boards' | 'house';
  needs: Action;
}[];
