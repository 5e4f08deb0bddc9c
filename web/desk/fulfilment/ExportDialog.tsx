import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { fileFormats, fileLayouts, fulfilmentRoutes } from '#fulfilment/wire.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { OwnLayout } from './OwnLayout.tsx';
import { useFulfilmentWords } from './words.ts';

/** Export for the warehouse (FU-14). Without `ids`: every open row of the warehouse. */
export function ExportDialog({
  ids,
  repeated,
  warehouseId,
  onClose,
  onDone,
}: {
  ids: readonly string[] | null;
  repeated: number;
  warehouseId: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const [layout, setLayout] = useState<(typeof fileLayouts)[number]>('generic');
  const [layoutId, setLayoutId] = useState('');
  const [format, setFormat] = useState<(typeof fileFormats)[number]>('xlsx');
  const command = useCommand(fulfilmentRoutes.exportResends, (made) => {
    onDone();
    location.assign(made.file);
  });
  const made = command.data;
  const send = (): void => {
    if (!made && !command.isPending && (layout !== 'own' || layoutId !== ''))
      command.mutate({
        body: {
          layout,
          format,
          ...(layout === 'own' ? { layoutId } : {}),
          ...(ids ? { ids: [...ids] } : {}),
          ...(warehouseId ? { warehouseId } : {}),
        },
      });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={words.exportTitle}
      onCancel={onClose}
      footer={
        made ? (
          <Button onClick={onClose}>{page.close}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{page.cancel}</Button>
            <Button type="primary" loading={command.isPending} onClick={send}>
              {words.doExport}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <output>
          {words.exported(made.count)} · <a href={made.file}>{words.download}</a>
        </output>
      ) : (
        <div className="stack">
          <p className="quiet">{words.exportHelp}</p>
          {repeated > 0 ? <p className="amber">{words.again(repeated)}</p> : null}
          <div className="row">
            <span className="quiet">{words.layout}</span>
            <Radio.Group
              aria-label={words.layout}
              value={layout}
              onChange={(event) => setLayout(event.target.value as typeof layout)}
              options={fileLayouts.map((value) => ({ value, label: words.layouts[value] }))}
            />
          </div>
          {layout === 'own' ? <OwnLayout value={layoutId} onChange={setLayoutId} /> : null}
          <div className="row">
            <span className="quiet">{words.format}</span>
            <Radio.Group
              aria-label={words.format}
              value={format}
              onChange={(event) => setFormat(event.target.value as typeof format)}
              options={fileFormats.map((value) => ({ value, label: words.formats[value] }))}
            />
          </div>
          <ProblemNote refused={command.error} retry={send} />
        </div>
      )}
    </Modal>
  );
}
