import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand, useRefreshCase } from '../../ask.ts';
import { useTalkWords } from './words.ts';

/** A call that was made: reached (it told everything that was to be told by phone) or not. */
export function CallLog({ theCase }: { theCase: CaseView }) {
  const words = useTalkWords();
  const refresh = useRefreshCase(theCase.id);
  const [note, setNote] = useState('');
  const call = useCommand(talkRoutes.call, () => {
    setNote('');
    void refresh();
  });
  const log = (outcome: 'reached' | 'no-answer') => (): void => call.mutate({ params: { caseId: theCase.id }, body: { outcome, note } });
  return (
    <div className="stack">
      <Input.TextArea
        aria-label={words.callNote}
        placeholder={words.callNote}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="row">
        <Button loading={call.isPending} onClick={log('reached')}>
          {words.callReached}
        </Button>
        <Button onClick={log('no-answer')}>{words.callNoAnswer}</Button>
      </div>
      <ProblemNote refused={call.error} />
    </div>
  );
}
