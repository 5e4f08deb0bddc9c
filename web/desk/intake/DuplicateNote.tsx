import { Button, Input } from 'antd';
import { useState } from 'react';
import { intakeRoutes } from '#intake/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import type { Refused } from '../call.ts';
import type { Channel } from './report.ts';
import { useIntakeWords } from './words.ts';

interface Props {
  readonly refused: Refused;
  readonly channel: Channel;
  readonly words: string;
  readonly onOpen: (caseId: string) => void;
  readonly onDespite: (reason: string) => void;
}

/** The same matter is open already (IN-6): open it, hurry it (IN-11), or register with a reason. */
export function DuplicateNote({ refused, channel, words: said, onOpen, onDespite }: Props) {
  const words = useIntakeWords();
  const [reason, setReason] = useState('');
  const cases = (refused.problem.data?.['cases'] ?? []) as readonly { caseId: string; number: string; version: number }[];
  const hurry = useCommand(intakeRoutes.hurry, (answer) => onOpen(answer.id));
  return (
    <div className="problem stack" role="alert">
      <p className="problem-title">{words.duplicate}</p>
      <p>{words.duplicateHelp}</p>
      {cases.map((each) => (
        <div key={each.caseId} className="row">
          <b>{each.number}</b>
          <Button onClick={() => onOpen(each.caseId)}>{words.open}</Button>
          <Button
            type="primary"
            loading={hurry.isPending}
            onClick={() =>
              hurry.mutate({ params: { caseId: each.caseId }, version: each.version, body: { channel, words: said.slice(0, 2000) } })
            }
          >
            {words.hurry}
          </Button>
        </div>
      ))}
      <div className="row">
        <Input
          className="grow"
          aria-label={words.despite}
          placeholder={words.despite}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button disabled={reason.trim() === ''} onClick={() => onDespite(reason.trim())}>
          {words.despiteGo}
        </Button>
      </div>
      <ProblemNote refused={hurry.error} />
    </div>
  );
}
