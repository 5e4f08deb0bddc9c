import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { IncidentButton } from '../../insight/IncidentButton.tsx';
import { useInsightWords } from '../../insight/words.ts';

/** What can be done with the cases chosen in a work list: they are put into an incident (BA-2). */
export function ChosenBar({ cases, onClear }: { cases: readonly string[]; onClear: () => void }) {
  const words = useInsightWords().byHand;
  const navigate = useNavigate();
  const done = (incidentId: string): void => {
    onClear();
    void navigate({ to: '/incidents/$incidentId', params: { incidentId } });
  };
  return (
    <section className="batch-bar" aria-label={words.selected(cases.length)}>
      <span>{words.selected(cases.length)}</span>
      <IncidentButton look="primary" label={words.forCases} cases={cases} onDone={done} />
      <Button onClick={onClear}>{words.clear}</Button>
    </section>
  );
}
