import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { returnedRoutes, type ReturnedView } from '#fulfilment/returnedWire.ts';
import { FilePick } from '../../../ui/FilePick.tsx';
import { readYuan, sayFen } from '../../../ui/money.ts';
import { Card, Chip, type Tone } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { useReturnedWords } from '../../fulfilment/returnedWords.ts';
import { useDay } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { uploadFile } from '../evidence/upload.ts';
import { Pickup } from './Pickup.tsx';

const tones: Readonly<Record<ReturnedView['state'], Tone>> = {
  awaited: 'amber',
  booked: 'blue',
  'on-its-way': 'blue',
  overdue: 'red',
  received: 'blue',
  inspected: 'green',
  'given-up': 'grey',
  'not-ours': 'red',
};

/** What comes back on this case, how far it is, and freight that the customer laid out (FU-10, FU-11). */
export function ReturnedPanel({ theCase }: PanelProps) {
  const words = useReturnedWords();
  const asked = useAsked(returnedRoutes.ofCase, { params: { caseId: theCase.id } });
  const rows = asked.data?.items ?? [];
  if (rows.length === 0) return <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />;
  return (
    <Card title={words.panel} id="returned-goods" lit={theCase.current?.shows.includes('returned-goods') ?? false}>
      <ul className="stack">
        {rows.map((row) => (
          <Returned key={row.id} row={row} caseId={theCase.id} />
        ))}
      </ul>
      <p className="small">
        <Link to="/returned-goods">{words.board}</Link>
      </p>
    </Card>
  );
}

function Returned({ row, caseId }: { row: ReturnedView; caseId: string }) {
  const words = useReturnedWords();
  const day = useDay();
  const refresh = useRefreshCase(caseId);
  const announce = useCommand(returnedRoutes.announce, () => void refresh());
  const [waybill, setWaybill] = useState('');
  return (
    <li>
      <div className="row row-between">
        <span className="strong">{row.goods.map((goods) => `${goods.name} ×${goods.quantity}`).join(' ')}</span>
        <Chip tone={tones[row.state]}>{row.wayBack === 'pickup' && row.state === 'awaited' ? words.toBook : words.states[row.state]}</Chip>
      </div>
      <p className="small quiet">
        {words.ways[row.wayBack]} · {words.columns.due} {day(row.dueAt)} {row.carrier} {row.waybill}{' '}
        {row.weightG === null ? '' : words.weighed(row.weightG)}
      </p>
      {row.inspection ? (
        <p className="small">
          {words.grades[row.inspection.grade]} · {row.inspection.by} · {row.inspection.note}
        </p>
      ) : null}
      {row.wayBack === 'pickup' ? <Pickup row={row} caseId={caseId} /> : null}
      {row.may.includes('announce') ? (
        <div className="row">
          <Input
            className="grow"
            aria-label={words.waybill}
            placeholder={words.waybill}
            maxLength={40}
            value={waybill}
            onChange={(event) => setWaybill(event.target.value)}
          />
          <Button
            size="small"
            loading={announce.isPending}
            disabled={waybill.trim().length < 6}
            onClick={() => announce.mutate({ params: { returnedId: row.id }, body: { waybill: waybill.trim() } })}
          >
            {row.wayBack === 'pickup' ? words.fetched : words.announce}
          </Button>
        </div>
      ) : null}
      <ProblemNote refused={announce.error} />
      {row.freight.mostFen > 0 ? <Freight row={row} caseId={caseId} /> : null}
    </li>
  );
}

function Freight({ row, caseId }: { row: ReturnedView; caseId: string }) {
  const words = useReturnedWords();
  const refresh = useRefreshCase(caseId);
  const command = useCommand(returnedRoutes.freight, () => void refresh());
  const [amount, setAmount] = useState('');
  const [fileId, setFile] = useState('');
  const fen = readYuan(amount);
  return (
    <div className="small">
      <p>
        {words.freight(sayFen(row.freight.mostFen))} {row.freight.laidOutFen === null ? '' : words.laidOut(sayFen(row.freight.laidOutFen))}{' '}
        {row.freight.paidFen === null ? '' : words.paid(sayFen(row.freight.paidFen))}
      </p>
      {row.may.includes('freight') ? (
        <div className="row">
          <Input
            aria-label={words.freightAmount}
            placeholder={words.freightAmount}
            style={{ width: 120 }}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
          <FilePick
            label={words.receipt}
            accept="image/*,application/pdf"
            chosen={fileId === '' ? '' : '✓'}
            onFiles={([file]) => {
              if (file) void uploadFile(file).then(setFile);
            }}
          />
          <Button
            size="small"
            loading={command.isPending}
            disabled={!fen || fileId === ''}
            onClick={() => command.mutate({ params: { returnedId: row.id }, body: { fen: fen ?? 0, fileId } })}
          >
            {words.enterFreight}
          </Button>
        </div>
      ) : null}
      <ProblemNote refused={command.error} />
    </div>
  );
}
