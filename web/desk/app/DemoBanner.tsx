import { useMe } from './useMe.ts';
import { useAppWords } from './words.ts';

export function DemoBanner() {
  const words = useAppWords();
  return useMe().demo ? (
    <div className="demo-banner" role="note">
      {words.demo}
    </div>
  ) : null;
}
