import { Button } from 'antd';
import { useState } from 'react';
import { recoveryRoutes, type RecoveryView } from '#fulfilment/recoveryWire.ts';
import { sayFen } from '../../../ui/money.ts';
import { Card, Chip, Facts } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { useRecoveryWords } from './words.ts';

/** What others owe us for this case, what came back, and our own loss in all and per party (LI-4). */
export function RecoveryPanel({ theCase }: PanelProps) {
  const words = useRecoveryWords();
  const when = useWhen();
  const asked = useAsked(recoveryRoutes.ofCase, { params: { caseId: theCase.id } });
  const [open, setOpen] = useState<RecoveryView | null>(null);
  const seen = asked.data;
  if (seen && seen.items.length === 0 && !theCase.current?.shows.includes('recovery')) return null;
  return (
    <Card title={words.title} id="recovery" lit={theCase.current?.shows.includes('recovery') ?? false}>
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {seen?.items.length === 0 ? <p className="quiet">{words.empty[1]}</p> : null}
      {seen?.items.map((row) => (
        <div key={row.id} className="row">
          <span className="strong grow">{row.party}</span>
          <Chip tone={row.late ? 'red' : row.state === 'paid' ? 'green' : 'blue'}>{words.states[row.state]}</Chip>
          <span>{sayFen(row.amountFen)}</span>
          <span className="quiet small">{row.deadline ? when(row.deadline) : words.noDeadline}</span>
          {row.may.length > 0 ? (
            <Button size="small" onClick={() => setOpen(row)}>
              {words.moves[row.may[0] ?? 'file']}
            </Button>
          ) : null}
        </div>
      ))}
      {seen ? (
        <Facts
          items={[
            [words.paidOut, sayFen(seen.paidOutFen)],
            [words.received, sayFen(seen.recoveredFen)],
            [words.ownLoss, sayFen(seen.ownLossFen)],
            ...seen.byParty.map((each) => [`· ${each.party}`, sayFen(each.ownLossFen)] as const),
          ]}
        />
      ) : null}
      {open ? (
        <MoveDialog
          recovery={open}
          onClose={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </Card>
  );
}
