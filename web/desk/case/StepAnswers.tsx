import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { focusHere } from '../../ui/focusHere.ts';
import { Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import type { Step } from '../panels/contract.ts';
import { useCaseWords } from './words.ts';

type StepAnswer = Step['answers'][number];

interface Props {
  readonly answers: readonly StepAnswer[];
  readonly busy: boolean;
  /** Only called with an answer whose reason is there when it needs one. */
  readonly onSend: (answer: string, reason: string | undefined) => void;
  /** What the act needs before the answer can go, between answers and button. */
  readonly children?: (chosen: StepAnswer | undefined) => ReactNode;
  /** What the act's own fields still lack for this answer, in words; null when nothing. */
  readonly lacks?: (chosen: StepAnswer) => string | null;
  /** Words on the main button. */
  readonly button?: (chosen: StepAnswer | undefined) => string;
  /** More buttons beside the main one. */
  readonly beside?: ReactNode;
  /** An answer chosen from the start. */
  readonly start?: string;
  readonly onChoose?: (answer: string) => void;
}

/** The answers of a step with their keys, the reason where one is needed, and the one main button (Ctrl+Enter). */
export function StepAnswers({ answers, busy, onSend, children, lacks, button, beside, start, onChoose }: Props) {
  const words = useCaseWords();
  const [chosenName, setChosen] = useState(start ?? (answers.length === 1 ? answers[0]?.answer : undefined));
  const [reason, setReason] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const chosen = answers.find((each) => each.answer === chosenName);
  const choose = (answer: string): void => {
    setChosen(answer);
    setTold(null);
    onChoose?.(answer);
  };
  const send = (): void => {
    if (busy) return;
    if (!chosen) return setTold(words.chooseFirst);
    if (chosen.needsReason && reason.trim() === '') return setTold(words.reasonNeeded);
    const lacking = lacks?.(chosen) ?? null;
    setTold(lacking);
    if (lacking === null) onSend(chosen.answer, reason.trim() || undefined);
  };
  useKeys({
    ...Object.fromEntries(answers.flatMap((each) => (each.key ? [[String(each.key), () => choose(each.answer)] as const] : []))),
    'ctrl+enter': send,
  });
  return (
    <div className="stack">
      <div className="answers">
        {answers.map((each) => (
          <button
            key={each.answer}
            type="button"
            className="answer"
            aria-pressed={each.answer === chosenName}
            onClick={() => choose(each.answer)}
          >
            {each.label}
            {each.key ? <Key>{each.key}</Key> : null}
          </button>
        ))}
      </div>
      {children?.(chosen)}
      {chosen?.needsReason ? (
        <label className="field">
          <span>{words.reason}</span>
          <Input.TextArea
            ref={focusHere}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      ) : null}
      {told ? (
        <p className="amber" role="alert">
          {told}
        </p>
      ) : null}
      <div className="row">
        <Button type="primary" loading={busy} onClick={send}>
          {button?.(chosen) ?? words.submit} <Key>Ctrl ↵</Key>
        </Button>
        {beside}
      </div>
    </div>
  );
}
