import { Link } from '@tanstack/react-router';
import { commerceRoutes } from '#commerce/wire.ts';
import { listStaffRoute } from '#staff/wire.ts';
import { Card } from '../../ui/parts.tsx';
import { useAsked } from '../ask.ts';
import { useMay } from './useMe.ts';
import { useAppWords } from './words.ts';

/** What a new house still needs, for whoever keeps it: a shop, colleagues, orders. Gone once the first two are there. */
export function FirstSteps() {
  const words = useAppWords();
  const keeps = useMay()('staff.manage');
  const shops = useAsked(commerceRoutes.shops, {}, { on: keeps }).data?.items;
  const people = useAsked(listStaffRoute, {}, { on: keeps }).data?.items;
  if (!keeps || !shops || !people || (shops.length > 0 && people.length > 1)) return null;
  const steps = [
    { to: '/shops', done: shops.length > 0, words: words.firstSteps.shop },
    { to: '/people', done: people.length > 1, words: words.firstSteps.people },
    { to: '/imports', done: false, words: words.firstSteps.orders },
  ] as const;
  return (
    <div style={{ marginBottom: 12 }}>
      <Card title={words.firstSteps.title} id="first-steps">
        <ol className="stack">
          {steps.map((step) => (
            <li key={step.to}>
              {step.done ? <span className="green">✓ </span> : null}
              <Link to={step.to}>{step.words[0]}</Link> <span className="quiet">{step.words[1]}</span>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
