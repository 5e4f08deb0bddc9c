import { liabilityRoutes } from '#liability/wire.ts';
import { Card, Chip, Facts, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import { useCaseWords } from '../../case/words.ts';
import type { PanelProps } from '../contract.ts';
import { sayImpact, sayOwnFault } from './sayImpact.ts';
import { ShareBar } from './ShareBar.tsx';
import { useLiabilityWords } from './words.ts';

/** Who answers for it, in per cent, and on which grounds (LI-2); the newest decision first. */
export function LiabilityPanel({ theCase }: PanelProps) {
  const words = useLiabilityWords();
  const app = useAppWords();
  const caseWords = useCaseWords();
  const asked = useAsked(liabilityRoutes.read, { params: { caseId: theCase.id } });
  const items = [...(asked.data?.items ?? [])].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <Card
      title={words.title}
      id="liability"
      aside={items[0] ? items[0].byRule ? <Chip tone="blue">{caseWords.byRule}</Chip> : items[0].by : null}
      lit={theCase.current?.shows.includes('liability') ?? false}
    >
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && items.length === 0 ? (
        <p>
          {words.none} <span className="quiet">{words.noneHelp}</span>
        </p>
      ) : null}
      {items.map((item) => (
        <div key={item.id} className="stack">
          {items.length > 1 ? <span className="quiet small">{words.round(item.round)}</span> : null}
          <ShareBar shares={item.shares} />
          <Facts
            items={[
              [words.cause, words.causes[item.cause]],
              item.text ? [words.text, item.text] : null,
              item.impact ? [words.impact.title, sayImpact(item.impact, words)] : null,
              item.impact?.ownFault ? [words.impact.ownFault, sayOwnFault(item.impact.ownFault, words, asked.data?.steps ?? [])] : null,
            ]}
          />
        </div>
      ))}
    </Card>
  );
}
