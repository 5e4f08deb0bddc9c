import { App, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { type CalendarYear, setDayRoute } from '#staff/calendarWire.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useStaffWords } from './words.ts';

type How = 'work' | 'off' | 'back';

/** Sets one day, or takes a setting back; running clocks are counted anew. */
export function DayDialog({
  day,
  known,
  shopId,
  onClose,
  onDone,
}: {
  day: string;
  known: CalendarYear['days'][number] | undefined;
  shopId: string | null;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useStaffWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const works = known ? known.work : !weekend;
  const [how, setHow] = useState<How>(works ? 'off' : 'work');
  const [name, setName] = useState({ name: '', nameEn: '' });
  const command = useCommand(setDayRoute, () => {
    void message.success(words.changed);
    onDone();
  });
  const send = (): void => {
    if (!command.isPending)
      command.mutate({ params: { day }, body: { shopId, work: how === 'back' ? null : how === 'work', ...(how === 'back' ? {} : name) } });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={words.dayTitle(day)}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        <Radio.Group
          aria-label={words.dayTitle(day)}
          value={how}
          onChange={(event) => setHow(event.target.value as How)}
          options={[
            { value: 'work', label: words.dayWork },
            { value: 'off', label: words.dayOff },
            ...(known?.source === 'person' ? [{ value: 'back', label: words.dayBack }] : []),
          ]}
        />
        {how === 'back' ? null : (
          <>
            <label className="field">
              <span>{words.dayName}</span>
              <Input maxLength={60} value={name.name} onChange={(event) => setName({ ...name, name: event.target.value })} />
            </label>
            <label className="field">
              <span>{words.dayNameEn}</span>
              <Input maxLength={60} value={name.nameEn} onChange={(event) => setName({ ...name, nameEn: event.target.value })} />
            </label>
          </>
        )}
        <ProblemNote refused={command.error} retry={send} />
      </div>
    </Modal>
  );
}
