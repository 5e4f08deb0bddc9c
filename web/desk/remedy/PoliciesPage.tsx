import { Link } from '@tanstack/react-router';
import { policyRoutes } from '#remedy/policyWire.ts';
import { Chip } from '../../ui/parts.tsx';
import { useAsked } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useWhen } from '../words/useWhen.ts';
import { usePolicyWords } from './words.ts';

export function PoliciesPage() {
  const words = usePolicyWords();
  const when = useWhen();
  const asked = useAsked(policyRoutes.policies);
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      <RulePages />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <ul className="stack">
          {asked.data?.items.map((each) => (
            <li key={each.name} className="card">
              <div className="card-body row row-between">
                <span>
                  <Link to="/policies/$name" params={{ name: each.name }} className="strong">
                    {each.title}
                  </Link>{' '}
                  {each.inForce?.note ? <span className="quiet small">{each.inForce.note}</span> : null}
                </span>
                <span className="row">
                  {each.inForce?.example ? <Chip tone="amber">{words.example}</Chip> : null}
                  {each.inForce ? <Chip tone="green">{words.inForce(each.inForce.code)}</Chip> : <Chip tone="red">{words.notInForce}</Chip>}
                  {each.inForce ? <span className="quiet small">{words.from(when(each.inForce.validFrom))}</span> : null}
                  {each.inForce?.validUntil ? <span className="quiet small">{words.until(when(each.inForce.validUntil))}</span> : null}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </ListFrame>
    </>
  );
}
