import { Button, Input } from 'antd';
import { useState } from 'react';
import { shippingRoutes } from '#commerce/shippingWire.ts';
import { focusHere } from '../../../ui/focusHere.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand } from '../../ask.ts';
import { useChangeWords } from './words.ts';

/** Old and new in plain; each reveal says why and is logged (OR-5). */
export function RevealValues({ orderId }: { orderId: string }) {
  const words = useChangeWords();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const reveal = useCommand(shippingRoutes.reveal, () => setAsking(false));
  const send = (): void => {
    if (why.trim() !== '') reveal.mutate({ params: { orderId }, body: { why } });
  };
  if (reveal.data)
    return (
      <ul className="small">
        {reveal.data.items.map((item) => (
          <li key={item.id}>
            {item.old ?? '—'} → {item.new ?? '—'} {item.account ? `(${item.account})` : ''}
          </li>
        ))}
      </ul>
    );
  return (
    <>
      {asking ? (
        <div className="row">
          <Input
            ref={focusHere}
            className="grow"
            aria-label={words.why}
            placeholder={words.why}
            maxLength={200}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            onPressEnter={send}
          />
          <Button loading={reveal.isPending} onClick={send}>
            {words.reveal}
          </Button>
        </div>
      ) : (
        <button type="button" className="plain small" onClick={() => setAsking(true)}>
          {words.reveal}
        </button>
      )}
      <ProblemNote refused={reveal.error} retry={send} />
    </>
  );
}
