import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { removeFile, type Sending, sendParts } from './sendParts.ts';

export interface UploadSettings extends Sending {
  readonly label: string;
  /** Largest file, bytes. */
  readonly most: number;
  readonly words: Readonly<
    Record<'choose' | 'waiting' | 'going' | 'done' | 'broken' | 'again' | 'remove' | 'stay' | 'tooLarge' | 'empty' | 'failed', string>
  >;
}

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly pictures: boolean;
}

interface Item {
  readonly key: number;
  readonly id: string | null;
  readonly name: string;
  readonly size: number;
  readonly file: File | null;
  readonly received: number;
  readonly state: 'waiting' | 'going' | 'broken' | 'done' | 'refused';
  readonly pictures: boolean;
  readonly why: string | null;
}

let keys = 0;
const itemOf = (from: Partial<Item> & Pick<Item, 'name' | 'size'>): Item => ({
  key: (keys += 1),
  id: null,
  file: null,
  received: 0,
  state: 'waiting',
  pictures: false,
  why: null,
  ...from,
});

/** Several files, one after another, each with its progress; the form can't be sent before they have arrived. */
export function Upload(settings: UploadSettings & { readonly files: readonly UploadedFile[] }) {
  const { words } = settings;
  const [items, setItems] = useState<readonly Item[]>(() =>
    settings.files.map((file) => itemOf({ ...file, received: file.size, state: 'done' })),
  );
  const [stay, setStay] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const isBusy = items.some((each) => each.state === 'waiting' || each.state === 'going' || each.state === 'broken');
  const change = (key: number, to: Partial<Item>): void =>
    setItems((now) => now.map((each) => (each.key === key ? { ...each, ...to } : each)));

  const going = items.some((each) => each.state === 'going' || each.state === 'broken');
  const next = items.find((each) => each.state === 'waiting');
  useEffect(() => {
    if (going || !next?.file) return;
    const { key, file, id } = next;
    change(key, { state: 'going' });
    void sendParts(settings, file, id, (told) =>
      change(key, {
        ...(told.id ? { id: told.id } : {}),
        ...(told.received === undefined ? {} : { received: told.received }),
        state: told.broken ? 'broken' : 'going',
      }),
    ).then((sent) =>
      change(
        key,
        sent.ok
          ? { state: 'done', id: sent.id, pictures: sent.pictures, received: file.size }
          : { state: 'refused', why: sent.why ?? words.failed },
      ),
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one start for each file that comes up, whatever else is drawn
  }, [going, next?.key]);

  // Before the picture that says "done" is painted: who presses the button at that moment isn't held.
  useLayoutEffect(() => {
    const form = place.current?.closest('form');
    const hold = (event: Event): void => {
      if (!isBusy) return;
      event.preventDefault();
      setStay(true);
    };
    form?.addEventListener('submit', hold);
    if (!isBusy) setStay(false);
    return () => form?.removeEventListener('submit', hold);
  }, [isBusy]);

  const choose = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const chosen = [...(input.files ?? [])].map((file) => itemOf({ name: file.name, size: file.size, file, ...wrong(file, settings) }));
    setItems((now) => [...now, ...chosen]);
    input.value = '';
  };
  const remove = (item: Item): void => {
    setItems((now) => now.filter((each) => each.key !== item.key));
    if (item.id) void removeFile(settings, item.id);
  };

  return (
    <div ref={place}>
      <label class="pick">
        <span>{settings.label}</span>
        <input type="file" multiple accept="image/*,video/*,application/pdf" onChange={choose} />
      </label>
      <ul class="thumbs" aria-live="polite">
        {items.map((item) => (
          <li key={item.key}>
            {item.state === 'done' && item.pictures ? (
              <img src={`${settings.base}/${item.id ?? ''}/thumb`} alt="" width={96} height={72} />
            ) : (
              <span class="no-thumb" aria-hidden="true">
                {percent(item)}
              </span>
            )}
            <span class="file-name">
              {item.name} · {size(item.size)} · {item.state === 'refused' ? '' : words[item.state]}
              {item.state === 'refused' && <span class="fault">{item.why}</span>}
              {(item.state === 'going' || item.state === 'broken') && (
                <progress max={item.size} value={item.received} aria-label={item.name} />
              )}
            </span>
            <span>
              {item.state === 'refused' && item.why === words.failed && (
                <button type="button" class="small" onClick={() => change(item.key, { state: 'waiting', why: null })}>
                  {words.again}
                </button>
              )}
              <button type="button" class="small" aria-label={`${words.remove} ${item.name}`} onClick={() => remove(item)}>
                {words.remove}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {stay && (
        <p class="fault" role="alert">
          {words.stay}
        </p>
      )}
    </div>
  );
}

function wrong(file: File, { most, words }: UploadSettings): Partial<Item> {
  if (file.size > most) return { state: 'refused', why: words.tooLarge };
  return file.size === 0 ? { state: 'refused', why: words.empty } : {};
}

function percent(item: Item): string {
  return item.state === 'done' || item.state === 'refused' ? '—' : `${Math.floor((item.received / item.size) * 100)}%`;
}

function size(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}
