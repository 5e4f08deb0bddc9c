import { Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { colleaguesRoute } from '#staff/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCaseCommand, useRefreshCase } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { useCaseWords } from './words.ts';

export type Move = 'withdraw' | 'escalate' | 're-kind' | 'merge' | 'leave' | 'assign' | 'hurry' | 'reopen';

/** The moves that exist at every step, each with its reason; and assigning, hurrying, reopening. */
export function MoveDialog({ move, theCase, onClose }: { move: Move; theCase: CaseView; onClose: () => void }) {
  const words = useCaseWords();
  const app = useAppWords();
  const code = useCodes();
  const refresh = useRefreshCase(theCase.id);
  const playbooks = useAsked(caseRoutes.playbooks, {}, { on: move === 're-kind' }).data?.items ?? [];
  const colleagues = useAsked(colleaguesRoute, {}, { on: move === 'assign' }).data?.items ?? [];
  const fields = useRef<HTMLDivElement>(null);
  const [reason, setReason] = useState('');
  const [target, setTarget] = useState('');
  const [problem, setProblem] = useState('');
  const problems = playbooks.find((each) => each.name === target)?.problems ?? [];
  const moving = useCaseCommand(caseRoutes.move, theCase, onClose);
  const merging = useCaseCommand(intakeRoutes.merge, theCase, onClose);
  const assigning = useCaseCommand(triageRoutes.assign, theCase, onClose);
  const hurrying = useCaseCommand(intakeRoutes.hurry, theCase, onClose);
  const reopening = useCaseCommand(caseRoutes.reopen, theCase, onClose);
  const correcting = useCaseCommand(intakeRoutes.correctOrderNo, theCase, onClose);
  const all = [moving, merging, assigning, hurrying, reopening, correcting];
  const needsTarget = move === 're-kind' || move === 'merge' || move === 'assign';
  const needsReason = move !== 'assign' && move !== 'hurry' && move !== 'reopen';
  const complete =
    (!needsTarget || target.trim() !== '') && (move !== 're-kind' || problem !== '') && (!needsReason || reason.trim() !== '');
  const send = (): void => {
    if (!complete) return;
    if (move === 'merge') merging.send({ into: target.trim(), reason });
    else if (move === 'assign') assigning.send({ ownerId: target, ...(reason ? { reason } : {}) });
    else if (move === 'hurry') hurrying.send({ words: reason });
    else if (move === 'reopen' && target.trim()) correcting.send({ orderNo: target.trim() });
    else if (move === 'reopen') reopening.send({ because: 'customer' });
    else moving.send({ move, reason, ...(move === 're-kind' ? { target, problem } : {}) });
  };
  useKeys({ 'ctrl+enter': send });
  const title = move === 'assign' ? words.assign : move === 'hurry' ? words.hurry : move === 'reopen' ? words.reopen : words.moves[move];
  const help = move === 'assign' || move === 'hurry' || move === 'reopen' ? null : words.moveHelp[move];
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={send}
      okText={words.confirm}
      cancelText={app.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={all.some((each) => each.busy)}
      afterOpenChange={(open) => (open ? fields.current?.querySelector<HTMLElement>('input, textarea')?.focus() : undefined)}
    >
      <div className="stack" ref={fields}>
        {help ? <p className="quiet">{help}</p> : null}
        {move === 're-kind' || move === 'assign' ? (
          <label className="field">
            <span>{move === 'assign' ? words.assign : words.target['re-kind']}</span>
            <Select
              showSearch
              optionFilterProp="label"
              style={{ width: '100%' }}
              aria-label={title}
              value={target || null}
              onChange={(value: string | null) => setTarget(value ?? '')}
              options={
                move === 'assign'
                  ? colleagues.map((each) => ({ value: each.id, label: `${each.name}${each.present ? '' : ` (${app.absent})`}` }))
                  : playbooks.map((each) => ({ value: each.name, label: each.title }))
              }
            />
          </label>
        ) : null}
        {move === 're-kind' && problems.length > 0 ? (
          <label className="field">
            <span>{words.target.problem}</span>
            <Select
              style={{ width: '100%' }}
              aria-label={words.target.problem}
              value={problem || null}
              onChange={(value: string | null) => setProblem(value ?? '')}
              options={problems.map((each) => ({ value: each, label: code('problems', each) }))}
            />
          </label>
        ) : null}
        {move === 'merge' || (move === 'reopen' && theCase.outcome === 'not-verified') ? (
          <label className="field">
            <span>{move === 'merge' ? words.target.merge : words.orderNoHelp}</span>
            <Input value={target} onChange={(event) => setTarget(event.target.value)} />
          </label>
        ) : null}
        {move === 'reopen' ? null : (
          <label className="field">
            <span>{words.moveReason}</span>
            <Input.TextArea
              autoSize={{ minRows: 3, maxRows: 8 }}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        <ProblemNote refused={all.find((each) => each.refused)?.refused ?? null} retry={send} reload={() => void refresh().then(onClose)} />
      </div>
    </Modal>
  );
}
