import { appealRoutes } from '#appeal/wire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import type { PanelProps, Step } from '../contract.ts';
import { useAppealWords } from './words.ts';

/** Decides the appeal; whoever decided before is told that another person must (TA-3). */
export function AppealForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = useAppealWords();
  const command = useCaseCommand(appealRoutes.decide, theCase);
  const open = useAsked(appealRoutes.read, { params: { caseId: theCase.id } }).data?.items.find((each) => each.state === 'open');
  if (open && !open.mine) return <p className="amber">{words.another}</p>;
  return (
    <>
      <StepAnswers
        answers={step.answers.map((each) => ({ ...each, needsReason: true }))}
        busy={command.busy}
        onSend={(answer, reason) => command.send({ answer, reasons: reason ?? '' })}
      />
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}
