import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { meRoute } from '#staff/wire.ts';
import { Loading } from '../../ui/parts.tsx';
import { useAsked } from '../ask.ts';
import { openLive } from './live.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { prefer } from './preferences.ts';
import { useAppWords } from './words.ts';

/** Shows its contents to the signed-in only; others are led to the door and back again. */
export function Guard({ children }: { children: ReactNode }) {
  const me = useAsked(meRoute);
  const words = useAppWords();
  const navigate = useNavigate();
  const { href } = useLocation();
  const [back] = useState(href);
  const out = me.error?.problem.status === 401;
  const signedIn = me.data !== undefined;
  useEffect(() => {
    if (out) void navigate({ to: '/sign-in', search: { back }, replace: true });
  }, [out, back, navigate]);
  useEffect(() => (signedIn ? openLive() : undefined), [signedIn]);
  const lang = me.data?.lang;
  useEffect(() => {
    if (lang) prefer({ lang });
  }, [lang]);
  if (me.data) return children;
  return (
    <div className="entry">
      <div className="entry-card">
        {me.error && !out ? <ProblemNote refused={me.error} retry={() => void me.refetch()} /> : <Loading label={words.loading} />}
      </div>
    </div>
  );
}
