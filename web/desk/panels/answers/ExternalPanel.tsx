import { answersRoutes } from '#answers/wire.ts';
import { Card, Chip, Facts } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { useExternalWords } from './words.ts';

/** What an authority forwarded, by when it is to be answered and what was (EX-11). */
export function ExternalPanel({ theCase }: PanelProps) {
  const words = useExternalWords();
  const when = useWhen();
  const asked = useAsked(answersRoutes.external, { params: { caseId: theCase.id } });
  const item = asked.data?.item;
  if (!item && !asked.error) return null;
  return (
    <Card title={words.external} id="external" lit={theCase.current?.shows.includes('external') ?? false}>
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {item ? (
        <Facts
          items={[
            [words.authority, words.authorityNames[item.authority]],
            [words.authorityNo, item.authorityNo],
            [words.receivedAt, when(item.receivedAt)],
            [
              words.answerDue,
              <span key="due">
                {item.answerDue ? when(item.answerDue) : ''} {item.verified ? null : <Chip tone="amber">{words.example}</Chip>}
              </span>,
            ],
            item.demand ? [words.demand, item.demand] : null,
            [words.verdict, words.verdicts[item.verdict ?? 'open']],
            item.answer ? [words.whatAnswered, item.answer] : null,
          ]}
        />
      ) : null}
    </Card>
  );
}
