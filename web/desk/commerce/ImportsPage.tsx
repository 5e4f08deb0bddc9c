import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ImportAnswer, importLayouts, commerceFiles, commerceRoutes } from '#commerce/wire.ts';
import { Select } from 'antd';
import { DropFile, Progress } from '../../ui/DropFile.tsx';
import { Card } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useMe } from '../app/useMe.ts';
import { useList } from '../list.ts';
import { ListFrame, PageHead } from '../page.tsx';
import { useUpload } from '../upload.ts';
import { useLang } from '../words/useWords.ts';
import { ImportTable } from './ImportTable.tsx';
import { useHouseWords } from './houseWords.ts';

type Layout = (typeof importLayouts)[number];

/** Imports of orders and goods: a file with a known layout starts at once, one with own columns is mapped first. */
export function ImportsPage() {
  const words = useHouseWords();
  const list = useList(commerceRoutes.imports, {});
  useKeys({ u: list.again });
  return (
    <>
      <PageHead title={words.imports} help={words.importsHelp} />
      <div className="stack stack-16">
        <NewImport onUploaded={list.again} />
        <ListFrame list={list} empty={words.empty}>
          <ImportTable imports={list.items ?? []} />
        </ListFrame>
      </div>
    </>
  );
}

function NewImport({ onUploaded }: { onUploaded: () => void }) {
  const words = useHouseWords();
  const lang = useLang();
  const { shops } = useMe();
  const navigate = useNavigate();
  const [{ shopId }] = usePreferences();
  const [shop, setShop] = useState(
    () => (shops.find((each) => each.id === shopId) ?? (shops.length === 1 ? shops[0] : undefined))?.code ?? '',
  );
  const [layout, setLayout] = useState<Layout>('taobao');
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload<ImportAnswer>((made) => {
    onUploaded();
    void navigate({ to: '/imports/$importId', params: { importId: made.id } });
  });
  const send = (given: File): void => {
    setFile(given);
    // The fields must stand in front of the file: the server streams it to disk as it comes.
    const body = new FormData();
    body.append('shop', shop);
    body.append('layout', layout);
    body.append('start', layout === 'taobao' ? 'yes' : 'no');
    body.append('file', given);
    upload.mutate({ path: commerceFiles.upload, body });
  };
  return (
    <Card title={words.newImport} id="new-import">
      <div className="stack">
        <div className="form-grid">
          <label className="field">
            <span>{words.shop}</span>
            <Select
              aria-label={words.shop}
              style={{ width: '100%' }}
              showSearch
              optionFilterProp="label"
              value={shop || null}
              onChange={(value: string | null) => setShop(value ?? '')}
              options={shops.map((each) => ({ value: each.code, label: lang === 'zh' ? each.name : each.nameEn }))}
            />
          </label>
          <label className="field">
            <span>{words.layout}</span>
            <Select
              aria-label={words.layout}
              style={{ width: '100%' }}
              value={layout}
              onChange={setLayout}
              options={importLayouts.map((value) => ({ value, label: words.layouts[value] }))}
            />
          </label>
        </div>
        <p className="quiet small">{words.layoutHelp[layout]}</p>
        {upload.isPending ? (
          <>
            <p>
              {words.uploading} {file?.name}
            </p>
            <Progress share={upload.sent} label={words.uploading} />
          </>
        ) : (
          <DropFile accept=".csv,.xlsx,.txt" label={words.drop} disabled={shop === ''} onFile={send}>
            {shop === '' ? words.chooseShop : words.dropHelp}
          </DropFile>
        )}
        <ProblemNote refused={upload.error} retry={() => file && send(file)} />
      </div>
    </Card>
  );
}
