import { Button, Input } from 'antd';
import { type ClipboardEvent, useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand, useRefreshCase } from '../../ask.ts';
import { Refused } from '../../call.ts';
import { uploadFile } from '../evidence/upload.ts';
import { useTalkWords } from './words.ts';

/** The customer's answer out of the marketplace's chat, with its pictures by Ctrl+V (TA-11). */
export function PastedReply({ theCase }: { theCase: CaseView }) {
  const words = useTalkWords();
  const refresh = useRefreshCase(theCase.id);
  const [text, setText] = useState('');
  const [nick, setNick] = useState('');
  const [files, setFiles] = useState<readonly { id: string; name: string }[]>([]);
  const [failed, setFailed] = useState<Refused | null>(null);
  const reply = useCommand(talkRoutes.reply, () => {
    setText('');
    setFiles([]);
    void refresh();
  });
  const paste = (event: ClipboardEvent): void => {
    const pictures = [...event.clipboardData.files];
    if (pictures.length === 0) return;
    event.preventDefault();
    setFailed(null);
    for (const file of pictures)
      uploadFile(file).then(
        (id) => setFiles((before) => [...before, { id, name: file.name }]),
        (error: unknown) => setFailed(error instanceof Refused ? error : null),
      );
  };
  const send = (): void => {
    if (text.trim() !== '')
      reply.mutate({
        params: { caseId: theCase.id },
        body: { text, files: files.map((file) => file.id), ...(nick.trim() ? { nick } : {}) },
      });
  };
  return (
    <div className="stack" onPaste={paste}>
      <Input.TextArea
        aria-label={words.replyPlaceholder}
        placeholder={words.replyPlaceholder}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {files.map((file) => (
        <span key={file.id} className="quiet small">
          📎 {file.name}
        </span>
      ))}
      <div className="row">
        <Input
          style={{ width: 160 }}
          aria-label={words.nick}
          placeholder={words.nick}
          maxLength={100}
          value={nick}
          onChange={(event) => setNick(event.target.value)}
        />
        <Button disabled={text.trim() === ''} loading={reply.isPending} onClick={send}>
          {words.saveReply}
        </Button>
      </div>
      <ProblemNote refused={failed ?? reply.error} retry={send} />
    </div>
  );
}
