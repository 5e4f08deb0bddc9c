import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import { useState } from 'react';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { Card } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { keyOf, useAsked, useCommand } from '../ask.ts';
import { useApprovalWords } from '../panels/remedy/approvalWords.ts';
import { useWhen } from '../words/useWhen.ts';

type Day = { toISOString(): string } | null;

/** Who approves while somebody is away: from, until, to whom; ended at any time (RE-7). */
export function Delegations() {
  const words = useApprovalWords();
  const when = useWhen();
  const client = useQueryClient();
  const asked = useAsked(approvalRoutes.delegations);
  const again = (): void => void client.invalidateQueries({ queryKey: keyOf(approvalRoutes.delegations) });
  const delegate = useCommand(approvalRoutes.delegate, again);
  const end = useCommand(approvalRoutes.endDelegation, again);
  const [toId, setTo] = useState<string | null>(null);
  const [times, setTimes] = useState<readonly [Day, Day]>([null, null]);
  const [from, until] = times;
  return (
    <Card title={words.delegations}>
      <ProblemNote refused={asked.error ?? delegate.error ?? end.error} retry={() => void asked.refetch()} />
      {asked.data?.items.map((each) => (
        <div key={each.id} className="row row-between">
          <span>{words.delegation(each.from, each.to, when(each.fromAt), when(each.untilAt))}</span>
          {each.mine ? (
            <Button size="small" loading={end.isPending} onClick={() => end.mutate({ params: { delegationId: each.id }, body: {} })}>
              {words.end}
            </Button>
          ) : null}
        </div>
      ))}
      <div className="row">
        <Select
          aria-label={words.delegateTo}
          placeholder={words.delegateTo}
          style={{ minWidth: 160 }}
          value={toId}
          onChange={setTo}
          options={(asked.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DatePicker showTime aria-label={words.from} placeholder={words.from} onChange={(value) => setTimes([value, until])} />
        <DatePicker showTime aria-label={words.until} placeholder={words.until} onChange={(value) => setTimes([from, value])} />
        <Button
          disabled={!toId || !from || !until}
          loading={delegate.isPending}
          onClick={() =>
            toId && from && until && delegate.mutate({ body: { toId, fromAt: from.toISOString(), untilAt: until.toISOString() } })
          }
        >
          {words.delegate}
        </Button>
      </div>
    </Card>
  );
}
