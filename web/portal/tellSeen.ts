export interface SeenSettings {
  readonly url: string;
  readonly token: string;
}

/** Says once that this page is on a screen: not while it is fetched ahead, nor in a tab behind others. */
export function tellSeen({ url, token }: SeenSettings): void {
  const tell = (): void => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', tell);
    // Lost on a broken line: the next page or action says it.
    void fetch(url, { method: 'POST', headers: { 'x-amends-form': token } }).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', tell);
  tell();
}
