import { Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { recoveryRoutes, type RecoveryView } from '#fulfilment/recoveryWire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand } from '../../ask.ts';
import { usePageWords } from '../../words/pageWords.ts';
import { useRecoveryWords } from './words.ts';

/** Moves a claim on: what they said, what was agreed, what came in (LI-4). */
export function MoveDialog({ recovery, onClose }: { recovery: RecoveryView; onClose: () => void }) {
  const words = useRecoveryWords();
  const page = usePageWords();
  const [move, setMove] = useState(recovery.may[0] ?? 'file');
  const suggested = move === 'file' ? recovery.amountFen : move === 'agree' ? recovery.offeredFen : (recovery.agreedFen ?? null);
  const [yuan, setYuan] = useState<number | null>(null);
  const [theirNo, setTheirNo] = useState(recovery.theirNo ?? '');
  const [note, setNote] = useState('');
  const command = useCommand(recoveryRoutes.move, onClose);
  const fen = yuan === null ? suggested : Math.round(yuan * 100);
  const withMoney = ['file', 'offer', 'agree', 'pay'].includes(move);
  const send = (): void =>
    command.mutate({
      params: { recoveryId: recovery.id },
      body: { move, note, ...(theirNo ? { theirNo } : {}), ...(withMoney && fen !== null ? { fen } : {}) },
    });
  return (
    <Modal
      open
      title={`${words.title} ${recovery.party} ${recovery.caseNumber}`}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        <Select
          aria-label={words.tabsLabel}
          value={move}
          onChange={setMove}
          options={recovery.may.map((value) => ({ value, label: words.moves[value] }))}
        />
        {withMoney ? (
          <InputNumber
            aria-label={words.amount}
            placeholder={words.amount}
            min={0}
            value={yuan ?? (suggested === null ? null : suggested / 100)}
            onChange={setYuan}
            style={{ width: '100%' }}
          />
        ) : null}
        <Input
          aria-label={words.theirNo}
          placeholder={words.theirNo}
          value={theirNo}
          onChange={(event) => setTheirNo(event.target.value)}
        />
        <Input.TextArea
          aria-label={words.note}
          placeholder={words.note}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <ProblemNote refused={command.error} />
      </div>
    </Modal>
  );
}
