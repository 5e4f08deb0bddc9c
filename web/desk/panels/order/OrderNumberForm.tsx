import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCaseCommand, useRefreshCase } from '../../ask.ts';
import { useOrderWords } from './words.ts';

/** Another order number: the order is matched anew, and a case that ended as not verified is taken up again (VE-2, VE-8). */
export function OrderNumberForm({ theCase }: { theCase: CaseView }) {
  const words = useOrderWords();
  const refresh = useRefreshCase(theCase.id);
  const [orderNo, setOrderNo] = useState('');
  const command = useCaseCommand(intakeRoutes.correctOrderNo, theCase, () => setOrderNo(''));
  const send = (): void => {
    if (orderNo.trim() !== '') command.send({ orderNo: orderNo.trim() });
  };
  return (
    <div className="stack">
      <div className="row">
        <Input
          className="grow"
          aria-label={words.correct}
          placeholder={words.correct}
          maxLength={64}
          value={orderNo}
          onChange={(event) => setOrderNo(event.target.value)}
          onPressEnter={send}
        />
        <Button loading={command.busy} disabled={orderNo.trim() === ''} onClick={send}>
          {words.correctSend}
        </Button>
      </div>
      <ProblemNote refused={command.refused} retry={send} reload={() => void refresh()} />
    </div>
  );
}
