import { SubPages } from '../page.tsx';
import { useWorkWords } from './workWords.ts';

/** The work board and what it draws from, as tabs. */
export function WorkPages() {
  const words = useWorkWords();
  return (
    <SubPages
      pages={[
        { to: '/work-board', label: words.board, needs: 'fulfilment.read' },
        { to: '/coupon-pools', label: words.pools, needs: 'fulfilment.read' },
      ]}
    />
  );
}
