import { useEffect, useRef } from 'react';
import { preferences } from './preferences.ts';

/** Keys as written on the screen: `j`, `/`, `?`, `1`, `enter`, `escape`, `ctrl+enter`, `shift+enter`. */
export type Keys = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

/**
 * Hotkeys while a component is shown. Single characters do nothing while somebody types, nor when the reader has switched
 * them off (WCAG 2.1.4), nor beneath an open dialog; combinations with Ctrl (⌘) always work.
 */
export function useKeys(keys: Keys, on = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      const act = latest.current[name];
      if (!act || event.isComposing || event.defaultPrevented) return;
      if (!name.startsWith('ctrl+') && (isTyping(event.target) || isBehindDialog(event.target) || !preferences().keys)) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `ctrl+${key}`;
  if (event.altKey) return `alt+${key}`;
  return event.shiftKey && key.length > 1 ? `shift+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

function isBehindDialog(target: EventTarget | null): boolean {
  const dialog = document.querySelector('[role=dialog][aria-modal=true]');
  return dialog !== null && dialog.checkVisibility() && !(target instanceof Node && dialog.contains(target));
}
