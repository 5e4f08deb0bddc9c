import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { invoiceKinds } from '#fulfilment/wire.ts';
import { FilePick } from '../../ui/FilePick.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { Refused } from '../call.ts';
import { uploadFile } from '../panels/evidence/upload.ts';
import { useWorkWords } from './workWords.ts';

/** The invoice as it was issued: number, kind, what it cancels, and the files that the customer downloads. */
export interface InvoiceGiven {
  readonly no: string;
  readonly kind: (typeof invoiceKinds)[number];
  readonly redLetterNo: string;
  readonly onPaper: boolean;
  readonly files: readonly { readonly id: string; readonly name: string }[];
}
export const noInvoice: InvoiceGiven = { no: '', kind: 'normal', redLetterNo: '', onPaper: false, files: [] };

/** Whether it can be reported: a number, and a file unless it goes out on paper. */
export function isWhole({ no, onPaper, files }: InvoiceGiven): boolean {
  return no.trim() !== '' && (onPaper || files.length > 0);
}

/** The part of the report that the server reads of it. */
export function reportOf({ no, kind, redLetterNo, onPaper, files }: InvoiceGiven) {
  return {
    invoiceNo: no.trim(),
    invoiceKind: kind,
    onPaper,
    ...(kind === 'red-letter' && redLetterNo.trim() !== '' ? { redLetterNo: redLetterNo.trim() } : {}),
    ...(files.length > 0 ? { files: files.map((file) => file.id) } : {}),
  };
}

/** A task's invoice, filled in (RE-1, FU-2): files go up as they are chosen, and each can be taken out again. */
export function InvoiceFields({ given, onChange }: { given: InvoiceGiven; onChange: (change: InvoiceGiven) => void }) {
  const words = useWorkWords();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Refused | null>(null);
  const put = (change: Partial<InvoiceGiven>): void => onChange({ ...given, ...change });
  const add = async (chosen: readonly File[]): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const more: { id: string; name: string }[] = [];
      for (const file of chosen) more.push({ id: await uploadFile(file), name: file.name });
      put({ files: [...given.files, ...more].slice(0, 5), onPaper: false });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <label className="field">
        <span>{words.invoiceNo}</span>
        <Input value={given.no} maxLength={40} onChange={(event) => put({ no: event.target.value })} />
      </label>
      <Select
        aria-label={words.invoiceKind}
        value={given.kind}
        onChange={(kind) => put({ kind })}
        options={invoiceKinds.map((value) => ({ value, label: words.invoiceKinds[value] }))}
      />
      {given.kind === 'red-letter' ? (
        <label className="field">
          <span>{words.redLetterNo}</span>
          <Input value={given.redLetterNo} maxLength={40} onChange={(event) => put({ redLetterNo: event.target.value })} />
        </label>
      ) : null}
      <FilePick
        label={words.invoiceFile}
        accept="application/pdf,.pdf,.ofd,image/*"
        multiple
        chosen={busy ? words.uploading : given.files.length === 0 ? words.invoiceFileHelp : ''}
        onFiles={(files) => void add(files)}
      />
      {given.files.map((file) => (
        <div key={file.id} className="row row-between small">
          <span className="cut">{file.name}</span>
          <button type="button" className="plain" onClick={() => put({ files: given.files.filter((each) => each.id !== file.id) })}>
            {words.takeOut}
          </button>
        </div>
      ))}
      {given.files.length === 0 ? (
        <Checkbox checked={given.onPaper} onChange={(event) => put({ onPaper: event.target.checked })}>
          {words.onPaper}
        </Checkbox>
      ) : null}
      <ProblemNote refused={fault} />
    </>
  );
}
