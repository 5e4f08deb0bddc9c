import { App, Modal, Select } from 'antd';
import { useState } from 'react';
import { type ResendView, workRoutes } from '#fulfilment/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWorkWords } from './workWords.ts';

/** Gives goods to somebody of our own staff to bring, or takes them back (FU-13). */
export function AssignDialog({ row, onClose, onDone }: { row: ResendView; onClose: () => void; onDone: () => void }) {
  const words = useWorkWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const people = useAsked(workRoutes.deliverers, { query: { shopId: row.shop.id } });
  const [staffId, setStaffId] = useState(row.owner?.id ?? '');
  const assign = useCommand(workRoutes.assign, () => {
    void message.success(words.did);
    onDone();
  });
  const send = (): void => assign.mutate({ params: { taskId: row.id }, body: { staffId: staffId === '' ? null : staffId } });
  return (
    <Modal
      open
      title={`${words.acts.assign} · ${row.title}`}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      confirmLoading={assign.isPending}
    >
      <div className="stack">
        <Select
          aria-label={words.person}
          style={{ width: '100%' }}
          value={staffId}
          onChange={setStaffId}
          loading={people.isPending}
          options={[{ value: '', label: words.nobody }, ...(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <ProblemNote refused={people.error ?? assign.error} retry={send} />
      </div>
    </Modal>
  );
}
