import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import type { PayoutView } from '#fulfilment/payoutWire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip } from '../../ui/parts.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { usePayoutWords } from './payoutWords.ts';

export type PayoutAct = 'payee' | 'retry' | 'reveal' | 'bounce';

/** Payments with what was given for the same goods beside them (RE-13). */
export function PayoutTable({
  rows,
  at,
  onAt,
  chosen,
  onToggle,
  onAct,
}: {
  rows: readonly PayoutView[];
  at?: number;
  onAt?: (at: number) => void;
  chosen?: ReadonlySet<string>;
  onToggle?: ((id: string) => void) | undefined;
  onAct?: ((act: PayoutAct, row: PayoutView) => void) | undefined;
}) {
  const words = usePayoutWords();
  const page = usePageWords();
  const pick: Column<PayoutView> = {
    key: 'pick',
    title: <span className="hidden">{words.columns.pick}</span>,
    width: 36,
    render: (row) => (
      <Checkbox
        aria-label={words.pick(row.caseNumber)}
        checked={chosen?.has(row.id) ?? false}
        disabled={!row.may.includes('batch')}
        onChange={() => onToggle?.(row.id)}
      />
    ),
  };
  const acts: Column<PayoutView> = {
    key: 'acts',
    title: <span className="hidden">{page.acts}</span>,
    render: (row) => <Acts row={row} onAct={onAct} />,
  };
  return (
    <Rows
      label={words.title}
      rows={rows}
      keyOf={(row) => row.id}
      {...(at === undefined ? {} : { at })}
      {...(onAt ? { onAt } : {})}
      columns={[
        ...(onToggle ? [pick] : []),
        { key: 'what', title: words.columns.what, width: 190, render: (row) => <What row={row} /> },
        { key: 'payee', title: words.columns.payee, width: 180, render: (row) => <Payee row={row} /> },
        { key: 'given', title: words.columns.given, render: (row) => <Given row={row} /> },
        { key: 'state', title: words.columns.state, width: 150, render: (row) => <State row={row} /> },
        ...(onAct ? [acts] : []),
      ]}
    />
  );
}

function What({ row }: { row: PayoutView }) {
  const words = usePayoutWords();
  return (
    <div>
      <span className="strong">{row.title}</span> {row.late ? <Chip tone="red">{words.late}</Chip> : null}
      <div className="small">
        <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
          {row.caseNumber}
        </Link>{' '}
        <span className="quiet">{row.shop.name}</span>
      </div>
    </div>
  );
}

function Payee({ row }: { row: PayoutView }) {
  const words = usePayoutWords();
  if (!row.payee) return <span className="quiet">{words.noPayee}</span>;
  return (
    <div>
      {words.ways[row.payee.way]} {row.payee.name}
      <div className="small">{row.payee.account}</div>
      <div className="quiet small">{words.by[row.payee.by]}</div>
    </div>
  );
}

function Given({ row }: { row: PayoutView }) {
  const words = usePayoutWords();
  return (
    <div>
      {row.given.paidFen === null ? null : <span className="quiet small">{words.paid(sayFen(row.given.paidFen))} </span>}
      {row.warnings.map((each) => (
        <Chip key={each.code} tone={each.code === 'over-paid' ? 'red' : 'amber'}>
          {words.warnings[each.code](each.fen === null ? '' : sayFen(each.fen))}
        </Chip>
      ))}
    </div>
  );
}

function State({ row }: { row: PayoutView }) {
  const words = usePayoutWords();
  const when = useWhen();
  return (
    <div>
      <Chip tone={row.state === 'failed' ? 'red' : row.state === 'paid' ? 'green' : 'blue'}>{words.states[row.state]}</Chip>
      <div className="quiet small">{when(row.changedAt)}</div>
      {row.failure ? (
        <div className="small">
          {row.failure.words} <span className="quiet">{row.failure.note}</span>
        </div>
      ) : null}
      {row.batch ? <div className="quiet small">{row.batch.number}</div> : null}
    </div>
  );
}

function Acts({ row, onAct }: { row: PayoutView; onAct: ((act: PayoutAct, row: PayoutView) => void) | undefined }) {
  const words = usePayoutWords();
  const label: Readonly<Record<PayoutAct, string>> = {
    payee: row.payee ? words.correctPayee : words.givePayee,
    retry: words.retry,
    reveal: words.reveal,
    bounce: words.bounce,
  };
  return (
    <div className="row">
      {(['payee', 'retry', 'reveal', 'bounce'] as const)
        .filter((act) => row.may.includes(act))
        .map((act) => (
          <Button key={act} size="small" aria-label={`${label[act]} ${row.caseNumber}`} onClick={() => onAct?.(act, row)}>
            {label[act]}
          </Button>
        ))}
    </div>
  );
}
