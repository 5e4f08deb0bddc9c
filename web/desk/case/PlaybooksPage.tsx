import { Link } from '@tanstack/react-router';
import { caseRoutes } from '#case/wire.ts';
import { Chip, Empty, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { useShopName } from './PlaybookShops.tsx';
import { useCaseWords } from './words.ts';

export function PlaybooksPage() {
  const words = useCaseWords();
  const app = useAppWords();
  const code = useCodes();
  const asked = useAsked(caseRoutes.playbooks);
  const shopName = useShopName();
  return (
    <>
      <header className="page-head">
        <h1>{app.playbooks}</h1>
      </header>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data?.items.length === 0 ? <Empty title={words.playbooksEmpty} /> : null}
      <ul className="stack">
        {asked.data?.items.map((each) => (
          <li key={each.name} className="card">
            <div className="card-body row row-between">
              <span>
                <Link to="/playbooks/$name" params={{ name: each.name }} className="strong">
                  {each.title}
                </Link>{' '}
                <span className="quiet small">
                  {words.version(each.version)} ·{' '}
                  {each.shops === null ? words.everyShop : each.shops.map((shopId) => shopName(shopId)).join('、')}
                </span>
              </span>
              <span className="row" style={{ gap: 4 }}>
                {each.problems.map((problem) => (
                  <Chip key={problem}>{code('problems', problem)}</Chip>
                ))}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
