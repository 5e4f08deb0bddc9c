import { useNavigate, useSearch } from '@tanstack/react-router';
import { useIntakeWords } from './words.ts';
import { NewCaseForm } from './NewCaseForm.tsx';

export function NewCasePage() {
  const words = useIntakeWords();
  const navigate = useNavigate();
  const { order, text } = useSearch({ from: '/shell/new' });
  return (
    <>
      <header className="page-head">
        <h1>{words.title}</h1>
      </header>
      <NewCaseForm
        key={`${order}.${text}`}
        orderId={order ?? null}
        text={text ?? ''}
        onDone={(caseId) => void navigate({ to: '/cases/$caseId', params: { caseId } })}
      />
    </>
  );
}
