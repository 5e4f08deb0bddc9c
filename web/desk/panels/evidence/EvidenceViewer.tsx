import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import type { fileRoutes } from '#case/fileWire.ts';
import { useEvidenceWords } from './words.ts';

export type EvidenceItem = Answer<typeof fileRoutes.list>['items'][number];

/** Where a file of a case is served from. */
export function addressOf(caseId: string, item: EvidenceItem, rendition: 'thumb' | 'view' | 'original'): string {
  return `/api/v1/cases/${caseId}/files/${item.fileId}/${rendition}`;
}

export const isVideo = (item: EvidenceItem): boolean => item.type.startsWith('video/');

/** One picture or video in full, with the ones before and after it by arrow keys. A picture can be turned to be read; nothing is stored by that. */
export function EvidenceViewer(props: {
  readonly caseId: string;
  readonly items: readonly EvidenceItem[];
  readonly shown: EvidenceItem | null;
  readonly show: (item: EvidenceItem | null) => void;
}) {
  const { caseId, items, shown, show } = props;
  const words = useEvidenceWords();
  const at = items.findIndex((item) => item.fileId === shown?.fileId);
  const before = items[at - 1];
  const after = items[at + 1];
  useEffect(() => {
    if (shown === null) return undefined;
    const press = (event: KeyboardEvent): void => {
      // In a video the arrows seek.
      if (event.target instanceof HTMLVideoElement) return;
      if (event.key === 'ArrowLeft' && before) show(before);
      if (event.key === 'ArrowRight' && after) show(after);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [shown, before, after, show]);
  return (
    <Modal open={shown !== null} onCancel={() => show(null)} footer={null} width="min(1000px, 96vw)" title={shown?.name} destroyOnHidden>
      {shown ? (
        <>
          {isVideo(shown) ? (
            // What a customer filmed has no captions, and nobody could write them.
            // oxlint-disable-next-line jsx-a11y/media-has-caption
            <video
              key={shown.fileId}
              controls
              src={addressOf(caseId, shown, 'view')}
              aria-label={shown.name}
              style={{ display: 'block', width: '100%', maxHeight: '72vh' }}
            />
          ) : (
            <Picture key={shown.fileId} src={addressOf(caseId, shown, 'view')} name={shown.name} />
          )}
          <div className="row row-between" style={{ marginTop: 8 }}>
            <span className="row small">
              <span className="quiet">{shown.byKind === 'customer' ? words.byCustomer : words.byStaff}</span>
              <a href={addressOf(caseId, shown, 'original')}>{words.original}</a>
            </span>
            {items.length > 1 ? (
              <span className="row">
                <Button size="small" disabled={!before} onClick={() => before && show(before)}>
                  {words.previous}
                </Button>
                <span className="quiet small">{`${at + 1} / ${items.length}`}</span>
                <Button size="small" disabled={!after} onClick={() => after && show(after)}>
                  {words.next}
                </Button>
              </span>
            ) : null}
          </div>
        </>
      ) : null}
    </Modal>
  );
}

function Picture({ src, name }: { readonly src: string; readonly name: string }) {
  const words = useEvidenceWords();
  const [quarters, setQuarters] = useState(0);
  // A picture that lies on its side must fit the height with its width.
  const lies = quarters % 2 === 1;
  return (
    <>
      <div style={{ height: '68vh', display: 'grid', placeItems: 'center', overflow: 'hidden' }}>
        <img
          src={src}
          alt={name}
          style={{
            maxWidth: lies ? '68vh' : '100%',
            maxHeight: lies ? 'min(940px, 90vw)' : '68vh',
            transform: `rotate(${quarters * 90}deg)`,
          }}
        />
      </div>
      <div className="row" style={{ justifyContent: 'center', marginTop: 8 }}>
        <Button size="small" onClick={() => setQuarters((n) => n + 1)}>
          {words.turn}
        </Button>
      </div>
    </>
  );
}
