import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Changed, CaseView } from '#case/wire.ts';
import type { Answer, BodyIn, RouteSpec } from '#platform/wire.ts';
import { type Asking, call, newKey, type Refused } from './call.ts';
import { sawVersion } from './app/live.ts';

/** What a route answers to a question, kept fresh by `refresh`. `on: false` waits; `everySeconds` only for numbers that move nothing. */
export function useAsked<S extends RouteSpec>(
  spec: S,
  asking: Asking<S> = {},
  options: { on?: boolean; keep?: boolean; everySeconds?: number } = {},
): UseQueryResult<Answer<S>, Refused> {
  return useQuery<Answer<S>, Refused>({
    queryKey: keyOf(spec, asking),
    queryFn: ({ signal }) => call(spec, { ...asking, signal }),
    enabled: options.on ?? true,
    ...(options.everySeconds ? { refetchInterval: options.everySeconds * 1000 } : {}),
    ...(options.keep ? { placeholderData: (before: unknown) => before as never } : {}),
  });
}

export function keyOf<S extends RouteSpec>(spec: S, asking: Asking<S> = {}): readonly unknown[] {
  return [spec.path, asking.params ?? null, asking.query ?? null, asking.body ?? null];
}

/**
 * A command of the user. Its Idempotency-Key belongs to the intention: it stays while the same thing is sent again (a retry
 * after a broken line is carried out once) and is new for anything else.
 */
export function useCommand<S extends RouteSpec>(
  spec: S,
  done?: (answer: Answer<S>) => void,
): UseMutationResult<Answer<S>, Refused, Asking<S>> {
  const intention = useRef<{ what: string; key: string } | null>(null);
  return useMutation<Answer<S>, Refused, Asking<S>>({
    mutationFn: (asking) => {
      const what = JSON.stringify(asking);
      if (intention.current?.what !== what) intention.current = { what, key: newKey() };
      return call(spec, { ...asking, key: intention.current.key });
    },
    onSuccess: (answer) => {
      intention.current = null;
      done?.(answer);
    },
  });
}

/** A command on one case with the version that the page shows; afterwards the case is read again. */
export function useCaseCommand<S extends RouteSpec>(
  spec: S,
  theCase: Pick<CaseView, 'id' | 'version'>,
  done?: (answer: Answer<S>) => void,
): { send: (body: BodyIn<S>) => void; busy: boolean; refused: Refused | null; reset: () => void } {
  const refresh = useRefreshCase(theCase.id);
  const command = useCommand(spec, (answer) => {
    const { version } = answer as Partial<Changed>;
    if (typeof version === 'number') sawVersion(theCase.id, version);
    void refresh();
    done?.(answer);
  });
  const versioned = spec.changes === 'case';
  return {
    send: (body) => {
      if (command.isPending) return;
      command.mutate({ params: { caseId: theCase.id } as never, body, ...(versioned ? { version: theCase.version } : {}) });
    },
    busy: command.isPending,
    refused: command.error,
    reset: command.reset,
  };
}

/** Reads everything about a case again, and what lists and counts say. */
export function useRefreshCase(caseId: string): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [path, params] }) =>
        (params as { caseId?: string } | null)?.caseId === caseId || (typeof path === 'string' && path.startsWith('/api/v1/work')),
    });
}
