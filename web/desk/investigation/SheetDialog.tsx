import { Button, Modal } from 'antd';
import { sheetRoutes } from '#investigation/sheetWire.ts';
import { Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useCopy } from '../copy.ts';
import { usePageWords } from '../words/pageWords.ts';
import type { Party } from './whom.ts';
import { useQuestionWords } from './words.ts';

/** Open questions of one party as one text, for its group chat or a spreadsheet (IV-8). */
export function SheetDialog({ party, placeId, onClose }: { party: Party; placeId: string | undefined; onClose: () => void }) {
  const words = useQuestionWords();
  const app = useAppWords();
  const page = usePageWords();
  const copy = useCopy();
  const asked = useAsked(sheetRoutes.sheet, { query: { party, ...(placeId ? { placeId } : {}) } });
  const rows = asked.data?.rows ?? [];
  return (
    <Modal
      open
      width={760}
      title={words.sheet}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{page.close}</Button>
          <Button type="primary" disabled={rows.length === 0} onClick={() => void copy(asked.data?.text ?? '')}>
            {words.sheetCopy}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{words.sheetHelp}</p>
        {asked.isPending ? <Loading label={app.loading} /> : null}
        <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
        {asked.data && rows.length === 0 ? <p>{words.sheetEmpty}</p> : null}
        {rows.length > 0 ? (
          // A long sheet scrolls by keys too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre className="script scroll-x" tabIndex={0} style={{ maxHeight: 320, margin: 0, whiteSpace: 'pre', fontFamily: 'inherit' }}>
            {asked.data?.text}
          </pre>
        ) : null}
      </div>
    </Modal>
  );
}
