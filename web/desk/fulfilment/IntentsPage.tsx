import { Link } from '@tanstack/react-router';
import { App, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import type { Answer } from '#platform/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useCommand } from '../ask.ts';
import { useList } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { MoneyPages } from './MoneyPages.tsx';
import { useFulfilmentWords } from './words.ts';

const tabs = ['uncertain', 'needs-person', 'waiting', 'ready', 'refused', 'done'] as const;
type Intent = Answer<typeof fulfilmentRoutes.intents>['items'][number];

/** Orders to partners whose outcome nobody knows, or that need a person: looked up on the other side, then said (FU-5). */
export function IntentsPage() {
  const words = useFulfilmentWords();
  const may = useMay();
  const when = useWhen();
  const [tab, setTab] = useState<(typeof tabs)[number]>('uncertain');
  const list = useList(fulfilmentRoutes.intents, { state: tab });
  const [resolving, setResolving] = useState<Intent | null>(null);
  const name = (kind: string): string => (words.intentKinds as Readonly<Record<string, string>>)[kind] ?? kind;
  useKeys({ u: list.again });
  return (
    <>
      <PageHead title={words.intents} help={words.intentsHelp} />
      <MoneyPages />
      <Tabs label={words.stateLabel} tabs={tabs.map((key) => ({ key, label: words.intentTabs[key] }))} at={tab} onTab={setTab} />
      <ListFrame list={list} empty={words.intentEmpty[tab]}>
        <Rows
          label={words.intents}
          rows={list.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'what',
              title: words.intentColumns.what,
              width: 220,
              render: (row) => (
                <div>
                  {name(row.kind)}
                  <div className="quiet small">{row.key}</div>
                </div>
              ),
            },
            {
              key: 'case',
              title: words.intentColumns.case,
              width: 150,
              render: (row) =>
                row.caseId ? (
                  <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                    {row.caseNumber}
                  </Link>
                ) : (
                  ''
                ),
            },
            {
              key: 'amount',
              title: words.intentColumns.amount,
              width: 96,
              num: true,
              render: (row) => (row.amountFen === null ? '' : sayFen(row.amountFen)),
            },
            {
              key: 'state',
              title: words.intentColumns.state,
              render: (row) => (
                <div>
                  <Chip tone={row.state === 'done' ? 'green' : row.resolvable ? 'amber' : 'grey'}>{words.intentTabs[row.state]}</Chip>{' '}
                  <span className="quiet small">{words.attempts(row.attempts)}</span>
                  {row.words ? <div className="small">{row.words}</div> : null}
                </div>
              ),
            },
            { key: 'since', title: words.intentColumns.since, width: 110, render: (row) => when(row.createdAt) },
            {
              key: 'acts',
              title: words.columns.acts,
              width: 110,
              render: (row) =>
                row.resolvable && may('case.move') ? (
                  <Button size="small" onClick={() => setResolving(row)}>
                    {words.resolve}
                  </Button>
                ) : null,
            },
          ]}
        />
      </ListFrame>
      {resolving ? (
        <ResolveDialog
          intent={resolving}
          name={name(resolving.kind)}
          onClose={() => setResolving(null)}
          onDone={() => {
            setResolving(null);
            list.again();
          }}
        />
      ) : null}
    </>
  );
}

function ResolveDialog({ intent, name, onClose, onDone }: { intent: Intent; name: string; onClose: () => void; onDone: () => void }) {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [happened, setHappened] = useState<'yes' | 'no' | null>(null);
  const [note, setNote] = useState('');
  const command = useCommand(fulfilmentRoutes.resolveIntent, () => {
    void message.success(words.resolved);
    onDone();
  });
  const complete = happened !== null && note.trim() !== '';
  const send = (): void => {
    if (happened && complete && !command.isPending) command.mutate({ params: { intentId: intent.id }, body: { happened, note } });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={words.resolveTitle}
      onCancel={onClose}
      onOk={send}
      okText={words.confirm}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        <p className="strong">
          {name} {intent.amountFen === null ? '' : sayFen(intent.amountFen)} · {intent.key}
        </p>
        <p className="quiet">{words.resolveHelp}</p>
        <div className="field">
          <span>{words.happened}</span>
          <Radio.Group
            aria-label={words.happened}
            value={happened}
            onChange={(event) => setHappened(event.target.value as 'yes' | 'no')}
            options={[
              { value: 'yes', label: words.happenedYes },
              { value: 'no', label: words.happenedNo },
            ]}
          />
        </div>
        <label className="field">
          <span>{words.resolveNote}</span>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <ProblemNote refused={command.error} retry={send} reload={onDone} />
      </div>
    </Modal>
  );
}
