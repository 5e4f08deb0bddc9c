import { useEffect, useState } from 'preact/hooks';

export interface LiveSettings {
  readonly url: string;
  readonly version: number;
  readonly words: { readonly news: string; readonly show: string };
}

const everyMs = 15_000;

/** Says that there is news; the page itself stays as it is until it is asked for, so that nothing moves under a thumb. */
export function Live({ url, version, words }: LiveSettings) {
  const [isOld, setOld] = useState(false);
  useEffect(() => {
    if (isOld) return undefined;
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => null);
      if (!answer?.ok) return;
      const state = (await answer.json()) as { version: number | null };
      if (state.version !== null && state.version !== version) setOld(true);
    };
    const timer = setInterval(() => void ask(), everyMs);
    const onShow = (): void => void ask();
    document.addEventListener('visibilitychange', onShow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [isOld, url, version]);
  return (
    <output>
      {isOld && (
        <div class="live-bar">
          <p>{words.news}</p>
          <a href={location.pathname}>{words.show}</a>
        </div>
      )}
    </output>
  );
}
