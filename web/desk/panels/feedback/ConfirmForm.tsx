import { feedbackRoutes } from '#feedback/wire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import type { PanelProps, Step } from '../contract.ts';

/** The customer's word that it has arrived (TA-6), as told by phone, at the counter or in a chat. */
export function ConfirmForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const command = useCaseCommand(feedbackRoutes.confirm, theCase);
  const channel = theCase.channel === 'counter' ? 'counter' : theCase.channel === 'byhand' || theCase.channel === 'chat' ? 'chat' : 'phone';
  return (
    <>
      <StepAnswers
        answers={step.answers}
        busy={command.busy}
        onSend={(answer, reason) => command.send({ answer, channel, ...(reason ? { note: reason } : {}) })}
      />
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}
