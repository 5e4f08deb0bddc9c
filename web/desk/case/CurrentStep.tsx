import { Button } from 'antd';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { Card, Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCaseCommand } from '../ask.ts';
import { useCopy } from '../copy.ts';
import type { Step } from '../panels/contract.ts';
import { actForms } from '../panels/registry.ts';
import { useCodes } from '../words/codes.ts';
import { useDay } from '../words/useWhen.ts';
import { FastLaneCard } from './FastLaneCard.tsx';
import { Opinions } from './Opinions.tsx';
import { StepAnswers } from './StepAnswers.tsx';
import { useCaseWords } from './words.ts';

/** What to do now: the only coloured frame of the page. */
export function CurrentStep({ theCase, refresh }: { theCase: CaseView; refresh: () => void }) {
  const words = useCaseWords();
  const code = useCodes();
  const day = useDay();
  const step = theCase.current;
  if (!step)
    return (
      <Card
        title={words.closed(code('outcomes', theCase.outcome))}
        aside={theCase.appealUntil ? words.appealUntil(day(theCase.appealUntil)) : null}
      >
        <p className="quiet">{words.closedHelp}</p>
      </Card>
    );
  const ActForm = actForms.find((each) => each.act === step.act)?.Form;
  return (
    <>
      <FastLaneCard theCase={theCase} />
      <Card current title={words.current(step.title)} aside={step.waitsFor ? code('waits', step.waitsFor) : step.help} id="current-step">
        <div className="stack" key={`${step.step}.${theCase.version}`}>
          <p className="ask">{step.ask ?? step.title}</p>
          {step.waitsFor && step.help ? <p className="quiet">{step.help}</p> : null}
          {step.script ? <Script script={step.script} /> : null}
          {step.escalated ? <Opinions theCase={theCase} /> : null}
          {step.mine && theCase.may.includes('case.answer') ? (
            ActForm ? (
              <ActForm theCase={theCase} refresh={refresh} step={step} />
            ) : (
              <PlainAnswers theCase={theCase} refresh={refresh} step={step} />
            )
          ) : (
            <p className="quiet">{words.notMine(step.by.map((role) => words.roles[role] ?? role).join('、'))}</p>
          )}
        </div>
      </Card>
    </>
  );
}

/** A step that only asks: its answers are sent as they stand. */
export function PlainAnswers({
  theCase,
  refresh,
  step,
  only,
}: {
  theCase: CaseView;
  refresh: () => void;
  step: Step;
  only?: readonly string[];
}) {
  const words = useCaseWords();
  const command = useCaseCommand(caseRoutes.answer, theCase);
  const answers = step.answers.filter((each) => each.direct && (only?.includes(each.answer) ?? true));
  if (answers.length === 0) return <p className="quiet">{words.goesOn}</p>;
  return (
    <>
      <StepAnswers
        answers={answers}
        busy={command.busy}
        onSend={(answer, reason) => command.send({ step: step.step, answer, ...(reason ? { reason } : {}) })}
      />
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}

/** The words to say, filled in with the case; r copies them (TA-2). */
export function Script({ script }: { script: string }) {
  const words = useCaseWords();
  const copy = useCopy();
  useKeys({ r: () => void copy(script) });
  return (
    <div className="script">
      {script}{' '}
      <Button size="small" onClick={() => void copy(script)}>
        {words.copyScript} <Key>r</Key>
      </Button>
    </div>
  );
}
