import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { DemoBanner } from './DemoBanner.tsx';
import { Guard } from './Guard.tsx';
import { useReadOwnProblems } from '../words/ownProblems.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { useKeys } from './keys.ts';
import { SideNav } from './SideNav.tsx';
import { TopBar } from './TopBar.tsx';
import { useMay } from './useMe.ts';
import { useTakeNext } from './useTakeNext.ts';

/** The frame of every page: top bar, navigation, page. */
export function Shell() {
  return (
    <Guard>
      <Frame />
    </Guard>
  );
}

function Frame() {
  const navigate = useNavigate();
  const takeNext = useTakeNext();
  useDoorOfDelivery();
  useReadOwnProblems();
  const [help, setHelp] = useState(false);
  useKeys({
    n: () => void navigate({ to: '/new', search: {} }),
    g: takeNext,
    q: () => void navigate({ to: '/answers' }),
    '?': () => setHelp(true),
  });
  return (
    <>
      <DemoBanner />
      <div className="shell">
        <TopBar onHelp={() => setHelp(true)} />
        <SideNav onNext={takeNext} />
        <main className="shell-main" id="main">
          <Outlet />
        </main>
      </div>
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** Delivery staff read no cases: their first page is what they bring (FU-13). */
function useDoorOfDelivery(): void {
  const may = useMay();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const away = !may('case.read') && may('fulfilment.deliver') && pathname.startsWith('/work/');
  useEffect(() => {
    if (away) void navigate({ to: '/deliveries', replace: true });
  }, [away, navigate]);
}
