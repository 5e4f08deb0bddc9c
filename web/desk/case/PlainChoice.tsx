import { Button, Input } from 'antd';
import { useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCaseCommand } from '../ask.ts';
import type { Step } from '../panels/contract.ts';
import { useCaseWords } from './words.ts';

/** The step's answers that need no act, as quiet buttons below the act's own form; one that needs a reason asks for it first. */
export function PlainChoice({ theCase, step, refresh }: { theCase: CaseView; step: Step; refresh: () => void }) {
  const words = useCaseWords();
  const command = useCaseCommand(caseRoutes.answer, theCase);
  const [asking, setAsking] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const direct = step.answers.filter((each) => each.direct);
  if (direct.length === 0) return null;
  const send = (answer: string): void => command.send({ step: step.step, answer, ...(reason.trim() ? { reason } : {}) });
  return (
    <div className="stack">
      <div className="row">
        {direct.map((each) => (
          <Button
            key={each.answer}
            loading={command.busy && asking === each.answer}
            aria-expanded={each.needsReason ? asking === each.answer : undefined}
            onClick={() => (each.needsReason ? setAsking(each.answer) : send(each.answer))}
          >
            {each.label}
          </Button>
        ))}
      </div>
      {asking === null ? null : (
        <>
          <label className="field">
            <span>{words.reason}</span>
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <div>
            <Button disabled={reason.trim() === ''} loading={command.busy} onClick={() => send(asking)}>
              {words.confirm}
            </Button>
          </div>
        </>
      )}
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}
