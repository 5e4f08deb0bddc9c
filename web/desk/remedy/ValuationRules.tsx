import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { valuationRoutes } from '#remedy/valuationWire.ts';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { keyOf, useAsked, useCommand } from '../ask.ts';
import { useApprovalWords } from '../panels/remedy/approvalWords.ts';

/** Default values with their sources, and the caps that the carriers' terms name (EX-9); what nobody has looked up is marked so. */
export function ValuationRules() {
  const { valuation: words } = useApprovalWords();
  const client = useQueryClient();
  const asked = useAsked(valuationRoutes.rules);
  return (
    <Card title={words.rules}>
      <p className="quiet small">{words.rulesHelp}</p>
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      <Rows
        label={words.rules}
        rows={asked.data?.items ?? []}
        keyOf={(row) => row.id}
        columns={[
          { key: 'class', title: words.class, render: (row) => row.class },
          { key: 'value', title: words.value, num: true, render: (row) => sayFen(row.fen) },
          { key: 'from', title: words.validFrom, render: (row) => row.validFrom },
          { key: 'source', title: words.source, render: (row) => <Source {...row} /> },
        ]}
      />
      <h3>{words.caps}</h3>
      <p className="quiet small">
        {words.capsHelp}{' '}
        <Link to="/answers" search={{ tab: 'terms' }}>
          {words.toTerms}
        </Link>
      </p>
      <Rows
        label={words.caps}
        rows={asked.data?.caps ?? []}
        keyOf={(row) => row.carrierId}
        columns={[
          { key: 'carrier', title: words.carrier, render: (row) => row.carrier },
          { key: 'times', title: words.times, num: true, render: (row) => `×${row.times}` },
          { key: 'from', title: words.validFrom, render: (row) => row.validFrom },
          { key: 'source', title: words.source, render: (row) => <Source {...row} /> },
        ]}
      />
      {asked.data?.mayEdit ? <PutRule again={() => void client.invalidateQueries({ queryKey: keyOf(valuationRoutes.rules) })} /> : null}
    </Card>
  );
}

function Source({ source, verified }: { source: string; verified: boolean }) {
  const { valuation: words } = useApprovalWords();
  return (
    <span>
      {source} {verified ? <Chip tone="green">{words.verified}</Chip> : <Chip tone="amber">{words.unverified}</Chip>}
    </span>
  );
}

function PutRule({ again }: { again: () => void }) {
  const approval = useApprovalWords();
  const words = approval.valuation;
  const put = useCommand(valuationRoutes.putRule, again);
  const [goods, setGoods] = useState('*');
  const [amount, setAmount] = useState<number | null>(null);
  const [source, setSource] = useState('');
  const [verified, setVerified] = useState(false);
  const [validFrom, setFrom] = useState('');
  return (
    <div className="row">
      <Input
        aria-label={words.class}
        style={{ width: 140 }}
        maxLength={60}
        value={goods}
        onChange={(event) => setGoods(event.target.value)}
      />
      <InputNumber aria-label={words.value} placeholder={words.value} min={0.01} precision={2} value={amount} onChange={setAmount} />
      <Input
        aria-label={words.source}
        placeholder={words.source}
        style={{ width: 220 }}
        maxLength={300}
        value={source}
        onChange={(event) => setSource(event.target.value)}
      />
      <DatePicker
        aria-label={words.validFrom}
        placeholder={words.validFrom}
        onChange={(_, text) => setFrom(typeof text === 'string' ? text : '')}
      />
      <Checkbox checked={verified} onChange={(event) => setVerified(event.target.checked)}>
        {words.verified}
      </Checkbox>
      <Button
        disabled={amount === null || source.trim() === '' || validFrom === ''}
        loading={put.isPending}
        onClick={() =>
          amount !== null && put.mutate({ body: { class: goods, source, verified, validFrom, fen: Math.round(amount * 100) } })
        }
      >
        {approval.save}
      </Button>
      <ProblemNote refused={put.error} />
    </div>
  );
}
