import { useSyncExternalStore } from 'react';

interface LiveState {
  readonly connected: boolean;
  /** Cases changed by others since they were last shown here, with the newest version. */
  readonly changed: ReadonlyMap<string, number>;
  /** Who else looks at the watched case. */
  readonly looking: { readonly caseId: string; readonly names: readonly string[] } | null;
}

let state: LiveState = { connected: false, changed: new Map(), looking: null };
const listeners = new Set<() => void>();
const seen = new Map<string, number>();
let socket: WebSocket | null = null;
let watched: string | null = null;
let wanted = false;

/** How long a change waits before it is announced: one's own command answers in that time. */
const ownAnswerTakes = 600;

/** Keeps one connection for the whole desk; comes back by itself. */
export function openLive(): () => void {
  wanted = true;
  connect();
  return () => {
    wanted = false;
    socket?.close();
  };
}

/** Says which case this page shows, so that others see who is looking; null for none. */
export function watch(caseId: string | null): void {
  watched = caseId;
  put({ looking: null });
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ watch: caseId }));
}

/** This page shows the version: what is not newer is no news. */
export function sawVersion(caseId: string, version: number): void {
  seen.set(caseId, Math.max(version, seen.get(caseId) ?? 0));
  if ((state.changed.get(caseId) ?? Infinity) > version) return;
  const changed = new Map(state.changed);
  changed.delete(caseId);
  put({ changed });
}

/** The list was read again: nothing is news any more. */
export function sawAll(): void {
  if (state.changed.size === 0) return;
  for (const [caseId, version] of state.changed) seen.set(caseId, Math.max(version, seen.get(caseId) ?? 0));
  put({ changed: new Map() });
}

export function useLive(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

function connect(): void {
  if (!wanted || (socket && socket.readyState <= WebSocket.OPEN)) return;
  socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`);
  socket.addEventListener('open', () => {
    put({ connected: true });
    if (watched) socket?.send(JSON.stringify({ watch: watched }));
  });
  socket.addEventListener('message', (message) => heard(String(message.data)));
  socket.addEventListener('close', () => {
    put({ connected: false, looking: null });
    if (wanted) setTimeout(connect, 3000);
  });
}

function heard(text: string): void {
  const message = JSON.parse(text) as {
    changed?: { caseId: string; version: number | null };
    looking?: { caseId: string; names: string[] };
  };
  if (message.looking) put({ looking: message.looking });
  const { changed } = message;
  if (changed) setTimeout(() => announce(changed.caseId, changed.version), ownAnswerTakes);
}

function announce(caseId: string, version: number | null): void {
  if (version === null || version <= (seen.get(caseId) ?? 0)) return;
  put({ changed: new Map(state.changed).set(caseId, version) });
}

function put(change: Partial<LiveState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}
