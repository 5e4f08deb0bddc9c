import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import type { Refused } from '../call.ts';
import { useWhen } from '../words/useWhen.ts';
import { useSayEvent } from '../case/sayEvent.ts';
import { useCodes } from '../words/codes.ts';
import { useAppWords } from './words.ts';

/** What was refused, what was kept, what to do: the one way in which the desk tells an error. */
export function ProblemNote({
  refused,
  retry,
  reload,
}: {
  refused: Refused | null;
  retry?: (() => void) | undefined;
  reload?: (() => void) | undefined;
}) {
  const words = useAppWords();
  const when = useWhen();
  const code = useCodes();
  const say = useSayEvent(null);
  if (!refused) return null;
  const { problem } = refused;
  const detail = problem.code === 'no-connection' || problem.code === 'broken-answer' ? words.errors[problem.code] : problem.detail;
  const kept =
    problem.code === 'no-connection'
      ? words.errors['no-connection-do']
      : problem.status >= 400 && !reload && !retry
        ? null
        : words.errors.kept;
  const faults = (problem.faults ?? []).filter((fault) => !detail.includes(fault.message) || (problem.faults?.length ?? 0) > 1);
  return (
    <div className="problem" role="alert">
      <p className="problem-title">{detail}</p>
      {changesOf(problem.data).map((change) => (
        <p key={change.id}>{words.errors.changedBy(code('actors', change.who), say({ kind: change.what, data: {} }), when(change.at))}</p>
      ))}
      {faults.map((fault) => (
        <p key={fault.field}>
          {fault.field}: {fault.message}
        </p>
      ))}
      {kept ? <p className="quiet small">{kept}</p> : null}
      <div className="row">
        {retry && (problem.status === 0 || problem.status >= 500 || problem.status === 429) ? (
          <Button onClick={retry}>{words.retry}</Button>
        ) : null}
        {reload && problem.status === 409 ? (
          <Button type="primary" onClick={reload}>
            {words.reload}
          </Button>
        ) : null}
        {problem.status === 401 ? <Link to="/sign-in">{words.signInAgain}</Link> : null}
        {problem.status >= 500 && problem.requestId ? <span className="quiet small">{words.errors.number(problem.requestId)}</span> : null}
      </div>
    </div>
  );
}

interface Change {
  readonly id: string;
  readonly who: string;
  readonly what: string;
  readonly at: string;
}

/** Who changed what since the reader saw the case (409 case-changed), as far as the server says. */
function changesOf(data: Readonly<Record<string, unknown>> | undefined): Change[] {
  const changes = data?.['changes'];
  if (!Array.isArray(changes)) return [];
  return changes.slice(-5).map((each: { id?: string; kind: string; by: string; at: string }, at) => ({
    id: each.id ?? String(at),
    who: each.by,
    what: each.kind,
    at: each.at,
  }));
}
