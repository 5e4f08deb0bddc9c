import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Answer } from '#platform/wire.ts';
import { fileRoutes } from '#case/fileWire.ts';
import { Card, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { Refused } from '../../call.ts';
import type { PanelProps } from '../contract.ts';
import { uploadFile } from './upload.ts';
import { useEvidenceWords } from './words.ts';

type Item = Answer<typeof fileRoutes.list>['items'][number];

/** Pictures and files of the case; Ctrl+V anywhere outside a text field adds a picture. */
export function EvidencePanel({ theCase, refresh }: PanelProps) {
  const words = useEvidenceWords();
  const app = useAppWords();
  const asked = useAsked(fileRoutes.list, { params: { caseId: theCase.id } });
  const attach = useCaseCommand(fileRoutes.attach, theCase);
  const [sent, setSent] = useState<number | null>(null);
  const [failed, setFailed] = useState<Refused | null>(null);
  const [shown, setShown] = useState<Item | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const may = theCase.may.includes('file.add') && theCase.closedAt === null;
  const add = async (files: readonly File[]): Promise<void> => {
    setFailed(null);
    setSent(0);
    try {
      const ids: string[] = [];
      for (const file of files) ids.push(await uploadFile(file, setSent));
      attach.send({ files: ids });
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
      if (!may || pictures.length === 0 || event.defaultPrevented || event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      void latest.current(pictures);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [may]);
  const items = asked.data?.items ?? [];
  const address = (item: Item, rendition: 'thumb' | 'view' | 'original'): string =>
    `/api/v1/cases/${theCase.id}/files/${item.fileId}/${rendition}`;
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
        {items
          .filter((item) => item.pictures)
          .map((item) => (
            <button key={item.fileId} type="button" className="plain" aria-label={words.open(item.name)} onClick={() => setShown(item)}>
              <img
                src={address(item, 'thumb')}
                alt={item.name}
                loading="lazy"
                style={{ width: '100%', height: '100%', objectFit: 'cover', borderRadius: 6 }}
              />
            </button>
          ))}
      </div>
      <ul>
        {items
          .filter((item) => !item.pictures)
          .map((item) => (
            <li key={item.fileId} className="row row-between small">
              <a className="cut" href={address(item, 'original')}>
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
            onChange={(event) => void add([...(event.target.files ?? [])])}
          />
          <Button size="small" loading={sent !== null || attach.busy} onClick={() => picker.current?.click()}>
            {sent === null ? words.add : words.sending(sent)}
          </Button>
        </div>
      ) : null}
      <ProblemNote refused={failed ?? attach.refused} reload={refresh} />
      <Modal
        open={shown !== null}
        onCancel={() => setShown(null)}
        footer={null}
        width="min(1000px, 96vw)"
        title={shown?.name}
        destroyOnHidden
      >
        {shown ? (
          <>
            <img
              src={address(shown, 'view')}
              alt={shown.name}
              style={{ maxWidth: '100%', maxHeight: '76vh', display: 'block', margin: '0 auto' }}
            />
            <p className="quiet small">
              {shown.byKind === 'customer' ? words.byCustomer : words.byStaff} · <a href={address(shown, 'original')}>{words.original}</a>
            </p>
          </>
        ) : null}
      </Modal>
    </Card>
  );
}
