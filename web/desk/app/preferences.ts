import { useSyncExternalStore } from 'react';

export type Lang = 'zh' | 'en';
export interface Preferences {
  readonly lang: Lang;
  readonly theme: 'system' | 'light' | 'dark';
  /** Single-character hotkeys. */
  readonly keys: boolean;
  /** Shop that lists and counts are cut by; null: all. */
  readonly shopId: string | null;
}

const kept = 'amends.desk';
const listeners = new Set<() => void>();
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
let current: Preferences = {
  lang: navigator.language.startsWith('en') ? 'en' : 'zh',
  theme: 'system',
  keys: true,
  shopId: null,
  ...readKept(),
};

export function preferences(): Preferences {
  return current;
}

/** What this browser's reader prefers; changes are kept in the browser. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const value = useSyncExternalStore(subscribe, preferences);
  return [value, prefer];
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(kept, JSON.stringify(current));
  show();
  for (const listener of listeners) listener();
}

/** Whether the page is dark now, by choice or by the system. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => current.theme === 'dark' || (current.theme === 'system' && darkSystem.matches));
}

/** Puts language and theme on the page; before the first drawing too, so that nothing flashes. */
export function show(): void {
  const dark = current.theme === 'dark' || (current.theme === 'system' && darkSystem.matches);
  document.documentElement.lang = current.lang === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  const both = (): void => {
    show();
    listener();
  };
  listeners.add(listener);
  darkSystem.addEventListener('change', both);
  return () => {
    listeners.delete(listener);
    darkSystem.removeEventListener('change', both);
  };
}

function readKept(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}
