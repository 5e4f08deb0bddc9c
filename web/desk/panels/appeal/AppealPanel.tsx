import { appealRoutes } from '#appeal/wire.ts';
import { Card, Chip, Facts } from '../../../ui/parts.tsx';
import { sayFen } from '../../../ui/money.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked } from '../../ask.ts';
import { useInsightWords } from '../../insight/words.ts';
import { useCodes } from '../../words/codes.ts';
import { useApprovalWords } from '../remedy/approvalWords.ts';
import type { PanelProps } from '../contract.ts';
import { FileAppeal } from './FileAppeal.tsx';
import { useAppealWords } from './words.ts';

/** What the customer disagrees with, what was decided first and on which frozen evidence, and the outcome (TA-3). */
export function AppealPanel({ theCase }: PanelProps) {
  const words = useAppealWords();
  const code = useCodes();
  const money = useInsightWords().appeals;
  const remedies: Readonly<Record<string, string>> = useApprovalWords().remedies;
  const asked = useAsked(appealRoutes.read, { params: { caseId: theCase.id } });
  if (asked.error) return <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />;
  const { items = [], admissible } = asked.data ?? {};
  const shown = items.map((appeal) => (
    <Card key={appeal.id} title={words.title} aside={words.level(appeal.level, appeal.levels)} lit={theCase.current?.stage === 'appeal'}>
      <p className="bubble">{appeal.reason}</p>
      <Facts
        items={[
          [
            words.first,
            `${appeal.first.stepTitle}：${appeal.first.label}（${code('outcomes', appeal.first.outcome)}）${appeal.first.reason ?? ''}`,
          ],
          [words.by, appeal.first.deciders.join('、') || appeal.first.by],
          [
            words.evidence,
            <span key="evidence">
              {appeal.evidence.length} <Chip tone={appeal.intact ? 'green' : 'red'}>{appeal.intact ? words.intact : words.notIntact}</Chip>
            </span>,
          ],
          appeal.added.length > 0 ? [words.added, appeal.added.map((each) => each.words ?? each.file).join('；')] : null,
          [words.reviewer, appeal.reviewer?.name ?? '—'],
          appeal.effect && appeal.effect.given.length > 0
            ? [
                money.given,
                appeal.effect.given
                  .map((each) => `${remedies[each.remedy] ?? each.remedy}${each.fen === null ? '' : ` ${sayFen(each.fen)}`}`)
                  .join('；'),
              ]
            : null,
          appeal.effect && appeal.effect.openFen > 0 ? [money.stillOpen, sayFen(appeal.effect.openFen)] : null,
          appeal.effect ? [money.more, appeal.effect.options.map((each) => each.title).join('；') || money.nothingMore] : null,
          appeal.decision ? [words.decided, `${appeal.decision.label}：${appeal.decision.reasons}`] : null,
        ]}
      />
    </Card>
  ));
  return (
    <>
      {shown}
      {admissible?.may && theCase.may.includes('appeal.file') ? <FileAppeal theCase={theCase} until={admissible.until} /> : null}
    </>
  );
}
