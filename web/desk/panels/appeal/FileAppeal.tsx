import { Button, Input } from 'antd';
import { useState } from 'react';
import { appealRoutes } from '#appeal/wire.ts';
import type { CaseView } from '#case/wire.ts';
import { Card } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCaseCommand, useRefreshCase } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import { useAppealWords } from './words.ts';

/** Files the customer's disagreement for them, as told by phone or in a chat (TA-3). */
export function FileAppeal({ theCase, until }: { theCase: CaseView; until: string | null }) {
  const words = useAppealWords();
  const when = useWhen();
  const refresh = useRefreshCase(theCase.id);
  const [reason, setReason] = useState('');
  const command = useCaseCommand(appealRoutes.file, theCase, () => setReason(''));
  const send = (): void => {
    if (reason.trim() !== '') command.send({ reason });
  };
  return (
    <Card title={words.file} aside={until ? words.until(when(until)) : null} id="file-appeal">
      <div className="stack">
        <Input.TextArea
          aria-label={words.reason}
          placeholder={words.reason}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={5000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div>
          <Button disabled={reason.trim() === ''} loading={command.busy} onClick={send}>
            {words.file}
          </Button>
        </div>
        <ProblemNote refused={command.refused} retry={send} reload={() => void refresh()} />
      </div>
    </Card>
  );
}
