import { Link } from '@tanstack/react-router';
import { Empty } from '../../ui/parts.tsx';
import { useAppWords } from './words.ts';

export function NotFound() {
  const words = useAppWords();
  return (
    <Empty title={words.notFound} act={<Link to="/">{words.lists.mine}</Link>}>
      {words.notFoundHelp}
    </Empty>
  );
}
