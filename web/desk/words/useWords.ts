import { type Lang, usePreferences } from '../app/preferences.ts';

/** Makes the hook of a catalogue: `useWords()` answers the words in the reader's language. */
export function wordsOf<W>(catalogues: Readonly<Record<Lang, W>>): () => W {
  return () => {
    const [{ lang }] = usePreferences();
    return catalogues[lang];
  };
}

export function useLang(): Lang {
  return usePreferences()[0].lang;
}
