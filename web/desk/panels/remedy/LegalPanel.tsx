import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { legalDecisions, legalFlags, legalRoutes } from '#remedy/legalWire.ts';
import { Card, Chip } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useMay } from '../../app/useMe.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { useApprovalWords } from './approvalWords.ts';

type Review = Answer<typeof legalRoutes.legal>['items'][number];

/** A matter of law on the case: raised with the evidence frozen, decided by operations or the executive (RE-12). Facts, never labels. */
export function LegalPanel(props: PanelProps) {
  const { legal: words } = useApprovalWords();
  const { theCase } = props;
  const may = useMay();
  const [raising, setRaising] = useState(false);
  const asked = useAsked(legalRoutes.legal, { params: { caseId: theCase.id } });
  const items = asked.data?.items ?? [];
  const isOpen = items.some((each) => each.state === 'open');
  const mayRaise = theCase.outcome === null && may('case.note') && !isOpen;
  return (
    <Card title={words.title} id="legal" aside={isOpen ? <Chip tone="red">{words.open}</Chip> : null}>
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {items.map((item) => (
        <ReviewFacts key={item.id} item={item} />
      ))}
      {asked.data?.mayDecide
        ? items.filter((each) => each.state === 'open').map((item) => <Decide key={item.id} {...props} review={item} />)
        : null}
      {mayRaise && !raising ? (
        <Button size="small" onClick={() => setRaising(true)}>
          {words.raise}
        </Button>
      ) : null}
      {mayRaise && raising ? <Raise {...props} onDone={() => setRaising(false)} /> : null}
    </Card>
  );
}

function ReviewFacts({ item }: { item: Review }) {
  const { legal: words } = useApprovalWords();
  const when = useWhen();
  return (
    <div className="stack">
      <b>{item.flags.map((flag) => words.flags[flag]).join('、')}</b>
      {item.note ? <p>{item.note}</p> : null}
      <p className={item.intact ? 'quiet small' : 'red'}>
        {words.frozen(item.evidence, item.intact)} · {item.by ?? ''} {when(item.at)}
      </p>
      {item.decision ? (
        <p>
          <Chip tone="green">{words.decisions[item.decision]}</Chip> {item.reason} <span className="quiet small">{item.decider}</span>
        </p>
      ) : null}
    </div>
  );
}

function Raise({ theCase, refresh, onDone }: PanelProps & { onDone: () => void }) {
  const { legal: words } = useApprovalWords();
  const command = useCaseCommand(legalRoutes.flag, theCase, onDone);
  const [flags, setFlags] = useState<(typeof legalFlags)[number][]>([]);
  const [note, setNote] = useState('');
  return (
    <div className="stack">
      <p className="quiet small">{words.help}</p>
      <Checkbox.Group value={flags} onChange={setFlags} options={legalFlags.map((value) => ({ value, label: words.flags[value] }))} />
      <Input.TextArea
        aria-label={words.note}
        placeholder={words.note}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div>
        <Button type="primary" danger disabled={flags.length === 0} loading={command.busy} onClick={() => command.send({ flags, note })}>
          {words.raise}
        </Button>
      </div>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

function Decide({ theCase, refresh, review }: PanelProps & { review: Review }) {
  const { legal: words } = useApprovalWords();
  const command = useCaseCommand(legalRoutes.decide, theCase);
  const [decision, setDecision] = useState<(typeof legalDecisions)[number]>('offer-by-policy');
  const [reason, setReason] = useState('');
  return (
    <div className="stack">
      <Select
        aria-label={words.decide}
        value={decision}
        onChange={setDecision}
        options={legalDecisions.map((value) => ({ value, label: words.decisions[value] }))}
      />
      <Input.TextArea
        aria-label={words.reason}
        placeholder={words.reason}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button
          type="primary"
          disabled={reason.trim() === ''}
          loading={command.busy}
          onClick={() => command.send({ reviewId: review.id, decision, reason })}
        >
          {words.decide}
        </Button>
      </div>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}
