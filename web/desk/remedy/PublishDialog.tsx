import { App, DatePicker, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { policyRoutes, type PolicyTable } from '#remedy/policyWire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import type { Refused } from '../call.ts';
import { usePageWords } from '../words/pageWords.ts';
import { usePolicyWords } from './words.ts';

export function PublishDialog({
  name,
  table,
  basedOn,
  onClose,
  onRefused,
  onDone,
}: {
  name: string;
  table: PolicyTable;
  basedOn: number;
  onClose: () => void;
  onRefused: (refused: Refused) => void;
  onDone: (version: number) => void;
}) {
  const words = usePolicyWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [from, setFrom] = useState<Dayjs | null>(null);
  const command = useCommand(policyRoutes.addVersion, (made) => {
    void message.success(words.published(made.version));
    onDone(made.version);
  });
  const send = (): void => {
    if (note.trim() === '' || command.isPending) return;
    command.mutate(
      { params: { name }, body: { table, note, basedOn, ...(from ? { validFrom: from.toISOString() } : {}) } },
      { onError: onRefused },
    );
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={words.publishTitle}
      onCancel={onClose}
      onOk={send}
      okText={words.publish}
      cancelText={page.cancel}
      okButtonProps={{ disabled: note.trim() === '' }}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        <p className="quiet">{words.publishHelp}</p>
        <label className="field">
          <span>{words.note}</span>
          <Input.TextArea
            ref={focusHere}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{words.validFrom}</span>
          <DatePicker
            showTime
            aria-label={words.validFrom}
            style={{ width: '100%' }}
            value={from}
            onChange={(value: Dayjs | null) => setFrom(value)}
          />
        </label>
        <ProblemNote refused={command.error} retry={send} />
      </div>
    </Modal>
  );
}
