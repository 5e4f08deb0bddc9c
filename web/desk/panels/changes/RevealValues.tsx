import { shippingRoutes } from '#commerce/shippingWire.ts';
import { AskWhy } from '../../../ui/AskWhy.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand } from '../../ask.ts';
import { useChangeWords } from './words.ts';

/** Old and new in plain; each reveal says why and is logged (OR-5). */
export function RevealValues({ orderId }: { orderId: string }) {
  const words = useChangeWords();
  const reveal = useCommand(shippingRoutes.reveal);
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
      <AskWhy
        label={words.reveal}
        why={words.why}
        busy={reveal.isPending}
        onSend={(why) => reveal.mutate({ params: { orderId }, body: { why } })}
      />
      <ProblemNote refused={reveal.error} />
    </>
  );
}
