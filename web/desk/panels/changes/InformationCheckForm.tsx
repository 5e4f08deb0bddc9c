import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { checkedFields, checkRoutes, informationTicks } from '#investigation/checkWire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCaseCommand } from '../../ask.ts';
import { PlainChoice } from '../../case/PlainChoice.tsx';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import type { PanelProps, Step } from '../contract.ts';
import { useChangeWords } from './words.ts';

type Tick = (typeof informationTicks)[number];
type Field = (typeof checkedFields)[number];
interface Given {
  readonly holds: boolean;
  readonly evidence: string;
}
const nothing: Given = { holds: false, evidence: '' };

/** New shipping information is verified by four ticks, each with what shows it (FU-8); the answer follows from them. */
export function InformationCheckForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const { check: words, fields } = useChangeWords();
  const command = useCaseCommand(checkRoutes.check, theCase);
  const [ticks, setTicks] = useState<Readonly<Partial<Record<Tick, Given>>>>({});
  const [field, setField] = useState<Field | undefined>(undefined);
  const of = (name: Tick): Given => ticks[name] ?? nothing;
  const put = (name: Tick, change: Partial<Given>): void => setTicks({ ...ticks, [name]: { ...of(name), ...change } });
  const answer = informationTicks.every((name) => of(name).holds) ? 'verified' : 'not-verified';
  const answers = step.answers.filter((each) => each.answer === answer);
  return (
    <>
      <p className="quiet small">{words.help}</p>
      <Select
        aria-label={words.field}
        placeholder={words.field}
        allowClear
        style={{ width: 200 }}
        value={field ?? null}
        onChange={(value: Field | null) => setField(value ?? undefined)}
        options={checkedFields.map((value) => ({ value, label: fields[value] ?? value }))}
      />
      {informationTicks.map((name) => (
        <div key={name} style={{ padding: '3px 0' }}>
          <Checkbox checked={of(name).holds} onChange={(event) => put(name, { holds: event.target.checked })}>
            {words.ticks[name]}
          </Checkbox>
          <Input
            aria-label={`${words.ticks[name]}: ${words.evidence}`}
            placeholder={words.evidence}
            maxLength={500}
            value={of(name).evidence}
            onChange={(event) => put(name, { evidence: event.target.value })}
          />
        </div>
      ))}
      <StepAnswers
        key={answer}
        answers={answers}
        start={answer}
        busy={command.busy}
        lacks={() => (informationTicks.some((name) => of(name).evidence.trim() === '') ? words.lacks : null)}
        onSend={(_answer, reason) =>
          command.send({
            ...(field ? { field } : {}),
            ticks: { asked: of('asked'), complete: of('complete'), deliverable: of('deliverable'), confirmed: of('confirmed') },
            ...(reason ? { reason } : {}),
          })
        }
      />
      <ProblemNote refused={command.refused} reload={refresh} />
      <PlainChoice theCase={theCase} step={step} refresh={refresh} />
    </>
  );
}
