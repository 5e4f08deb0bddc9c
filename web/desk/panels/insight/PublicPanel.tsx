import { Button } from 'antd';
import { publicRoutes } from '#insight/publicWire.ts';
import { Card } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../../ask.ts';
import { useCopy } from '../../copy.ts';
import { useInsightWords } from '../../insight/words.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';

/** What may be said in public about this case, and what was (RE-9). */
export function PublicPanel({ theCase }: PanelProps) {
  const words = useInsightWords().publicCase;
  const when = useWhen();
  const copy = useCopy();
  const params = { caseId: theCase.id };
  const asked = useAsked(publicRoutes.ofCase, { params });
  const answer = useCommand(publicRoutes.answer, () => void asked.refetch());
  const { texts = [], posted = [] } = asked.data ?? {};
  const post = (body: string): void => {
    void copy(body);
    answer.mutate({ params, body: { body } });
  };
  return (
    <Card title={words.title} id="public">
      <div className="stack">
        <p className="quiet small">{words.help}</p>
        <ProblemNote refused={asked.error ?? answer.error} retry={() => void asked.refetch()} />
        {asked.data && texts.length === 0 ? <p>{words.none}</p> : null}
        {texts.map((text, at) => (
          <div key={`${text.wordingId}.${text.lang}`} className="stack">
            <p className="bubble" lang={text.lang}>
              {text.body}
            </p>
            <div>
              <Button size="small" aria-label={`${words.copy} ${at + 1}`} loading={answer.isPending} onClick={() => post(text.body)}>
                {words.copy}
              </Button>
            </div>
          </div>
        ))}
        {posted.map((each) => (
          <p key={each.id} className="quiet small">{`${when(each.at)} ${each.by}: ${each.body}`}</p>
        ))}
      </div>
    </Card>
  );
}
