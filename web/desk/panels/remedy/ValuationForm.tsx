import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { valuationRoutes } from '#remedy/valuationWire.ts';
import { sayFen } from '../../../ui/money.ts';
import { Facts, Key, Loading } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { PlainChoice } from '../../case/PlainChoice.tsx';
import type { PanelProps, Step } from '../contract.ts';
import { useApprovalWords } from './approvalWords.ts';

type Known = Answer<typeof valuationRoutes.valuations>;
const fields = ['declared', 'invoice', 'salvage', 'freight'] as const;

/** The claims department's value by the ladder, less salvage (EX-9); what is known stands there already. */
export function ValuationForm(props: PanelProps & { step: Step }) {
  const app = useAppWords();
  const asked = useAsked(valuationRoutes.valuations, { params: { caseId: props.theCase.id } });
  return (
    <>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data ? <Value {...props} known={asked.data} /> : null}
      <PlainChoice theCase={props.theCase} step={props.step} refresh={props.refresh} />
    </>
  );
}

function Value({ theCase, known, refresh }: PanelProps & { known: Known }) {
  const { valuation: words } = useApprovalWords();
  const command = useCaseCommand(valuationRoutes.value, theCase);
  const [yuan, setYuan] = useState<Partial<Record<(typeof fields)[number], number | null>>>({});
  const [note, setNote] = useState('');
  const fenOf = (field: (typeof fields)[number]): number | undefined => {
    const value = yuan[field];
    return value === null || value === undefined ? undefined : Math.round(value * 100);
  };
  const send = (): void => {
    const [declaredFen, invoiceFen, freightFen] = [fenOf('declared'), fenOf('invoice'), fenOf('freight')];
    command.send({
      ...(declaredFen === undefined ? {} : { declaredFen }),
      ...(invoiceFen === undefined ? {} : { invoiceFen }),
      ...(freightFen === undefined ? {} : { freightFen }),
      salvageFen: fenOf('salvage') ?? 0,
      note,
    });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <div className="stack">
      <p className="quiet small">{words.help}</p>
      <Ladder ladder={known.ladder} />
      {known.capFen === null ? null : <p className="quiet small">{words.cap(sayFen(known.capFen), known.capSource ?? '')}</p>}
      {fields.map((field) => (
        <label key={field} className="field">
          <span>{words[field]}</span>
          <InputNumber min={0} precision={2} value={yuan[field] ?? null} onChange={(value) => setYuan({ ...yuan, [field]: value })} />
        </label>
      ))}
      <Input.TextArea
        aria-label={words.note}
        placeholder={words.note}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div>
        <Button type="primary" loading={command.busy} onClick={send}>
          {words.send} <Key>Ctrl ↵</Key>
        </Button>
      </div>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

/** The rungs, each with what it says and where that stands. */
export function Ladder({ ladder }: { ladder: Known['ladder'] }) {
  const { valuation: words } = useApprovalWords();
  return (
    <Facts
      items={ladder.map((rung) => [
        words.bases[rung.basis],
        rung.fen === null ? (
          <span className="quiet">{words.unknown}</span>
        ) : (
          `${sayFen(rung.fen)}${rung.source ? ` · ${words.sources[rung.source] ?? rung.source}` : ''}`
        ),
      ])}
    />
  );
}
