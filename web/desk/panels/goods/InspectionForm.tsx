import { Link } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { goodsGrades, returnedRoutes } from '#fulfilment/returnedWire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import { useReturnedWords } from '../../fulfilment/returnedWords.ts';
import type { PanelProps, Step } from '../contract.ts';

type Grade = (typeof goodsGrades)[number];

/** The inspection of what came back (FU-11): a grade for each of the goods, and what it means for the case. */
export function InspectionForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = useReturnedWords();
  const asked = useAsked(returnedRoutes.ofCase, { params: { caseId: theCase.id } });
  const readAgain = useRefreshCase(theCase.id);
  const command = useCommand(returnedRoutes.inspect, () => void readAgain());
  const [grades, setGrades] = useState<Readonly<Record<string, Grade>>>({});
  const [note, setNote] = useState('');
  const row = asked.data?.items.find((each) => each.state === 'received');
  if (!row)
    return (
      <p>
        {words.notHere} <Link to="/returned-goods">{words.board}</Link>
      </p>
    );
  return (
    <>
      {row.goods.map((goods) => (
        <div key={goods.code} className="row row-between">
          <span>
            {goods.name} ×{goods.quantity}
          </span>
          <Select
            aria-label={`${words.grade}: ${goods.name}`}
            style={{ width: 140 }}
            placeholder={words.grade}
            {...(grades[goods.code] ? { value: grades[goods.code] } : {})}
            onChange={(grade: Grade) => setGrades({ ...grades, [goods.code]: grade })}
            options={goodsGrades.map((value) => ({ value, label: words.grades[value] }))}
          />
        </div>
      ))}
      <label className="field">
        <span>{words.note}</span>
        <Input maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <StepAnswers
        answers={step.answers}
        busy={command.isPending}
        lacks={() => (row.goods.every((goods) => grades[goods.code]) ? null : words.gradeFirst)}
        onSend={(answer, reason) =>
          command.mutate({
            params: { returnedId: row.id },
            body: {
              lines: row.goods.map(({ code }) => ({ code, grade: grades[code] ?? 'incomplete' })),
              answer,
              note,
              ...(reason ? { reason } : {}),
            },
          })
        }
      />
      <ProblemNote refused={command.error} reload={refresh} />
    </>
  );
}
