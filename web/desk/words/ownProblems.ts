import { useEffect, useSyncExternalStore } from 'react';
import { problemRoutes } from '#intake/problemWire.ts';
import { useAsked } from '../ask.ts';

type Titles = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

let titles: Titles = {};
const listeners = new Set<() => void>();

/** Reads the problems that operators added (IN-4), once for a signed-in reader, so that every page can name them. */
export function useReadOwnProblems(): void {
  const items = useAsked(problemRoutes.list).data?.items;
  useEffect(() => {
    if (!items) return;
    titles = Object.fromEntries(items.flatMap((each) => (each.title ? [[each.code, each.title] as const] : [])));
    for (const tell of listeners) tell();
  }, [items]);
}

/** Words of the problems that operators added, by code. */
export function useOwnProblems(): Titles {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => titles,
  );
}
