import { SubPages } from '../page.tsx';
import { useFulfilmentWords } from './words.ts';

/** The pages about money, as tabs. */
export function MoneyPages() {
  const words = useFulfilmentWords();
  return (
    <SubPages
      pages={[
        { to: '/ledger', label: words.ledger, needs: 'ledger.read' },
        { to: '/reconciliation', label: words.reconciliation, needs: 'ledger.read' },
        { to: '/intents', label: words.intents, needs: 'ledger.read' },
      ]}
    />
  );
}
