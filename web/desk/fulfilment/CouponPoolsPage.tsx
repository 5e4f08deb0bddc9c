import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { workRoutes } from '#fulfilment/wire.ts';
import type { Answer } from '#platform/wire.ts';
import { FilePick } from '../../ui/FilePick.tsx';
import { Chip, Empty, Loading } from '../../ui/parts.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import '../../ui/rows.css';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useReadAgain } from '../list.ts';
import { PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useDay } from '../words/useWhen.ts';
import { WorkPages } from './WorkPages.tsx';
import { useWorkWords } from './workWords.ts';

type Pool = Answer<typeof workRoutes.pools>['items'][number];

/** Coupon pools (FU-16): how much is left; codes come in by CSV and are never shown here again. */
export function CouponPoolsPage() {
  const words = useWorkWords();
  const app = useAppWords();
  const day = useDay();
  const may = useMay();
  const asked = useAsked(workRoutes.pools);
  const readAgain = useReadAgain(workRoutes.pools.path);
  const [open, setOpen] = useState<'new' | Pool | null>(null);
  const edit = may('remedy.policy-edit');
  const columns: Column<Pool>[] = [
    { key: 'code', title: words.poolColumns.code, render: (row) => <span className="strong">{row.code}</span> },
    { key: 'name', title: words.poolColumns.name, render: (row) => row.name },
    { key: 'shop', title: words.poolColumns.shop, render: (row) => row.shop?.name ?? words.everyShop },
    {
      key: 'left',
      title: words.poolColumns.left,
      num: true,
      render: (row) => (row.left < row.lowMark ? <Chip tone="red">{row.left}</Chip> : row.left),
    },
    { key: 'given', title: words.poolColumns.given, num: true, render: (row) => row.given },
    { key: 'until', title: words.poolColumns.until, render: (row) => (row.validUntil ? day(row.validUntil) : '—') },
    ...(edit
      ? [
          {
            key: 'acts',
            title: <span className="hidden">{words.columns.acts}</span>,
            render: (row: Pool) => (
              <Button size="small" onClick={() => setOpen(row)}>
                {words.addCodes}
              </Button>
            ),
          },
        ]
      : []),
  ];
  const close = (): void => {
    setOpen(null);
    readAgain();
  };
  return (
    <>
      <WorkPages />
      <PageHead title={words.pools} help={words.poolsHelp}>
        {edit ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {words.newPool}
          </Button>
        ) : null}
      </PageHead>
      {asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data?.items.length === 0 ? <Empty title={words.noPools[0]}>{words.noPools[1]}</Empty> : null}
      {asked.data && asked.data.items.length > 0 ? (
        <Rows label={words.pools} columns={columns} rows={asked.data.items} keyOf={(row) => row.id} />
      ) : null}
      {open === 'new' ? <NewPool onClose={() => setOpen(null)} onDone={close} /> : null}
      {open !== null && open !== 'new' ? <AddCodes pool={open} onClose={close} /> : null}
    </>
  );
}

function NewPool({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const words = useWorkWords();
  const page = usePageWords();
  const [given, setGiven] = useState({ code: '', name: '', nameEn: '', lowMark: 20 });
  const save = useCommand(workRoutes.savePool, onDone);
  const field = (key: 'code' | 'name' | 'nameEn', label: string) => (
    <label className="field">
      <span>{label}</span>
      <Input value={given[key]} maxLength={60} onChange={(event) => setGiven({ ...given, [key]: event.target.value })} />
    </label>
  );
  return (
    <Modal
      open
      title={words.newPool}
      onCancel={onClose}
      onOk={() => save.mutate({ body: given })}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !given.code || !given.name || !given.nameEn }}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        {field('code', words.poolCode)}
        {field('name', words.poolName)}
        {field('nameEn', words.poolNameEn)}
        <label className="field">
          <span>{words.lowMark}</span>
          <InputNumber min={0} max={100_000} value={given.lowMark} onChange={(lowMark) => setGiven({ ...given, lowMark: lowMark ?? 0 })} />
        </label>
        <ProblemNote refused={save.error} retry={() => save.mutate({ body: given })} />
      </div>
    </Modal>
  );
}

function AddCodes({ pool, onClose }: { pool: Pool; onClose: () => void }) {
  const words = useWorkWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [csv, setCsv] = useState('');
  const add = useCommand(workRoutes.addCodes, (made) => {
    void message.success(words.added(made.added, made.known, made.refused.length));
    onClose();
  });
  const send = (): void => add.mutate({ params: { poolId: pool.id }, body: { csv } });
  return (
    <Modal
      open
      title={`${words.addCodes} · ${pool.name}`}
      onCancel={onClose}
      onOk={send}
      okText={words.addCodes}
      cancelText={page.cancel}
      okButtonProps={{ disabled: csv.trim() === '' }}
      confirmLoading={add.isPending}
    >
      <label className="field">
        <span>{words.codes}</span>
        <Input.TextArea rows={8} value={csv} onChange={(event) => setCsv(event.target.value)} />
      </label>
      <p className="small quiet">{words.codesHelp}</p>
      <FilePick label={words.codesFile} accept=".csv,.txt,text/csv" onFiles={([file]) => void file?.text().then(setCsv)} />
      <ProblemNote refused={add.error} retry={send} />
    </Modal>
  );
}
