import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { fileRoutes } from '#case/fileWire.ts';
import { Card, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useRefreshCase } from '../../ask.ts';
import { Refused } from '../../call.ts';
import type { PanelProps } from '../contract.ts';
import { addressOf, type EvidenceItem, EvidenceViewer, isVideo } from './EvidenceViewer.tsx';
import { addToCase } from './upload.ts';
import { useEvidenceWords } from './words.ts';

/** Pictures and files of the case; Ctrl+V adds a picture, in a text field too unless the clipboard holds text as well. */
export function EvidencePanel({ theCase, refresh }: PanelProps) {
  const words = useEvidenceWords();
  const app = useAppWords();
  const asked = useAsked(fileRoutes.list, { params: { caseId: theCase.id } });
  const readAgain = useRefreshCase(theCase.id);
  const queue = useRef(Promise.resolve());
  const [sent, setSent] = useState<number | null>(null);
  const [failed, setFailed] = useState<Refused | null>(null);
  const [shown, setShown] = useState<EvidenceItem | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const may = theCase.may.includes('file.add') && theCase.closedAt === null;
  // One after the other: a picture pasted while others go out waits for them.
  const add = (files: readonly File[]): void => {
    queue.current = queue.current.then(() => addNow(files));
  };
  const addNow = async (files: readonly File[]): Promise<void> => {
    setFailed(null);
    setSent(0);
    try {
      await addToCase(theCase.id, files, setSent);
      await readAgain();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFailed(error);
    } finally {
      setSent(null);
    }
  };
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const pictures = [...(event.clipboardData?.files ?? [])];
      const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
      if (!may || pictures.length === 0 || event.defaultPrevented || (typing && event.clipboardData?.getData('text/plain'))) return;
      event.preventDefault();
      latest.current(pictures);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [may]);
  const items = asked.data?.items ?? [];
  const viewable = items.filter((item) => item.pictures || isVideo(item));
  return (
    <Card
      title={words.title}
      id="evidence"
      aside={items.length > 0 ? words.count(items.length) : null}
      lit={theCase.current?.shows.includes('evidence') ?? false}
    >
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && items.length === 0 ? (
        <p>
          {words.none} {may ? <span className="quiet">{words.noneHelp}</span> : null}
        </p>
      ) : null}
      <div className="thumbs">
        {viewable.map((item) => (
          <button key={item.fileId} type="button" className="plain" aria-label={words.open(item.name)} onClick={() => setShown(item)}>
            {item.pictures ? (
              <img
                src={addressOf(theCase.id, item, 'thumb')}
                alt={item.name}
                loading="lazy"
                style={{ width: '100%', height: '100%', objectFit: 'cover', borderRadius: 6 }}
              />
            ) : (
              <span className="small">▶ {words.video}</span>
            )}
          </button>
        ))}
      </div>
      <ul>
        {items
          .filter((item) => !viewable.includes(item))
          .map((item) => (
            <li key={item.fileId} className="row row-between small">
              <a className="cut" href={addressOf(theCase.id, item, 'original')}>
                {item.name}
              </a>
              <span className="quiet">{(item.size / 1024 / 1024).toFixed(1)} MB</span>
            </li>
          ))}
      </ul>
      {may ? (
        <div className="row" style={{ marginTop: 8 }}>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept="image/*,video/*,application/pdf"
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])];
              // Emptied, so that choosing the same file again after a fault is a change.
              event.target.value = '';
              if (chosen.length > 0) add(chosen);
            }}
          />
          <Button size="small" loading={sent !== null} onClick={() => picker.current?.click()}>
            {sent === null ? words.add : words.sending(sent)}
          </Button>
        </div>
      ) : null}
      <ProblemNote refused={failed} reload={refresh} />
      <EvidenceViewer caseId={theCase.id} items={viewable} shown={shown} show={setShown} />
    </Card>
  );
}
