import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { triageRoutes } from '#triage/wire.ts';
import { Chip } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import { useTriageWords } from '../../triage/words.ts';
import type { PanelProps, Step } from '../contract.ts';

interface Tick {
  readonly holds: boolean;
  readonly note: string;
}

/** The review (VE-4): every condition ticked or refused with its own reason, pre-ticked by facts; materials asked for in one act (VE-6). */
export function ReviewForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = useTriageWords();
  const command = useCaseCommand(triageRoutes.review, theCase);
  const materials = useAsked(triageRoutes.materials, { params: { caseId: theCase.id } }).data;
  const [ticks, setTicks] = useState<Readonly<Record<string, Tick>>>({});
  const tickOf = (condition: Step['conditions'][number]): Tick => ticks[condition.id] ?? { holds: condition.ticked ?? true, note: '' };
  const [asked, setAsked] = useState<Readonly<Record<string, { on: boolean; note: string }>>>({});
  const missing = (materials?.checklist ?? []).filter((each) => !each.satisfied || asked[each.material]?.on);
  const askedOf = (material: string, optional: boolean): { on: boolean; note: string } =>
    asked[material] ?? { on: !optional && !materials?.checklist.find((each) => each.material === material)?.satisfied, note: '' };
  const put = (id: string, tick: Tick): void => setTicks({ ...ticks, [id]: tick });
  const send = (answer: string, reason: string | undefined): void => {
    const wanted = (materials?.checklist ?? [])
      .filter((each) => askedOf(each.material, each.optional).on)
      .map((each) => ({
        material: each.material,
        ...(askedOf(each.material, each.optional).note ? { note: askedOf(each.material, each.optional).note } : {}),
      }));
    command.send({
      answer,
      ticks: Object.fromEntries(
        step.conditions.map((condition) => [
          condition.id,
          { holds: tickOf(condition).holds, ...(tickOf(condition).note ? { note: tickOf(condition).note } : {}) },
        ]),
      ),
      ...(reason ? { reason } : {}),
      ...(answer === 'materials' && wanted.length > 0 ? { materials: wanted } : {}),
    });
  };
  return (
    <>
      <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
        <legend className="quiet small">{words.review.conditions}</legend>
        {step.conditions.map((condition) => {
          const tick = tickOf(condition);
          return (
            <div key={condition.id} style={{ padding: '3px 0' }}>
              <div className="row row-between">
                <Checkbox checked={tick.holds} onChange={(event) => put(condition.id, { ...tick, holds: event.target.checked })}>
                  {condition.title}
                </Checkbox>
                {condition.ticked === null ? null : (
                  <Chip tone={condition.ticked ? 'green' : 'amber'}>
                    {words.review.byFacts} {condition.ticked ? words.review.holds : words.review.refused}
                  </Chip>
                )}
              </div>
              {tick.holds && condition.ticked !== false ? null : (
                <Input
                  aria-label={words.review.note}
                  placeholder={words.review.note}
                  maxLength={500}
                  value={tick.note}
                  onChange={(event) => put(condition.id, { ...tick, note: event.target.value })}
                />
              )}
            </div>
          );
        })}
      </fieldset>
      <StepAnswers
        answers={step.answers}
        busy={command.busy}
        onSend={send}
        lacks={({ answer }) =>
          answer === 'accepted' &&
          step.conditions.some(
            (condition) => (!tickOf(condition).holds || condition.ticked === false) && tickOf(condition).note.trim() === '',
          )
            ? words.review.noteNeeded
            : null
        }
      >
        {(chosen) =>
          chosen?.answer === 'materials' ? (
            <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
              <legend className="quiet small">{words.review.materials}</legend>
              {(materials?.checklist ?? []).map((each) => {
                const one = askedOf(each.material, each.optional);
                return (
                  <div key={each.material} style={{ padding: '3px 0' }}>
                    <Checkbox
                      checked={one.on}
                      onChange={(event) => setAsked({ ...asked, [each.material]: { ...one, on: event.target.checked } })}
                    >
                      {each.title}{' '}
                      <span className="quiet small">
                        {each.satisfied
                          ? words.review.satisfied
                          : each.given > 0
                            ? words.review.given(each.given)
                            : each.optional
                              ? words.review.optional
                              : ''}
                      </span>
                    </Checkbox>
                    {one.on && missing.some((m) => m.material === each.material) ? (
                      <Input
                        aria-label={words.review.noteForCustomer}
                        placeholder={words.review.noteForCustomer}
                        maxLength={500}
                        value={one.note}
                        onChange={(event) => setAsked({ ...asked, [each.material]: { ...one, note: event.target.value } })}
                      />
                    ) : null}
                  </div>
                );
              })}
            </fieldset>
          ) : null
        }
      </StepAnswers>
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}
