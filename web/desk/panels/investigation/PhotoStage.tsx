import { Button } from 'antd';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { addressOf, type EvidenceItem } from '../evidence/EvidenceViewer.tsx';
import { usePhotoWords } from './photoWords.ts';

/** The pictures of a case, large, one after the other: turned and enlarged to be judged; nothing is stored by that. */
export function PhotoStage({ caseId, items }: { readonly caseId: string; readonly items: readonly EvidenceItem[] }) {
  const words = usePhotoWords();
  const [at, setAt] = useState(0);
  const [quarters, setQuarters] = useState(0);
  const [large, setLarge] = useState(false);
  const shown = items[Math.min(at, items.length - 1)];
  const go = (to: number): void => {
    setAt(Math.max(0, Math.min(to, items.length - 1)));
    setQuarters(0);
    setLarge(false);
  };
  useKeys({
    r: () => setQuarters((n) => n + 1),
    z: () => setLarge((on) => !on),
    arrowleft: () => go(at - 1),
    arrowright: () => go(at + 1),
  });
  if (!shown) return <p className="quiet small">{words.noPhotos}</p>;
  return (
    <figure style={{ margin: 0 }}>
      <div style={{ height: 420, overflow: 'auto', display: 'grid', placeItems: 'center', background: 'var(--paper-2, #f2f0ec)' }}>
        <img
          src={addressOf(caseId, shown, large ? 'original' : 'view')}
          alt={shown.name}
          style={{
            ...(large ? { maxWidth: 'none' } : { maxWidth: '100%', maxHeight: 410 }),
            transform: `rotate(${quarters * 90}deg)`,
          }}
        />
      </div>
      <figcaption className="row row-between" style={{ marginTop: 6 }}>
        <span className="quiet small">
          {`${at + 1} / ${items.length}`} · {shown.name}
        </span>
        <span className="row">
          <Button size="small" onClick={() => setQuarters((n) => n + 1)}>
            {words.turn}
          </Button>
          <Button size="small" onClick={() => setLarge((on) => !on)}>
            {large ? words.smaller : words.zoom}
          </Button>
          <Button size="small" disabled={at === 0} onClick={() => go(at - 1)}>
            {words.previous}
          </Button>
          <Button size="small" disabled={at >= items.length - 1} onClick={() => go(at + 1)}>
            {words.next}
          </Button>
        </span>
      </figcaption>
    </figure>
  );
}
