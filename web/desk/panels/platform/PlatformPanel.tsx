import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { platformKinds, platformRoutes } from '#triage/platformWire.ts';
import { focusHere } from '../../../ui/focusHere.ts';
import { Card, Chip, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand, useCommand, useRefreshCase } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { usePlatformWords } from './words.ts';

/** The platform's own after-sale orders of this case, and how long the platform leaves us (CL-9). */
export function PlatformPanel({ theCase }: PanelProps) {
  const words = usePlatformWords();
  const app = useAppWords();
  const when = useWhen();
  const refresh = useRefreshCase(theCase.id);
  const asked = useAsked(platformRoutes.sales, { params: { caseId: theCase.id } });
  const [adding, setAdding] = useState(false);
  const settle = useCommand(platformRoutes.settleSale, () => void refresh());
  const items = asked.data?.items ?? [];
  const may = theCase.closedAt === null && theCase.may.includes('case.answer');
  return (
    <Card title={words.title} id="platform">
      {asked.isPending ? <Loading label={app.loading} rows={1} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && items.length === 0 ? (
        <p>
          {words.none} <span className="quiet">{words.noneHelp}</span>
        </p>
      ) : null}
      <ul className="stack">
        {items.map((sale) => (
          <li key={sale.id}>
            <div className="row row-between">
              <span className="strong">
                {words.kinds[sale.kind]} {sale.number}
              </span>
              {sale.settledAt ? <Chip tone="green">{words.settled}</Chip> : null}
            </div>
            <p className="small">
              {sale.dueAt ? words.due(when(sale.dueAt)) : words.noLimit}{' '}
              {sale.dueAt && !sale.verified ? <span className="quiet">{words.example}</span> : null}
            </p>
            {may && !sale.settledAt ? (
              <button
                type="button"
                className="plain small"
                onClick={() => settle.mutate({ params: { caseId: theCase.id, saleId: sale.id }, body: {}, version: theCase.version })}
              >
                {words.settle}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemNote refused={settle.error} />
      {may ? (
        adding ? (
          <AddForm theCase={theCase} onDone={() => setAdding(false)} />
        ) : (
          <Button size="small" onClick={() => setAdding(true)} style={{ marginTop: 8 }}>
            {words.add}
          </Button>
        )
      ) : null}
    </Card>
  );
}

function AddForm({ theCase, onDone }: { theCase: CaseView; onDone: () => void }) {
  const words = usePlatformWords();
  const app = useAppWords();
  const command = useCaseCommand(platformRoutes.addSale, theCase, onDone);
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<(typeof platformKinds)[number]>('refund-only');
  const [appliedAt, setAppliedAt] = useState('');
  const complete = number.trim() !== '' && appliedAt !== '';
  const send = (): void => {
    if (complete) command.send({ number, kind, appliedAt: new Date(appliedAt).toISOString() });
  };
  return (
    <div className="stack" style={{ marginTop: 8 }}>
      <Input
        ref={focusHere}
        aria-label={words.number}
        placeholder={words.number}
        value={number}
        maxLength={40}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Select
        aria-label={words.kind}
        value={kind}
        onChange={setKind}
        options={platformKinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      <Input type="datetime-local" aria-label={words.appliedAt} value={appliedAt} onChange={(event) => setAppliedAt(event.target.value)} />
      <div className="row">
        <Button size="small" type="primary" disabled={!complete} loading={command.busy} onClick={send}>
          {words.save}
        </Button>
        <Button size="small" onClick={onDone}>
          {app.cancel}
        </Button>
      </div>
      <ProblemNote refused={command.refused} retry={send} />
    </div>
  );
}
