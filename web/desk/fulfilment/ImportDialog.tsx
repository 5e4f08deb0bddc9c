import { Button, Modal } from 'antd';
import { useState } from 'react';
import { fulfilmentFiles, type ImportView } from '#fulfilment/wire.ts';
import { DropFile, Progress } from '../../ui/DropFile.tsx';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCopy } from '../copy.ts';
import { useUpload } from '../upload.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useFulfilmentWords } from './words.ts';

/** Takes a file back, the warehouse's or (`path`) the bank's: how many rows changed something, and each refused row with its line and reason. */
export function ImportDialog({
  path = fulfilmentFiles.upload,
  title,
  onClose,
  onDone,
}: {
  path?: string;
  title?: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload<ImportView>(onDone);
  const send = (given: File): void => {
    setFile(given);
    upload.mutate({ path: `${path}?name=${encodeURIComponent(given.name)}`, body: given });
  };
  const result = upload.data;
  return (
    <Modal open width={720} title={title ?? words.importTitle} onCancel={onClose} footer={<Button onClick={onClose}>{page.close}</Button>}>
      <div className="stack">
        {result && file ? (
          <Result name={file.name} result={result} onAnother={upload.reset} />
        ) : upload.isPending ? (
          <>
            <p>{words.reading}…</p>
            <Progress share={upload.sent < 1 ? upload.sent : null} label={words.reading} />
          </>
        ) : (
          <DropFile accept=".csv,.xlsx,.txt" label={words.drop} onFile={send}>
            {words.dropHelp}
          </DropFile>
        )}
        <ProblemNote refused={upload.error} retry={() => file && send(file)} />
      </div>
    </Modal>
  );
}

function Result({ name, result, onAnother }: { name: string; result: ImportView; onAnother: () => void }) {
  const words = useFulfilmentWords();
  const copy = useCopy();
  const asText = (): string => result.refused.map((each) => [each.line, each.key, each.words].join('\t')).join('\n');
  return (
    <output className="stack">
      <p className="strong">{words.result(name)}</p>
      <p className="row">
        <Chip tone="green">
          {words.changed} {result.changed}
        </Chip>
        <Chip>
          {words.unchanged} {result.unchanged}
        </Chip>
        <Chip tone={result.refused.length > 0 ? 'red' : 'grey'}>
          {words.refused} {result.refused.length}
        </Chip>
      </p>
      {result.refused.length === 0 ? (
        <p>{words.allIn}</p>
      ) : (
        <>
          <p className="quiet">{words.refusedHelp}</p>
          <Rows
            label={words.refused}
            rows={result.refused}
            keyOf={(row) => String(row.line)}
            columns={[
              { key: 'line', title: words.line, width: 56, render: (row) => row.line },
              { key: 'key', title: words.key, width: 190, render: (row) => row.key },
              { key: 'why', title: words.why, render: (row) => row.words },
            ]}
          />
          <div>
            <Button size="small" onClick={() => void copy(asText())}>
              {words.copyRefused}
            </Button>
          </div>
        </>
      )}
      <div>
        <Button size="small" onClick={onAnother}>
          {words.another}
        </Button>
      </div>
    </output>
  );
}
