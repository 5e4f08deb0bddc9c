import { useQueryClient } from '@tanstack/react-query';
import { changeMeRoute, type Me, meRoute } from '#staff/wire.ts';
import { keyOf, useAsked, useCommand } from '../ask.ts';
import { prefer } from './preferences.ts';

/** What a route may ask for; a screen shows by it. */
export type Action = Me['actions'][number];

/** The signed-in person. Only below the shell, which waits until it is known. */
export function useMe(): Me {
  const me = useAsked(meRoute).data;
  if (!me) throw new Error('useMe stands below the shell only');
  return me;
}

/** Whether the signed-in person's role holds the action: from the server's answer, never derived here. */
export function useMay(): (action: Action) => boolean {
  const { actions } = useMe();
  return (action) => actions.includes(action);
}

/** Changes language or presence on the server; the language also here, and everything is read again in it. */
export function useChangeMe(): (change: { lang?: 'zh' | 'en'; present?: boolean }) => void {
  const client = useQueryClient();
  const command = useCommand(changeMeRoute, (me) => {
    client.setQueryData(keyOf(meRoute), me);
    prefer({ lang: me.lang });
    void client.invalidateQueries();
  });
  return (change) => command.mutate({ body: change });
}
