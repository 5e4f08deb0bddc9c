import { Button, Input } from 'antd';
import { useState } from 'react';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes, type TaskView } from '#fulfilment/wire.ts';
import { Card, Chip, Loading, type Tone } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useMay } from '../../app/useMe.ts';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { useDay } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { PayeeDialog } from '../../fulfilment/PayeeDialog.tsx';
import { usePayoutWords } from '../../fulfilment/payoutWords.ts';
import { useFulfilmentWords } from './words.ts';

const tones: Readonly<Record<TaskView['state'], Tone>> = {
  open: 'grey',
  'sent-to-warehouse': 'blue',
  shipped: 'blue',
  arrived: 'green',
  done: 'green',
  failed: 'red',
  recalled: 'grey',
  'in-repair': 'blue',
  'at-door': 'blue',
  asked: 'blue',
  confirmed: 'green',
  refused: 'red',
};

/** The tasks of carrying out, with what each says of itself; what has not begun can be recalled (FU-17). */
export function TasksPanel({ theCase }: PanelProps) {
  const words = useFulfilmentWords();
  const app = useAppWords();
  const asked = useAsked(fulfilmentRoutes.tasks, { params: { caseId: theCase.id } });
  return (
    <Card title={words.tasks} id="tasks" lit={theCase.current?.stage === 'fulfilment'}>
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data?.items.length === 0 ? (
        <p>
          {words.noTasks} <span className="quiet">{words.noTasksHelp}</span>
        </p>
      ) : null}
      <ul className="stack">
        {asked.data?.items.map((task) => (
          <Task key={task.id} task={task} caseId={theCase.id} />
        ))}
      </ul>
    </Card>
  );
}

function Task({ task, caseId }: { task: TaskView; caseId: string }) {
  const words = useFulfilmentWords();
  const day = useDay();
  const refresh = useRefreshCase(caseId);
  const [why, setWhy] = useState<string | null>(null);
  const may = useMay();
  const pay = usePayoutWords();
  const [payee, setPayee] = useState(false);
  const recall = useCommand(shipRoutes.recall, () => void refresh());
  const send = (): void => {
    if (why?.trim()) recall.mutate({ params: { taskId: task.id }, body: { reason: why } });
  };
  return (
    <li>
      <div className="row row-between">
        <span className="strong">{task.title}</span>
        <Chip tone={task.late ? 'red' : tones[task.state]}>{task.late ? words.late : words.states[task.state]}</Chip>
      </div>
      <p className="small quiet">{task.progress}</p>
      {task.promisedAt && task.state !== 'arrived' && task.state !== 'done' ? (
        <p className="small quiet">{words.promised(day(task.promisedAt))}</p>
      ) : null}
      {task.lateWhy ? <p className="small red">{task.lateWhy}</p> : null}
      {task.failure ? <p className="small red">{task.failure.words}</p> : null}
      {task.payment?.fault ? <p className="small red">{task.payment.fault}</p> : null}
      {task.kind === 'payout' && task.state === 'open' && may('case.answer') ? (
        <button type="button" className="plain small" onClick={() => setPayee(true)}>
          {pay.givePayee}
        </button>
      ) : null}
      {payee ? (
        <PayeeDialog
          payout={{ id: task.id, caseNumber: '' }}
          onClose={() => setPayee(false)}
          onDone={() => {
            setPayee(false);
            void refresh();
          }}
        />
      ) : null}
      {task.may.includes('recall') && why === null ? (
        <button type="button" className="plain small" onClick={() => setWhy('')}>
          {words.recall}
        </button>
      ) : null}
      {why === null ? null : (
        <div className="row">
          <Input
            className="grow"
            aria-label={words.recallWhy}
            placeholder={words.recallWhy}
            maxLength={500}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button loading={recall.isPending} disabled={why.trim() === ''} onClick={send}>
            {words.recall}
          </Button>
        </div>
      )}
      <ProblemNote refused={recall.error} retry={send} />
    </li>
  );
}
