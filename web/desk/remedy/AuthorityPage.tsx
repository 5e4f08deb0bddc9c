import { useQueryClient } from '@tanstack/react-query';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { plannedRemedies } from '#remedy/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { keyOf, useAsked, useCommand } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useApprovalWords } from '../panels/remedy/approvalWords.ts';
import { useCodes } from '../words/codes.ts';
import { ValuationRules } from './ValuationRules.tsx';

/** Who may grant how much by themselves (RE-7), and what things count for when nothing says more (EX-9). */
export function AuthorityPage() {
  const words = useApprovalWords();
  const code = useCodes();
  const client = useQueryClient();
  const asked = useAsked(approvalRoutes.authority);
  const again = (): void => void client.invalidateQueries({ queryKey: keyOf(approvalRoutes.authority) });
  const drop = useCommand(approvalRoutes.dropAuthority, again);
  const say = (fen: number | null): string => (fen === null ? words.noLimit : sayFen(fen));
  return (
    <>
      <PageHead title={words.authority} help={words.authorityHelp} />
      <RulePages />
      <ProblemNote refused={drop.error} />
      <ListFrame
        list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }}
        empty={[words.authority, words.authorityHelp]}
      >
        <Rows
          label={words.authority}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            { key: 'role', title: words.role, render: (row) => code('roles', row.role) },
            {
              key: 'remedy',
              title: words.remedy,
              render: (row) => (row.remedy === '*' ? words.otherRemedies : (words.remedies[row.remedy] ?? row.remedy)),
            },
            { key: 'case', title: words.perCase, num: true, render: (row) => say(row.perCaseFen) },
            { key: 'day', title: words.perDay, num: true, render: (row) => say(row.perDayFen) },
            {
              key: 'acts',
              title: <span className="hidden">{words.remove}</span>,
              render: (row) => (
                <span className="row">
                  {row.example ? <Chip tone="amber">{words.example}</Chip> : null}
                  {asked.data?.mayEdit ? (
                    <Button size="small" loading={drop.isPending} onClick={() => drop.mutate({ params: { rowId: row.id }, body: {} })}>
                      {words.remove}
                    </Button>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      </ListFrame>
      {asked.data?.mayEdit ? <PutRow roles={asked.data.roles} again={again} /> : null}
      <ValuationRules />
    </>
  );
}

function PutRow({ roles, again }: { roles: readonly string[]; again: () => void }) {
  const words = useApprovalWords();
  const code = useCodes();
  const put = useCommand(approvalRoutes.putAuthority, again);
  const [role, setRole] = useState<string | null>(null);
  const [remedy, setRemedy] = useState('*');
  const [perCase, setCase] = useState<number | null>(null);
  const [perDay, setDay] = useState<number | null>(null);
  const fen = (yuan: number | null): number | null => (yuan === null ? null : Math.round(yuan * 100));
  return (
    <Card title={words.save}>
      <div className="row">
        <Select
          aria-label={words.role}
          placeholder={words.role}
          style={{ minWidth: 120 }}
          value={role}
          onChange={setRole}
          options={roles.map((value) => ({ value, label: code('roles', value) }))}
        />
        <Select
          aria-label={words.remedy}
          style={{ minWidth: 140 }}
          value={remedy}
          onChange={setRemedy}
          options={[
            { value: '*', label: words.otherRemedies },
            ...plannedRemedies.map((value) => ({ value: value as string, label: words.remedies[value] ?? value })),
          ]}
        />
        <InputNumber
          aria-label={words.perCase}
          placeholder={words.perCase}
          min={0}
          precision={2}
          style={{ width: 220 }}
          value={perCase}
          onChange={setCase}
        />
        <InputNumber
          aria-label={words.perDay}
          placeholder={words.perDay}
          min={0}
          precision={2}
          style={{ width: 220 }}
          value={perDay}
          onChange={setDay}
        />
        <Button
          type="primary"
          disabled={role === null}
          loading={put.isPending}
          onClick={() => role && put.mutate({ body: { role, remedy, perCaseFen: fen(perCase), perDayFen: fen(perDay) } })}
        >
          {words.save}
        </Button>
      </div>
      <ProblemNote refused={put.error} />
    </Card>
  );
}
