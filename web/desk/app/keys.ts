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
      if (name.startsWith('ctrl+')) event.stopPropagation();
      act(event);
    };
    // Combinations are heard before a field hears them: a choice list would take Ctrl+Enter for opening itself.
    const plain = (event: KeyboardEvent): void => (isCombination(event) ? undefined : listen(event));
    const combined = (event: KeyboardEvent): void => (isCombination(event) ? listen(event) : undefined);
    document.addEventListener('keydown', plain);
    document.addEventListener('keydown', combined, { capture: true });
    return () => {
      document.removeEventListener('keydown', plain);
      document.removeEventListener('keydown', combined, { capture: true });
    };
  }, [on]);
}

function isCombination(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase();
  if (isCombination(event)) return `ctrl+${key}`;
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
