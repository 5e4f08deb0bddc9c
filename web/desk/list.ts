import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer, QueryIn, RouteSpec } from '#platform/wire.ts';
import { call, type Refused } from './call.ts';

interface PageOfList<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly count: { readonly n: number; readonly capped: boolean };
}
type ItemOf<S extends RouteSpec> = Answer<S> extends PageOfList<infer T> ? T : never;

export interface Listed<S extends RouteSpec> {
  /** Undefined until the first page is here. */
  readonly items: readonly ItemOf<S>[] | undefined;
  readonly first: Answer<S> | undefined;
  readonly count: { readonly n: number; readonly capped: boolean };
  readonly error: Refused | null;
  readonly hasMore: boolean;
  readonly readingMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

/** A list that is read page by page by its cursor. What was read stays on the screen while a changed question is read. */
export function useList<S extends RouteSpec>(spec: S, query: QueryIn<S>, options: { on?: boolean } = {}): Listed<S> {
  const client = useQueryClient();
  const asked = useInfiniteQuery<Answer<S>, Refused, InfiniteData<Answer<S>>, readonly unknown[], string | undefined>({
    queryKey: [spec.path, null, query, 'list'],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      call(spec, { query: { ...(query as object), ...(pageParam ? { cursor: pageParam } : {}) } as QueryIn<S>, signal }),
    getNextPageParam: (page) => (page as PageOfList<unknown>).next ?? undefined,
    placeholderData: (before) => before,
    enabled: options.on ?? true,
  });
  const pages = asked.data?.pages as readonly PageOfList<ItemOf<S>>[] | undefined;
  return {
    items: pages?.flatMap((page) => page.items),
    first: asked.data?.pages[0],
    count: pages?.[0]?.count ?? { n: 0, capped: false },
    error: asked.error,
    hasMore: asked.hasNextPage,
    readingMore: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
    again: () => void client.invalidateQueries({ predicate: ({ queryKey: [path] }) => path === spec.path }),
  };
}

/** Reads everything again whose address begins so: after a command that changes what a list or a page shows. */
export function useReadAgain(...beginnings: readonly string[]): () => void {
  const client = useQueryClient();
  return () =>
    void client.invalidateQueries({
      predicate: ({ queryKey: [path] }) => typeof path === 'string' && beginnings.some((each) => path.startsWith(each)),
    });
}
