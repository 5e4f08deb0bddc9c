import { approvalRoutes } from '#remedy/approvalWire.ts';
import { Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import type { PanelProps, Step } from '../contract.ts';
import { ApprovalFacts } from './ApprovalFacts.tsx';
import { useApprovalWords } from './approvalWords.ts';

/** Approves the waiting offer or hands it back (RE-7); who may not is told why. */
export function ApprovalForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = useApprovalWords();
  const app = useAppWords();
  const asked = useAsked(approvalRoutes.ofCase, { params: { caseId: theCase.id } });
  const command = useCaseCommand(approvalRoutes.decide, theCase);
  const item = asked.data?.items.find((each) => each.state === 'waiting');
  return (
    <>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && !item ? <p className="quiet">{words.noneHere}</p> : null}
      {item ? <ApprovalFacts item={item} /> : null}
      {item?.bars ? <p className="amber">{words.bars[item.bars]}</p> : null}
      {item && (item.bars === null || item.bars === 'above') ? (
        <StepAnswers
          answers={step.answers.filter((each) => item.bars === null || each.answer === 'returned')}
          busy={command.busy}
          onSend={(answer, reason) => command.send({ answer: answer === 'approved' ? 'approved' : 'returned', reason: reason ?? '' })}
        />
      ) : null}
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}
