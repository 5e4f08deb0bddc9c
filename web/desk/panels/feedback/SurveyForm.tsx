import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { feedbackRoutes, lowReasons, type SurveyAnswer } from '#feedback/wire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand, useRefreshCase } from '../../ask.ts';
import type { PanelProps } from '../contract.ts';
import { useFeedbackWords } from './words.ts';

const asks = ['speed', 'result', 'attitude'] as const;

/** Scores that the customer gave on the phone or in a chat, written down by an agent (FB-1). */
export function SurveyForm({ theCase }: Pick<PanelProps, 'theCase'>) {
  const words = useFeedbackWords();
  const refresh = useRefreshCase(theCase.id);
  const [given, setGiven] = useState<SurveyAnswer>({ speed: 0, result: 0, attitude: 0, reasons: [], words: '' });
  const command = useCommand(feedbackRoutes.survey, () => void refresh());
  const complete = asks.every((each) => given[each] > 0);
  const low = complete && Math.min(...asks.map((each) => given[each])) <= 2;
  const channel = theCase.channel === 'byhand' || theCase.channel === 'chat' ? 'chat' : theCase.channel === 'counter' ? 'counter' : 'phone';
  const send = (): void => command.mutate({ params: { caseId: theCase.id }, body: { ...given, channel } });
  return (
    <div className="stack">
      {asks.map((each) => (
        <div key={each} className="row row-between">
          <span>{words[each]}</span>
          <Radio.Group
            aria-label={words[each]}
            optionType="button"
            size="small"
            value={given[each]}
            onChange={(event) => setGiven({ ...given, [each]: event.target.value as number })}
            options={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))}
          />
        </div>
      ))}
      {low ? (
        <Checkbox.Group
          aria-label={words.why}
          value={given.reasons}
          onChange={(reasons) => setGiven({ ...given, reasons })}
          options={lowReasons.map((value) => ({ value, label: words.reasons[value] }))}
        />
      ) : null}
      <Input.TextArea
        aria-label={words.said}
        placeholder={words.said}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={2000}
        value={given.words}
        onChange={(event) => setGiven({ ...given, words: event.target.value })}
      />
      <div>
        <Button disabled={!complete} loading={command.isPending} onClick={send}>
          {words.write}
        </Button>
      </div>
      <ProblemNote refused={command.error} retry={send} />
    </div>
  );
}
