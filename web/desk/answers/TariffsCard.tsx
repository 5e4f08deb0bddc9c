import { Button } from 'antd';
import { useState } from 'react';
import { answersRoutes, type TariffView } from '#answers/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip, Empty } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { TariffDialog } from './TariffDialog.tsx';
import { useAnswersWords } from './words.ts';

/** The price list behind the calculator; a new price is a new row from a later day (EX-1). */
export function TariffsCard() {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const mayEdit = useMay()('answers.edit');
  const asked = useAsked(answersRoutes.tariffs);
  const [open, setOpen] = useState<TariffView | 'new' | null>(null);
  return (
    <Card
      title={words.tariffs}
      id="tariffs"
      flush
      aside={
        mayEdit ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {words.newTariff}
          </Button>
        ) : null
      }
    >
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data?.items.length === 0 ? <Empty title={words.tariffsEmpty[0]}>{words.tariffsEmpty[1]}</Empty> : null}
      <Rows
        label={words.tariffs}
        rows={asked.data?.items ?? []}
        keyOf={(row) => row.id}
        columns={[
          {
            key: 'carrier',
            title: words.columns.carrier,
            width: 150,
            render: (row) => `${row.carrier} ${lang === 'zh' ? row.serviceZh : row.serviceEn}`,
          },
          { key: 'way', title: words.way, render: (row) => `${row.origin} → ${row.destination}` },
          { key: 'days', title: words.time, width: 90, render: (row) => words.days(row.daysLeast, row.daysMost) },
          { key: 'first', title: words.tariff.firstFen, width: 110, num: true, render: (row) => sayFen(row.firstFen) },
          { key: 'further', title: words.tariff.furtherFen, width: 110, num: true, render: (row) => sayFen(row.furtherFen) },
          { key: 'source', title: words.source, width: 150, render: (row) => (lang === 'zh' ? row.source : row.sourceEn || row.source) },
          {
            key: 'from',
            title: words.columns.from,
            width: 150,
            render: (row) => (
              <span>
                {row.validUntil ? `${row.validFrom} – ${row.validUntil}` : row.validFrom}{' '}
                {row.verified ? null : <Chip tone="amber">{words.example}</Chip>}
              </span>
            ),
          },
          {
            key: 'acts',
            title: <span className="hidden">{page.acts}</span>,
            width: 80,
            render: (row) =>
              mayEdit ? (
                <Button size="small" aria-label={`${page.edit} ${row.carrier} ${row.destination}`} onClick={() => setOpen(row)}>
                  {page.edit}
                </Button>
              ) : null,
          },
        ]}
      />
      {open ? (
        <TariffDialog
          tariff={open === 'new' ? null : open}
          onClose={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </Card>
  );
}
