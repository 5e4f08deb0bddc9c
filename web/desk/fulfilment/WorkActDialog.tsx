import { App, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { askWays, askWishes, refusalReasons, workRoutes, type WorkView } from '#fulfilment/wire.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMe } from '../app/useMe.ts';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { InvoiceFields, type InvoiceGiven, isWhole, noInvoice, reportOf } from './InvoiceFields.tsx';
import { useWorkWords } from './workWords.ts';

export const workActs = ['ask', 'confirm', 'report', 'refuse', 'assign', 'recall'] as const;
export type WorkAct = (typeof workActs)[number];

interface Given {
  by: (typeof askWays)[number];
  wanted: (typeof askWishes)[number];
  note: string;
  reason: (typeof refusalReasons)[number];
  carrier: string;
  waybill: string;
  outcome: 'done' | 'failed';
  invoice: InvoiceGiven;
}

/** One act on one task, with what it will do said before it is done. */
export function WorkActDialog({ act, row, onClose, onDone }: { act: WorkAct; row: WorkView; onClose: () => void; onDone: () => void }) {
  const words = useWorkWords();
  const page = usePageWords();
  const me = useMe();
  const { message } = App.useApp();
  const [given, setGiven] = useState<Given>({
    by: row.carrierApi ? 'carrier-api' : 'phone',
    wanted: 'change-address',
    note: '',
    reason: 'refused-by-carrier',
    carrier: '',
    waybill: '',
    outcome: 'done',
    invoice: noInvoice,
  });
  const put = (change: Partial<Given>): void => setGiven({ ...given, ...change });
  const finish = (): void => {
    void message.success(words.did);
    onDone();
  };
  const ask = useCommand(workRoutes.ask, finish);
  const confirm = useCommand(workRoutes.confirm, finish);
  const refuse = useCommand(workRoutes.refuse, finish);
  const report = useCommand(workRoutes.report, finish);
  const assign = useCommand(workRoutes.assign, finish);
  const recall = useCommand(shipRoutes.recall, finish);
  const all = [ask, confirm, refuse, report, assign, recall];
  const anew = act === 'confirm' && row.kind === 'rearrange';
  const invoice = act === 'report' && row.kind === 'reissue-invoice' && given.outcome === 'done';
  const needsNote = act === 'confirm' || act === 'report' || act === 'recall';
  const complete =
    (!needsNote || given.note.trim() !== '') &&
    (!anew || (given.carrier !== '' && given.waybill !== '')) &&
    (!invoice || isWhole(given.invoice));
  const send = (): void => {
    if (!complete || all.some((each) => each.isPending)) return;
    const params = { taskId: row.id };
    const note = given.note.trim();
    if (act === 'ask') ask.mutate({ params, body: { by: given.by, wanted: given.wanted } });
    else if (act === 'confirm')
      confirm.mutate({ params, body: { note, ...(anew ? { carrier: given.carrier, waybill: given.waybill } : {}) } });
    else if (act === 'refuse') refuse.mutate({ params, body: { reason: given.reason, ...(note ? { note } : {}) } });
    else if (act === 'assign') assign.mutate({ params, body: { staffId: row.owner?.id === me.id ? null : me.id } });
    else if (act === 'recall') recall.mutate({ params, body: { reason: note } });
    else
      report.mutate({
        params,
        body: { outcome: given.outcome, note, ...(invoice ? reportOf(given.invoice) : {}) },
      });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={`${words.acts[act]} · ${row.title}`}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete, danger: act === 'refuse' || act === 'recall' }}
      confirmLoading={all.some((each) => each.isPending)}
    >
      <div className="stack">
        <p className="quiet">
          {row.caseNumber} · {words.actHelp[act]}
        </p>
        {act === 'ask' ? <AskFields given={given} put={put} api={row.carrierApi} /> : null}
        {act === 'assign' ? <p>{row.owner?.id === me.id ? words.nobody : `${words.person} ${me.name}`}</p> : null}
        {act === 'refuse' ? (
          <Select
            aria-label={words.reason}
            value={given.reason}
            onChange={(reason) => put({ reason })}
            options={refusalReasons.map((value) => ({ value, label: words.reasons[value] }))}
          />
        ) : null}
        {act === 'report' ? (
          <Radio.Group
            aria-label={words.outcome}
            value={given.outcome}
            onChange={(event) => put({ outcome: event.target.value as 'done' | 'failed' })}
            options={(['done', 'failed'] as const).map((value) => ({ value, label: words.outcomes[value] }))}
          />
        ) : null}
        {invoice ? <InvoiceFields given={given.invoice} onChange={(change) => put({ invoice: change })} /> : null}
        {anew ? (
          <>
            <Field label={words.carrier} value={given.carrier} onChange={(carrier) => put({ carrier })} />
            <Field
              label={words.waybill}
              value={given.waybill}
              onChange={(text) => put({ waybill: text.normalize('NFKC').replace(/\s/g, '') })}
            />
          </>
        ) : null}
        {act === 'ask' || act === 'assign' ? null : (
          <label className="field">
            <span>{act === 'recall' ? words.reason : words.note}</span>
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              value={given.note}
              onChange={(event) => put({ note: event.target.value })}
            />
          </label>
        )}
        <ProblemNote refused={all.find((each) => each.error)?.error ?? null} retry={send} reload={onDone} />
      </div>
    </Modal>
  );
}

function AskFields({ given, put, api }: { given: Given; put: (change: Partial<Given>) => void; api: boolean }) {
  const words = useWorkWords();
  return (
    <>
      <Radio.Group
        aria-label={words.by}
        value={given.by}
        onChange={(event) => put({ by: event.target.value as Given['by'] })}
        options={askWays.map((value) => ({ value, label: words.ways[value] ?? value, disabled: value === 'carrier-api' && !api }))}
      />
      {api ? null : <p className="small quiet">{words.noApi}</p>}
      <Select
        aria-label={words.wanted}
        value={given.wanted}
        onChange={(wanted) => put({ wanted })}
        options={askWishes.map((value) => ({ value, label: words.wishes[value] }))}
      />
    </>
  );
}

function Field({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="field">
      <span>{label}</span>
      <Input value={value} maxLength={60} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
