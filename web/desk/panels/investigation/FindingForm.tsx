import { Input, Select } from 'antd';
import { useState } from 'react';
import { intakeRoutes, type LineView } from '#intake/wire.ts';
import { investigationRoutes, lineFindings } from '#investigation/wire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import type { PanelProps, Step } from '../contract.ts';
import { useInvestigationWords } from './words.ts';

type LineFinding = (typeof lineFindings)[number];

/** What each answer of the step usually says about a line; the agent changes what differs. */
const usual: Readonly<Record<string, LineFinding>> = {
  missing: 'missing',
  'second-parcel': 'in-second-parcel',
  'not-missing': 'not-missing',
  lost: 'lost',
  found: 'found',
  'others-go-on': 'found',
  'no-proof': 'lost',
  proven: 'delivered',
  delivered: 'delivered',
};

/** The finding: one of the step's answers, line by line where there are several, and how it was found. */
export function FindingForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = useInvestigationWords();
  const command = useCaseCommand(investigationRoutes.find, theCase);
  const lines = (useAsked(intakeRoutes.report, { params: { caseId: theCase.id } }).data?.lines ?? []).filter(
    (line) => line.round === theCase.round,
  );
  const [own, setOwn] = useState<Readonly<Record<string, LineFinding>>>({});
  const [text, setText] = useState('');
  // What was found of a line before stays as it is: a broken door isn't lost because the hinges are (IN-10).
  const before = (line: LineView): LineFinding | undefined =>
    line.finding === 'unknown' ? undefined : lineFindings.find((each) => each === line.finding);
  const findingOf = (line: LineView, answer: string | undefined): LineFinding =>
    own[line.id] ?? before(line) ?? usual[answer ?? ''] ?? 'unknown';
  return (
    <>
      <StepAnswers
        answers={step.answers}
        busy={command.busy}
        onSend={(answer, reason) =>
          command.send({
            answer,
            text,
            ...(reason ? { reason } : {}),
            lines: lines.map((line) => ({ lineId: line.id, finding: findingOf(line, answer) })),
          })
        }
      >
        {(chosen) =>
          chosen ? (
            <div className="stack">
              {lines.length > 0 ? <p className="quiet small">{words.lines}</p> : null}
              {lines.map((line) => (
                <div key={line.id} className="row row-between">
                  <span>
                    {line.name} {line.model} ×{line.quantity}
                  </span>
                  <Select
                    aria-label={`${words.lines}: ${line.name}`}
                    style={{ width: 150 }}
                    value={findingOf(line, chosen.answer)}
                    onChange={(value) => setOwn({ ...own, [line.id]: value })}
                    options={lineFindings.map((value) => ({ value, label: words.findings[value] }))}
                  />
                </div>
              ))}
              <label className="field">
                <span>{words.text}</span>
                <Input.TextArea
                  autoSize={{ minRows: 1, maxRows: 8 }}
                  maxLength={5000}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              </label>
            </div>
          ) : null
        }
      </StepAnswers>
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}
