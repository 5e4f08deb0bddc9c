import { App, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import type { CommonView, JoinedRow } from '#insight/incidentWire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { Field, Loading } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { CauseFields } from './CauseFields.tsx';
import { type Draft, isComplete, suggested } from './draft.ts';
import { useInsightWords } from './words.ts';

interface Props {
  /** Cases that are to join, by id; none: an incident is opened before anything is in it. */
  readonly cases: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (incidentId: string) => void;
}

/** Opens an incident by hand, or puts chosen cases into an open one (BA-2). What the cases have in common is offered to choose from. */
export function IncidentDialog(props: Props) {
  const app = useAppWords();
  const words = useInsightWords().byHand;
  const chosen = props.cases.length > 0;
  const common = useAsked(insightRoutes.common, { body: { cases: [...props.cases] } }, { on: chosen });
  if (!chosen || common.data) return <Filled {...props} common={common.data ?? null} />;
  return (
    <Modal open title={words.title(props.cases.length)} onCancel={props.onClose} footer={null}>
      <ProblemNote refused={common.error} retry={() => void common.refetch()} />
      {common.isPending ? <Loading rows={4} label={app.loading} /> : null}
    </Modal>
  );
}

function Filled({ cases, common, onClose, onDone }: Props & { common: CommonView | null }) {
  const words = useInsightWords().byHand;
  const page = usePageWords();
  const { message } = App.useApp();
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const [into, setInto] = useState<string | null>(common?.open[0]?.id ?? null);
  const [draft, setDraft] = useState<Draft>(suggested(common));
  const [list, setList] = useState(common?.numbers.join('\n') ?? '');
  const [left, setLeft] = useState<{ id: string; rows: readonly JoinedRow[] } | null>(null);
  const did = (id: string, joined: number, rows: readonly JoinedRow[]): void => {
    void message.success(words.joined(joined));
    const out = rows.filter((row) => row.result !== 'joined');
    if (out.length > 0) setLeft({ id, rows: out });
    else onDone(id);
  };
  const open = useCommand(insightRoutes.open, ({ id, joined, rows }) => did(id, joined, rows));
  const join = useCommand(insightRoutes.joinList, ({ joined, rows }) => did(into ?? '', joined, rows));
  const busy = open.isPending || join.isPending;
  const ready = into === null ? isComplete(draft) : list.trim() !== '';
  const send = (): void => {
    if (!ready || busy || left) return;
    if (into !== null) join.mutate({ params: { incidentId: into }, body: { text: list } });
    else
      open.mutate({
        body: {
          shopId: draft.shopId ?? '',
          title: draft.title.trim(),
          cause: { kind: draft.kind, key: draft.key.trim() },
          problem: draft.problem,
          cases: list,
        },
      });
  };
  useKeys({ 'ctrl+enter': send });
  if (left)
    return (
      <Modal
        open
        title={words.notJoined}
        onCancel={() => onDone(left.id)}
        onOk={() => onDone(left.id)}
        okText={page.done}
        cancelText={page.close}
      >
        <Left rows={left.rows} />
      </Modal>
    );
  return (
    <Modal
      open
      width={560}
      title={words.title(cases.length)}
      onCancel={onClose}
      onOk={send}
      okText={into === null ? words.open : words.join}
      okButtonProps={{ disabled: !ready }}
      cancelText={page.cancel}
      confirmLoading={busy}
    >
      <div className="stack">
        {common && common.open.length > 0 ? (
          <Radio.Group
            aria-label={words.where}
            value={into === null ? 'new' : 'old'}
            onChange={({ target }) => setInto(target.value === 'new' ? null : (common.open[0]?.id ?? null))}
            options={[
              { value: 'old', label: words.intoOpen },
              { value: 'new', label: words.asNew },
            ]}
          />
        ) : null}
        {into === null ? (
          <CauseFields draft={draft} common={common} shops={common?.shops.length ? common.shops : shops} onDraft={setDraft} />
        ) : (
          <Field label={words.intoOpen}>
            <Select
              aria-label={words.intoOpen}
              style={{ width: '100%' }}
              value={into}
              onChange={setInto}
              options={(common?.open ?? []).map((each) => ({ value: each.id, label: `#${each.n} ${each.title}` }))}
            />
          </Field>
        )}
        <Field label={words.cases} help={common && common.shops.length > 1 ? words.severalShops : words.casesHelp}>
          <Input.TextArea
            aria-label={words.cases}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={list}
            onChange={(event) => setList(event.target.value)}
          />
        </Field>
        <ProblemNote refused={open.error ?? join.error} retry={send} />
      </div>
    </Modal>
  );
}

/** Numbers that didn't join, each with why. */
function Left({ rows }: { rows: readonly JoinedRow[] }) {
  const results = useInsightWords().incident.results;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.number}>
          {row.number} {results[row.result]}
        </li>
      ))}
    </ul>
  );
}
