import { Button } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';

import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked } from '../ask.ts';
import { HousePages } from '../HousePages.tsx';
import { useReadAgain } from '../list.ts';
import { ListFrame, PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { ShopDialog } from './ShopDialog.tsx';
import type { Shop } from './shop.ts';
import { useHouseWords } from './houseWords.ts';

export function ShopsPage() {
  const words = useHouseWords();
  const page = usePageWords();
  const code = useCodes();
  const lang = useLang();
  const may = useMay();
  const asked = useAsked(commerceRoutes.shops);
  const [open, setOpen] = useState<Shop | 'new' | null>(null);
  const readAgain = useReadAgain(commerceRoutes.shops.path, '/api/v1/me');
  return (
    <>
      <PageHead title={words.pages.shops} help={words.shopsHelp}>
        {may('shop.manage') ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {words.newShop}
          </Button>
        ) : null}
      </PageHead>
      <HousePages />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.shopsEmpty}>
        <Rows
          label={words.pages.shops}
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
                  <div className="quiet small">{row.code}</div>
                </div>
              ),
            },
            { key: 'platform', title: words.platform, width: 110, render: (row) => code('platforms', row.platform) },
            { key: 'entity', title: words.entity, render: (row) => row.entity },
            { key: 'signature', title: words.signature, render: (row) => row.signature },
            { key: 'days', title: words.claimDays, width: 130, num: true, render: (row) => row.claimDays },
            { key: 'zone', title: words.zone, width: 140, render: (row) => row.zone },
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
        <ShopDialog
          shop={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            readAgain();
          }}
        />
      ) : null}
    </>
  );
}
