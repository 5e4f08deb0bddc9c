import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { colleaguesRoute } from '#staff/wire.ts';
import { followUpRoutes } from '#triage/followUpWire.ts';
import { Card, Chip, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand, useCommand, useRefreshCase } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { useFollowUpWords } from './words.ts';

const tones = { planned: 'blue', done: 'green', dropped: 'grey' } as const;

/** Dates on which the customer hears from us again (TA-4), and whose the whole follow-up is (FU-7). */
export function FollowUpPanel({ theCase }: PanelProps) {
  const words = useFollowUpWords();
  const app = useAppWords();
  const when = useWhen();
  const refresh = useRefreshCase(theCase.id);
  const asked = useAsked(followUpRoutes.read, { params: { caseId: theCase.id } });
  const [open, setOpen] = useState<'plan' | 'dedicate' | null>(null);
  const [reporting, setReporting] = useState<string | null>(null);
  const [result, setResult] = useState('');
  const done = (): void => {
    setOpen(null);
    setReporting(null);
    setResult('');
    void refresh();
  };
  const report = useCommand(followUpRoutes.report, done);
  const release = useCommand(followUpRoutes.release, done);
  const items = asked.data?.items ?? [];
  const dedicated = asked.data?.dedicated ?? null;
  const may = theCase.closedAt === null && theCase.may.includes('case.answer');
  const mayAssign = theCase.closedAt === null && theCase.may.includes('case.assign');
  const settle = (followUpId: string, outcome: 'done' | 'dropped'): void => {
    if (result.trim() !== '')
      report.mutate({ params: { caseId: theCase.id, followUpId }, version: theCase.version, body: { outcome, result } });
  };
  return (
    <Card title={words.title} id="follow-up">
      {asked.isPending ? <Loading label={app.loading} rows={1} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {dedicated ? (
        <p>
          <Chip tone="blue">{words.dedicated(dedicated.owner?.name ?? dedicated.team?.name ?? '')}</Chip>{' '}
          <span className="quiet small">
            {dedicated.of === 'customer' ? words.ofCustomer : words.ofOrder} · {dedicated.reason}
          </span>{' '}
          {mayAssign ? (
            <button
              type="button"
              className="plain small"
              onClick={() =>
                release.mutate({ params: { caseId: theCase.id, dedicationId: dedicated.id }, version: theCase.version, body: {} })
              }
            >
              {words.release}
            </button>
          ) : null}
        </p>
      ) : null}
      {asked.data && items.length === 0 ? (
        <p>
          {words.none} <span className="quiet">{words.noneHelp}</span>
        </p>
      ) : null}
      <ul className="stack">
        {items.map((item) => (
          <li key={item.id}>
            <div className="row row-between">
              <span className="strong">{when(item.dueAt)}</span>
              <Chip tone={tones[item.state]}>{words.states[item.state]}</Chip>
            </div>
            <p className="small">{item.what}</p>
            {item.result ? <p className="bubble">{item.result}</p> : null}
            {may && item.state === 'planned' ? (
              reporting === item.id ? (
                <div className="stack">
                  <Input
                    aria-label={words.result}
                    placeholder={words.result}
                    maxLength={1000}
                    value={result}
                    onChange={(event) => setResult(event.target.value)}
                  />
                  <div className="row">
                    <Button
                      size="small"
                      type="primary"
                      loading={report.isPending}
                      disabled={result.trim() === ''}
                      onClick={() => settle(item.id, 'done')}
                    >
                      {words.done}
                    </Button>
                    <Button size="small" disabled={result.trim() === ''} onClick={() => settle(item.id, 'dropped')}>
                      {words.drop}
                    </Button>
                  </div>
                </div>
              ) : (
                <button type="button" className="plain small" onClick={() => setReporting(item.id)}>
                  {words.report}
                </button>
              )
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemNote refused={report.error ?? release.error} />
      {open === 'plan' ? <PlanForm theCase={theCase} onDone={done} /> : null}
      {open === 'dedicate' ? <DedicateForm theCase={theCase} onDone={done} /> : null}
      {open === null ? (
        <div className="row" style={{ marginTop: 8 }}>
          {may ? (
            <Button size="small" onClick={() => setOpen('plan')}>
              {words.add}
            </Button>
          ) : null}
          {mayAssign && !dedicated ? (
            <Button size="small" onClick={() => setOpen('dedicate')}>
              {words.dedicate}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

function PlanForm({ theCase, onDone }: { theCase: CaseView; onDone: () => void }) {
  const words = useFollowUpWords();
  const app = useAppWords();
  const command = useCaseCommand(followUpRoutes.plan, theCase, onDone);
  const [dueAt, setDueAt] = useState('');
  const [what, setWhat] = useState('');
  const complete = dueAt !== '' && what.trim() !== '';
  const send = (): void => {
    if (complete) command.send({ items: [{ dueAt: new Date(dueAt).toISOString(), what }] });
  };
  return (
    <div className="stack" style={{ marginTop: 8 }}>
      <Input type="datetime-local" aria-label={words.due} value={dueAt} onChange={(event) => setDueAt(event.target.value)} />
      <Input
        aria-label={words.what}
        placeholder={words.what}
        maxLength={500}
        value={what}
        onChange={(event) => setWhat(event.target.value)}
      />
      <div className="row">
        <Button size="small" type="primary" disabled={!complete} loading={command.busy} onClick={send}>
          {words.send}
        </Button>
        <Button size="small" onClick={onDone}>
          {app.cancel}
        </Button>
      </div>
      <ProblemNote refused={command.refused} retry={send} />
    </div>
  );
}

function DedicateForm({ theCase, onDone }: { theCase: CaseView; onDone: () => void }) {
  const words = useFollowUpWords();
  const app = useAppWords();
  const colleagues = useAsked(colleaguesRoute);
  const command = useCaseCommand(followUpRoutes.dedicate, theCase, onDone);
  const [staffId, setStaffId] = useState<string | undefined>();
  const [of, setOf] = useState<'customer' | 'order'>('customer');
  const [reason, setReason] = useState('');
  const complete = staffId !== undefined && reason.trim() !== '';
  const send = (): void => {
    if (complete && staffId) command.send({ of, staffId, reason });
  };
  return (
    <div className="stack" style={{ marginTop: 8 }}>
      <Select
        aria-label={words.who}
        placeholder={words.who}
        value={staffId ?? null}
        onChange={(value) => setStaffId(value ?? undefined)}
        options={(colleagues.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
      />
      <Select
        aria-label={words.of}
        value={of}
        onChange={setOf}
        options={[
          { value: 'customer' as const, label: words.ofCustomer },
          { value: 'order' as const, label: words.ofOrder },
        ]}
      />
      <Input
        aria-label={words.reason}
        placeholder={words.reason}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button size="small" type="primary" disabled={!complete} loading={command.busy} onClick={send}>
          {words.save}
        </Button>
        <Button size="small" onClick={onDone}>
          {app.cancel}
        </Button>
      </div>
      <ProblemNote refused={command.refused ?? colleagues.error} retry={send} />
    </div>
  );
}
