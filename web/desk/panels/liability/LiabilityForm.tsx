import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { liabilityCauses, liabilityRoutes } from '#liability/wire.ts';
import { Key, Loading } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import type { PanelProps, Step } from '../contract.ts';
import { type Impact, ImpactFields, impactFrom } from './ImpactFields.tsx';
import { ShareBar } from './ShareBar.tsx';
import { useLiabilityWords } from './words.ts';

type Known = Answer<typeof liabilityRoutes.read>;
interface Row {
  readonly party: Known['candidates'][number]['party'];
  readonly id: string | null;
  readonly name: string;
  readonly percent: number;
}

/** Decides who answers for it: by the rules' proposal in one key (LI-6), or with shares of one's own. */
export function LiabilityForm(props: PanelProps & { step: Step }) {
  const app = useAppWords();
  const asked = useAsked(liabilityRoutes.read, { params: { caseId: props.theCase.id } });
  if (asked.data) return <Decide {...props} known={asked.data} />;
  return asked.error ? <ProblemNote refused={asked.error} retry={() => void asked.refetch()} /> : <Loading label={app.loading} />;
}

function Decide({ theCase, known, refresh }: PanelProps & { step: Step; known: Known }) {
  const words = useLiabilityWords();
  const { proposal, candidates } = known;
  const [byRule, setByRule] = useState(proposal?.decides === true);
  const [rows, setRows] = useState<readonly Row[]>(
    () =>
      proposal?.shares.map(({ party, id, name, percent }) => ({ party, id, name, percent })) ?? [
        { party: candidates[0]?.party ?? 'warehouse', id: candidates[0]?.id ?? null, name: '', percent: 100 },
      ],
  );
  const [cause, setCause] = useState<(typeof liabilityCauses)[number] | undefined>(proposal?.cause);
  const [text, setText] = useState('');
  const [impact, setImpact] = useState<Impact>(() => impactFrom(known.measured));
  const [told, setTold] = useState<string | null>(null);
  const command = useCaseCommand(liabilityRoutes.decide, theCase);
  const sum = rows.reduce((all, row) => all + row.percent, 0);
  const send = (): void => {
    if (byRule) return command.send({ byRule: true, text, impact });
    const fault = sum === 100 ? (cause ? null : words.noCause) : words.notHundred;
    setTold(fault);
    if (fault === null && cause) command.send({ shares: rows.map((row) => ({ ...row })), cause, text, impact });
  };
  useKeys({ '1': () => setByRule(proposal !== null), '2': () => setByRule(false), 'ctrl+enter': send });
  const put = (at: number, change: Partial<Row>): void => setRows(rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  const keyOf = (row: { party: string; id: string | null }): string => `${row.party}/${row.id ?? ''}`;
  const options = candidates.map((each) => ({ value: keyOf(each), label: each.words }));
  return (
    <div className="stack">
      {proposal ? (
        <>
          <div className="answers">
            <button type="button" className="answer" aria-pressed={byRule} onClick={() => setByRule(true)}>
              {words.proposal(proposal.title)} <Key>1</Key>
            </button>
            <button type="button" className="answer" aria-pressed={!byRule} onClick={() => setByRule(false)}>
              {words.own} <Key>2</Key>
            </button>
          </div>
          <ul className="quiet small">
            {proposal.why.map((line) => (
              <li key={line}>{line}</li>
            ))}
            <li>{proposal.decides ? words.decides : words.person}</li>
          </ul>
        </>
      ) : null}
      {byRule && proposal ? (
        <ShareBar shares={proposal.shares} />
      ) : (
        <>
          <p className="quiet small">
            {words.shares} <span className={sum === 100 ? 'green' : 'red'}>{words.sum(sum)}</span>
          </p>
          {rows.map((row, at) => (
            <div className="row" key={at}>
              <Select
                className="grow"
                aria-label={words.who}
                value={keyOf(row)}
                onChange={(value) => put(at, pick(candidates, value))}
                options={options}
                popupMatchSelectWidth={false}
              />
              {row.party === 'supplier' ? (
                <Input
                  style={{ width: 140 }}
                  aria-label={words.supplier}
                  placeholder={words.supplier}
                  maxLength={100}
                  value={row.name}
                  onChange={(event) => put(at, { name: event.target.value })}
                />
              ) : null}
              <InputNumber
                aria-label="%"
                min={1}
                max={100}
                precision={0}
                value={row.percent}
                onChange={(value) => put(at, { percent: value ?? 0 })}
                suffix="%"
                style={{ width: 88 }}
              />
              {rows.length > 1 ? <Button onClick={() => setRows(rows.filter((_, i) => i !== at))}>{words.remove}</Button> : null}
            </div>
          ))}
          <div className="row">
            <Button
              size="small"
              onClick={() =>
                setRows([
                  ...rows,
                  {
                    party: 'carrier',
                    id: candidates.find((each) => each.party === 'carrier')?.id ?? null,
                    name: '',
                    percent: Math.max(1, 100 - sum),
                  },
                ])
              }
            >
              {words.add}
            </Button>
            <Select
              aria-label={words.cause}
              placeholder={words.cause}
              style={{ width: 120 }}
              value={cause ?? null}
              onChange={(value) => setCause(value ?? undefined)}
              options={liabilityCauses.map((value) => ({ value, label: words.causes[value] }))}
            />
          </div>
        </>
      )}
      <Input.TextArea
        aria-label={words.text}
        placeholder={words.text}
        autoSize={{ minRows: 1, maxRows: 8 }}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ImpactFields measured={known.measured} steps={known.steps} impact={impact} put={setImpact} />
      {told ? (
        <p className="amber" role="alert">
          {told}
        </p>
      ) : null}
      <div>
        <Button type="primary" loading={command.busy} onClick={send}>
          {byRule ? words.byRule : words.decide} <Key>Ctrl ↵</Key>
        </Button>
      </div>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

function pick(candidates: Known['candidates'], key: string): Partial<Row> {
  const found = candidates.find((each) => `${each.party}/${each.id ?? ''}` === key);
  return found ? { party: found.party, id: found.id } : {};
}
