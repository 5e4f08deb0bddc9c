import { feedbackRoutes } from '#feedback/wire.ts';
import { Card, Chip, Facts } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { SurveyForm } from './SurveyForm.tsx';
import { useFeedbackWords } from './words.ts';

/** What the customer confirmed and how they rated us (TA-6, FB-1); nothing to show before that. */
export function FeedbackPanel({ theCase }: PanelProps) {
  const words = useFeedbackWords();
  const when = useWhen();
  const asked = useAsked(feedbackRoutes.read, { params: { caseId: theCase.id } });
  if (asked.error) return <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />;
  const { surveys = [], confirmations = [] } = asked.data ?? {};
  if (surveys.length === 0 && confirmations.length === 0) return null;
  return (
    <Card title={words.title} id="feedback">
      <Facts items={confirmations.map((each) => [words.confirmed, `${each.label}${each.note ? `：${each.note}` : ''}`] as const)} />
      {surveys.map((survey) => (
        <div key={survey.id}>
          <div className="row row-between">
            <Chip tone={survey.state === 'answered' ? 'green' : 'grey'}>{words.states[survey.state]}</Chip>
            {survey.state === 'planned' ? <span className="quiet small">{words.askAt(when(survey.askAt))}</span> : null}
          </div>
          {survey.answer ? (
            <Facts
              items={[
                [words.speed, words.of(survey.answer.speed)],
                [words.result, words.of(survey.answer.result)],
                [words.attitude, words.of(survey.answer.attitude)],
              ]}
            />
          ) : null}
          {survey.state === 'asked' && theCase.may.includes('feedback.record') ? <SurveyForm theCase={theCase} /> : null}
          {survey.answer?.words ? <p className="bubble">{survey.answer.words}</p> : null}
        </div>
      ))}
    </Card>
  );
}
