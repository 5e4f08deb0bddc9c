import { SubPages } from './page.tsx';
import { usePageWords } from './words/pageWords.ts';

/** Shops, places and people of the house, as tabs; only what this role keeps. */
export function HousePages() {
  const { housePages: label } = usePageWords();
  return (
    <SubPages
      pages={[
        { to: '/shops', label: label.shops, needs: 'shop.manage' },
        { to: '/warehouses', label: label.warehouses, needs: 'shop.manage' },
        { to: '/carriers', label: label.carriers, needs: 'shop.manage' },
        { to: '/people', label: label.people, needs: 'staff.manage' },
        { to: '/teams', label: label.teams, needs: 'staff.manage' },
      ]}
    />
  );
}

/** One's own settings and the house's, as tabs. */
export function SettingsPages() {
  const { housePages: label } = usePageWords();
  return (
    <SubPages
      pages={[
        { to: '/settings', label: label.mine },
        { to: '/calendar', label: label.calendar },
        { to: '/mail', label: label.mail, needs: 'settings.manage' },
        { to: '/common-complaints', label: label.commonComplaints, needs: 'settings.manage' },
        { to: '/keys', label: label.keys, needs: 'key.manage' },
      ]}
    />
  );
}

/** The tables that decide, as tabs. */
export function RulePages() {
  const { housePages: label } = usePageWords();
  return (
    <SubPages
      pages={[
        { to: '/policies', label: label.policies, needs: 'remedy.policy-read' },
        { to: '/authority', label: label.authority, needs: 'remedy.policy-read' },
        { to: '/liability-rules', label: label.liabilityRules, needs: 'remedy.policy-read' },
        { to: '/problems', label: label.problems, needs: 'playbook.read' },
        { to: '/public-wordings', label: label.wordings, needs: 'case.read' },
        { to: '/tiers', label: label.tiers, needs: 'remedy.policy-read' },
        { to: '/platform-limits', label: label.platformLimits, needs: 'remedy.policy-read' },
      ]}
    />
  );
}
