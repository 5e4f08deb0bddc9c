import { Button, Input } from 'antd';
import { useState } from 'react';
import { focusHere } from './focusHere.ts';

/** A button that first asks why, and is sent by its own key: what is revealed says why. */
export function AskWhy({
  label,
  why: whyLabel,
  busy,
  onSend,
}: {
  label: string;
  why: string;
  busy: boolean;
  onSend: (why: string) => void;
}) {
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const send = (): void => {
    if (why.trim() !== '') onSend(why);
  };
  if (!asking)
    return (
      <button type="button" className="plain small" style={{ alignSelf: 'flex-start' }} onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  return (
    <div className="row">
      <Input
        ref={focusHere}
        className="grow"
        aria-label={whyLabel}
        placeholder={whyLabel}
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        onPressEnter={send}
      />
      <Button loading={busy} onClick={send}>
        {label}
      </Button>
    </div>
  );
}
