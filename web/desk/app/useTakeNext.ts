import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { triageRoutes } from '#triage/wire.ts';
import { useCommand } from '../ask.ts';
import { useMay } from './useMe.ts';
import { useAppWords } from './words.ts';

/** Takes the unassigned case whose clock is nearest and opens it (PE-6). */
export function useTakeNext(): () => void {
  const words = useAppWords();
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const command = useCommand(triageRoutes.takeNext, (answer) => {
    if (answer.case) void navigate({ to: '/cases/$caseId', params: { caseId: answer.case.id } });
    else void message.info(words.nothingLeft);
  });
  return () => {
    if (may('case.take') && !command.isPending) command.mutate({}, { onError: (refused) => void message.error(refused.message) });
  };
}
