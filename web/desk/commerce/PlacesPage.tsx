import { App, Button, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { HousePages } from '../HousePages.tsx';
import { CarrierTerms } from './CarrierTerms.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import type { Place } from './shop.ts';
import { useHouseWords } from './houseWords.ts';

type What = 'warehouses' | 'carriers';
const codeForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

export function WarehousesPage() {
  return <PlacesPage what="warehouses" />;
}

export function CarriersPage() {
  return (
    <>
      <PlacesPage what="carriers" />
      <CarrierTerms />
    </>
  );
}

/** Warehouses or carriers: the things that parcels, resends and liability name. */
function PlacesPage({ what }: { what: What }) {
  const words = useHouseWords();
  const page = usePageWords();
  const lang = useLang();
  const may = useMay();
  const asked = useAsked(commerceRoutes[what]);
  const [open, setOpen] = useState<Place | 'new' | null>(null);
  return (
    <>
      <PageHead title={words.pages[what]} help={what === 'warehouses' ? words.warehousesHelp : words.carriersHelp}>
        {may('shop.manage') ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {words.newPlace[what]}
          </Button>
        ) : null}
      </PageHead>
      <HousePages />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.placesEmpty}>
        <Rows
          label={words.pages[what]}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'name',
              title: words.name,
              render: (row) => (
                <div>
                  <span className="strong">{lang === 'zh' ? row.name : row.nameEn}</span>{' '}
                  {row.active ? null : <Chip>{words.inactive}</Chip>}
                </div>
              ),
            },
            { key: 'code', title: words.code, width: 200, render: (row) => row.code },
            { key: 'email', title: words.email, render: (row) => row.email ?? '' },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              width: 80,
              render: (row) =>
                may('shop.manage') ? (
                  <Button size="small" onClick={() => setOpen(row)} aria-label={words.editTitle(row.name)}>
                    {page.edit}
                  </Button>
                ) : null,
            },
          ]}
        />
      </ListFrame>
      {open ? (
        <PlaceDialog
          what={what}
          place={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </>
  );
}

function PlaceDialog({ what, place, onClose, onDone }: { what: What; place: Place | null; onClose: () => void; onDone: () => void }) {
  const words = useHouseWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [given, setGiven] = useState({
    code: place?.code ?? '',
    name: place?.name ?? '',
    nameEn: place?.nameEn ?? '',
    email: place?.email ?? '',
    active: place?.active ?? true,
  });
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change });
  const command = useCommand(what === 'warehouses' ? commerceRoutes.putWarehouse : commerceRoutes.putCarrier, () => {
    void message.success(page.saved);
    onDone();
  });
  const complete = codeForm.test(given.code) && given.name.trim() !== '' && given.nameEn.trim() !== '';
  const send = (): void => {
    if (!complete || command.isPending) return;
    const { code, name, nameEn, email, active } = given;
    command.mutate({ params: { code }, body: { name, nameEn, active, email: email.trim() === '' ? null : email.trim() } });
  };
  useKeys({ 'ctrl+enter': send });
  const fields = [
    ['code', words.code],
    ['name', words.name],
    ['nameEn', words.nameEn],
    ['email', `${words.email} (${page.optional})`],
  ] as const;
  return (
    <Modal
      open
      title={place ? words.editTitle(place.name) : words.newPlace[what]}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        {fields.map(([key, label]) => (
          <label className="field" key={key}>
            <span>{label}</span>
            <Input
              disabled={key === 'code' && place !== null}
              value={given[key]}
              onChange={(event) => put({ [key]: event.target.value })}
            />
            {key === 'code' ? <small className="quiet">{words.codeHelp}</small> : null}
          </label>
        ))}
        <label className="row">
          <Switch checked={given.active} onChange={(active) => put({ active })} aria-label={words.active} /> {words.active}
        </label>
        <ProblemNote refused={command.error} retry={send} />
      </div>
    </Modal>
  );
}
