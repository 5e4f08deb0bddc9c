import { App, AutoComplete, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { failureReasons, type ResendView, workRoutes } from '#fulfilment/wire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { readYuan } from '../../ui/money.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useFulfilmentWords } from './words.ts';

export type Act = 'ship' | 'fail' | 'arrive' | 'hand-over' | 'recall' | 'take-back' | 'report';
const waybillForm = /^[0-9A-Za-z-]{6,40}$/;

/** One act on one row of the board, with what it will do said before it is done. */
export function ResendActDialog({ act, row, onClose, onDone }: { act: Act; row: ResendView; onClose: () => void; onDone: () => void }) {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [given, setGiven] = useState({
    carrier: row.carrier ?? '',
    waybill: row.waybill ?? '',
    freight: '',
    reason: 'no-stock' as (typeof failureReasons)[number],
    note: '',
    outcome: 'done' as 'done' | 'failed',
  });
  const [tried, setTried] = useState(false);
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change });
  const finish = (): void => {
    void message.success(words.did[act]);
    onDone();
  };
  const ship = useCommand(shipRoutes.ship, finish);
  const fail = useCommand(shipRoutes.fail, finish);
  const arrive = useCommand(shipRoutes.arrive, finish);
  const handOver = useCommand(shipRoutes.handOver, finish);
  const takeBack = useCommand(shipRoutes.takeBack, finish);
  const recall = useCommand(shipRoutes.recall, finish);
  const report = useCommand(workRoutes.report, finish);
  const all = [ship, fail, arrive, handOver, takeBack, recall, report];
  const waybill = given.waybill.normalize('NFKC').replace(/\s/g, '');
  const freightFen = given.freight.trim() === '' ? undefined : readYuan(given.freight);
  const complete =
    act === 'ship'
      ? waybillForm.test(waybill) && given.carrier.trim() !== '' && freightFen !== null
      : act === 'recall' || act === 'report'
        ? given.note.trim() !== ''
        : true;
  const send = (): void => {
    setTried(true);
    if (!complete || all.some((each) => each.isPending)) return;
    const params = { resendId: row.id };
    const taskId = { taskId: row.id };
    if (act === 'ship')
      ship.mutate({ params, body: { carrier: given.carrier.trim(), waybill, ...(typeof freightFen === 'number' ? { freightFen } : {}) } });
    else if (act === 'fail') fail.mutate({ params, body: { reason: given.reason, ...(given.note.trim() ? { note: given.note } : {}) } });
    else if (act === 'arrive') arrive.mutate({ params, body: {} });
    else if (act === 'hand-over') handOver.mutate({ params, body: {} });
    else if (act === 'take-back') takeBack.mutate({ params, body: {} });
    else if (act === 'recall') recall.mutate({ params: taskId, body: { reason: given.note } });
    else report.mutate({ params: taskId, body: { outcome: given.outcome, note: given.note } });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={`${words.acts[act]} · ${row.title}`}
      onCancel={onClose}
      onOk={send}
      okText={act === 'ship' || act === 'report' ? page.save : words.confirm}
      cancelText={page.cancel}
      okButtonProps={{ danger: act === 'fail' || act === 'recall' }}
      confirmLoading={all.some((each) => each.isPending)}
    >
      <div className="stack">
        <p className="quiet">
          {row.caseNumber} · {row.orderNo} · {words.actHelp[act]}
        </p>
        {act === 'ship' ? (
          <ShipFields given={given} put={put} tried={tried} wrong={!waybillForm.test(waybill)} freightWrong={freightFen === null} />
        ) : null}
        {act === 'fail' ? (
          <label className="field">
            <span>{words.reason}</span>
            <Select
              aria-label={words.reason}
              style={{ width: '100%' }}
              value={given.reason}
              onChange={(reason) => put({ reason })}
              options={failureReasons.map((value) => ({ value, label: words.reasons[value] }))}
            />
          </label>
        ) : null}
        {act === 'report' ? (
          <Radio.Group
            aria-label={words.outcome}
            value={given.outcome}
            onChange={(event) => put({ outcome: event.target.value as 'done' | 'failed' })}
            options={(['done', 'failed'] as const).map((value) => ({ value, label: words.outcomes[value] }))}
          />
        ) : null}
        {act === 'fail' || act === 'recall' || act === 'report' ? (
          <label className="field">
            <span>{act === 'recall' ? words.reason : words.note}</span>
            <Input.TextArea
              ref={act === 'fail' ? null : focusHere}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              status={tried && !complete ? 'error' : ''}
              value={given.note}
              onChange={(event) => put({ note: event.target.value })}
            />
          </label>
        ) : null}
        <ProblemNote refused={all.find((each) => each.error)?.error ?? null} retry={send} reload={onDone} />
      </div>
    </Modal>
  );
}

function ShipFields({
  given,
  put,
  tried,
  wrong,
  freightWrong,
}: {
  given: { carrier: string; waybill: string; freight: string };
  put: (change: Partial<{ carrier: string; waybill: string; freight: string }>) => void;
  tried: boolean;
  wrong: boolean;
  freightWrong: boolean;
}) {
  const words = useFulfilmentWords();
  const lang = useLang();
  const carriers = (useAsked(commerceRoutes.carriers).data?.items ?? []).filter((each) => each.active);
  return (
    <>
      <label className="field">
        <span>{words.carrier}</span>
        <AutoComplete
          aria-label={words.carrier}
          style={{ width: '100%' }}
          value={given.carrier}
          status={tried && given.carrier.trim() === '' ? 'error' : ''}
          onChange={(carrier: string) => put({ carrier })}
          options={carriers.map((each) => ({ value: lang === 'zh' ? each.name : each.nameEn }))}
        />
      </label>
      <label className="field">
        <span>{words.waybill}</span>
        <Input
          ref={focusHere}
          value={given.waybill}
          status={tried && wrong ? 'error' : ''}
          onChange={(event) => put({ waybill: event.target.value })}
        />
      </label>
      {tried && wrong ? <p className="red small">{words.waybillWrong}</p> : null}
      <label className="field">
        <span>{words.freight}</span>
        <Input
          inputMode="decimal"
          value={given.freight}
          status={freightWrong ? 'error' : ''}
          onChange={(event) => put({ freight: event.target.value })}
        />
      </label>
      {freightWrong ? <p className="red small">{words.notAmount}</p> : null}
    </>
  );
}
