import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { FilePick } from '../../ui/FilePick.tsx';
import { Card } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { uploadFile } from '../panels/evidence/upload.ts';
import { useReturnedWords } from './returnedWords.ts';

const nothing = { waybill: '', carrier: '', phoneTail: '', words: '', weight: '' };

/** What stands at the door, with a number or without (FU-11); matched at once when a number names it. */
export function CameInCard({ onDone }: { readonly onDone: () => void }) {
  const words = useReturnedWords();
  const { message } = App.useApp();
  const [given, setGiven] = useState(nothing);
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const command = useCommand(returnedRoutes.arrive, ({ state, caseNumber }) => {
    void message.success(state === 'matched' ? words.matched(caseNumber ?? '') : words.unmatchedDone);
    setGiven(nothing);
    setPhotos([]);
    onDone();
  });
  const text = (key: keyof typeof nothing, label: string, width: number) => (
    <Input
      aria-label={label}
      placeholder={label}
      style={{ width }}
      maxLength={key === 'words' ? 500 : 60}
      value={given[key]}
      onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
    />
  );
  const weightG = Number(given.weight);
  const send = (): void => {
    command.mutate({
      body: {
        ...(given.waybill.trim() ? { waybill: given.waybill.trim() } : {}),
        ...(given.carrier.trim() ? { carrier: given.carrier.trim() } : {}),
        ...(/^\d{4}$/.test(given.phoneTail) ? { phoneTail: given.phoneTail } : {}),
        words: given.words,
        ...(given.weight !== '' && Number.isInteger(weightG) ? { weightG } : {}),
        photos: [...photos],
      },
    });
  };
  return (
    <Card title={words.cameIn}>
      <p className="quiet small" style={{ marginBottom: 8 }}>
        {words.cameInHelp}
      </p>
      <div className="filters" style={{ marginBottom: 0 }}>
        {text('waybill', words.waybill, 190)}
        {text('carrier', words.carrier, 110)}
        {text('phoneTail', words.phoneTail, 130)}
        {text('words', words.words, 260)}
        {text('weight', words.weight, 100)}
        <FilePick
          label={words.photos}
          accept="image/*"
          multiple
          chosen={photos.length > 0 ? String(photos.length) : ''}
          onFiles={(files) => {
            for (const file of files) void uploadFile(file).then((id) => setPhotos((before) => [...before, id]));
          }}
        />
        <Button type="primary" loading={command.isPending} onClick={send}>
          {words.save}
        </Button>
      </div>
      <ProblemNote refused={command.error} />
    </Card>
  );
}
