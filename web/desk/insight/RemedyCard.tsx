import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { IncidentView, PreviewView } from '#insight/incidentWire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { plannedRemedies } from '#remedy/wire.ts';
import { Progress } from '../../ui/DropFile.tsx';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { useApprovalWords } from '../panels/remedy/approvalWords.ts';
import { useCodes } from '../words/codes.ts';
import { useLang } from '../words/useWords.ts';
import { useInsightWords } from './words.ts';

type Remedy = IncidentView['remedies'][number];

/** One remedy for all: preview, one approval with the sum, progress, and what failed (BA-2, RE-7). */
export function RemedyCard({ incident, again }: { incident: IncidentView; again: () => void }) {
  const words = useInsightWords().incident;
  return (
    <Card title={words.remedy} id="remedy">
      <div className="stack">
        {incident.may.includes('offer') ? <Prepare incident={incident} again={again} /> : null}
        {incident.remedies.map((remedy) => (
          <Carried key={remedy.id} incident={incident} remedy={remedy} again={again} />
        ))}
      </div>
    </Card>
  );
}

function Prepare({ incident, again }: { incident: IncidentView; again: () => void }) {
  const words = useInsightWords().incident;
  const code = useCodes();
  const lang = useLang();
  const names: Readonly<Record<string, string>> = useApprovalWords().remedies;
  const [key, setKey] = useState<string>('resend');
  const [message, setMessage] = useState('');
  const preview = useCommand(insightRoutes.preview);
  const submit = useCommand(insightRoutes.submit, () => {
    preview.reset();
    again();
  });
  const params = { incidentId: incident.id };
  const seen: PreviewView | undefined = preview.data;
  return (
    <>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Select
          aria-label={words.key}
          value={key}
          onChange={(next) => {
            setKey(next);
            preview.reset();
          }}
          options={plannedRemedies.map((value) => ({ value, label: names[value] ?? value }))}
          style={{ minWidth: 160 }}
        />
        <Input
          className="grow"
          aria-label={words.message}
          placeholder={words.message}
          maxLength={1000}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        <Button loading={preview.isPending} onClick={() => preview.mutate({ params, body: { key } })}>
          {words.preview}
        </Button>
      </div>
      <ProblemNote refused={preview.error ?? submit.error} reload={again} />
      {seen ? (
        <>
          <p>
            <b>{words.total(seen.n, sayFen(seen.sumFen))}</b>{' '}
            <span className="quiet">{words.notes(seen.beyond, seen.compensated, seen.impossible)}</span>
          </p>
          {seen.n === 0 ? null : seen.approvers.length > 0 ? (
            <p className="quiet">{words.needs(seen.approvers.map((role) => code('roles', role)).join(lang === 'zh' ? '、' : ', '))}</p>
          ) : (
            <p className="amber">{words.needsNobody}</p>
          )}
          <Rows
            label={words.preview}
            rows={seen.rows}
            keyOf={(row) => row.caseId}
            columns={[
              { key: 'number', title: words.members, render: (row) => row.number },
              { key: 'title', title: words.key, render: (row) => row.title ?? '—' },
              { key: 'cites', title: '§', render: (row) => row.cites ?? '—' },
              { key: 'fen', title: '¥', num: true, render: (row) => (row.fen === null ? '—' : sayFen(row.fen)) },
              {
                key: 'state',
                title: words.reason,
                render: (row) => (
                  <span>
                    <Chip tone={row.state === 'ready' ? 'green' : 'grey'}>{words.rowStates[row.state]}</Chip> {row.why}
                    {row.givenFen > 0 ? ` ${sayFen(row.givenFen)}` : ''}
                  </span>
                ),
              },
            ]}
          />
          <div>
            <Button
              type="primary"
              disabled={seen.n === 0}
              loading={submit.isPending}
              onClick={() => submit.mutate({ params, body: { key, message } })}
            >
              {words.submit}
            </Button>
          </div>
        </>
      ) : null}
    </>
  );
}

function Carried({ incident, remedy, again }: { incident: IncidentView; remedy: Remedy; again: () => void }) {
  const all = useInsightWords();
  const words = all.incident;
  const names: Readonly<Record<string, string>> = useApprovalWords().remedies;
  const [reason, setReason] = useState('');
  const decide = useCommand(insightRoutes.decide, again);
  const repeat = useCommand(insightRoutes.repeat, again);
  const params = { remedyId: remedy.id };
  const answer = (what: 'approved' | 'returned'): void => decide.mutate({ params, body: { answer: what, reason } });
  return (
    <div className="stack">
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <b>{names[remedy.key] ?? remedy.key}</b>
        <Chip tone={remedy.state === 'waiting' ? 'amber' : 'blue'}>{all.incidents.remedyStates[remedy.state]}</Chip>
        <span>{words.sum(remedy.cases, sayFen(remedy.sumFen))}</span>
        <span className="quiet small">{words.by(remedy.asker, remedy.decider)}</span>
        <span>{all.incidents.offered(remedy.done, remedy.failed)}</span>
      </div>
      {remedy.state === 'running' ? (
        <Progress share={(remedy.done + remedy.failed) / remedy.cases} label={words.progress(remedy.done + remedy.failed, remedy.cases)} />
      ) : null}
      {remedy.reason ? <p>{remedy.reason}</p> : null}
      {remedy.state === 'waiting' && remedy.bars ? <p className="amber">{words.bars[remedy.bars]}</p> : null}
      {remedy.state === 'waiting' && !remedy.bars ? (
        <div className="row">
          <Input aria-label={words.reason} placeholder={words.reason} value={reason} onChange={(event) => setReason(event.target.value)} />
          <Button type="primary" loading={decide.isPending} onClick={() => answer('approved')}>
            {words.approve}
          </Button>
          <Button disabled={reason.trim() === ''} loading={decide.isPending} onClick={() => answer('returned')}>
            {words.back}
          </Button>
        </div>
      ) : null}
      {remedy.failed > 0 ? (
        <>
          <ul>
            {remedy.rows
              .filter((row) => row.state === 'failed')
              .map((row) => (
                <li key={row.caseId}>{`${row.number} ${row.why ?? ''}`}</li>
              ))}
          </ul>
          <div className="row">
            {incident.may.includes('repeat') ? (
              <Button loading={repeat.isPending} onClick={() => repeat.mutate({ params, body: {} })}>
                {words.repeat}
              </Button>
            ) : null}
            <Failures remedyId={remedy.id} />
          </div>
        </>
      ) : null}
      <ProblemNote refused={decide.error ?? repeat.error} reload={again} />
    </div>
  );
}

/** The failed rows as a file. */
function Failures({ remedyId }: { remedyId: string }) {
  const words = useInsightWords().incident;
  const file = useCommand(insightRoutes.failures, ({ name, csv }) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return (
    <Button loading={file.isPending} onClick={() => file.mutate({ params: { remedyId } })}>
      {words.csv}
    </Button>
  );
}
