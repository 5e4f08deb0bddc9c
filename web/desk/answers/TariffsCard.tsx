import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes, type TariffView } from '#answers/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
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
          { key: 'first', title: words.tariff.firstFen, width: 110, num: true, render: (row) => sayFen(row.firstFen) },
          { key: 'further', title: words.tariff.furtherFen, width: 110, num: true, render: (row) => sayFen(row.furtherFen) },
          {
            key: 'from',
            title: words.columns.from,
            width: 150,
            render: (row) => (
              <span>
                {row.validFrom} {row.verified ? null : <Chip tone="amber">{words.example}</Chip>}
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

/** A list of places as CSV; bad rows are told with their line. */
export function PlacesImport() {
  const words = useAnswersWords();
  const terms = useAsked(answersRoutes.terms);
  const [carrierId, setCarrierId] = useState<string | null>(null);
  const [csv, setCsv] = useState('');
  const taken = useCommand(answersRoutes.importPlaces);
  const carriers = new Map((terms.data?.items ?? []).map((row) => [row.carrierId, row.carrier]));
  if (!useMay()('answers.edit')) return null;
  return (
    <Card title={words.importPlaces} id="import-places">
      <div className="stack">
        <Select
          aria-label={words.columns.carrier}
          placeholder={words.columns.carrier}
          value={carrierId}
          onChange={setCarrierId}
          options={[...carriers].map(([value, label]) => ({ value, label }))}
          style={{ width: 220 }}
        />
        <Input.TextArea
          aria-label={words.importPlaces}
          placeholder={words.importHelp}
          rows={4}
          value={csv}
          onChange={(event) => setCsv(event.target.value)}
        />
        <div>
          <Button
            disabled={!carrierId || csv.trim() === ''}
            loading={taken.isPending}
            onClick={() => carrierId && taken.mutate({ body: { carrierId, csv } })}
          >
            {words.importPlaces}
          </Button>
        </div>
        <ProblemNote refused={taken.error} />
        {taken.data ? (
          <output>
            {words.imported(taken.data.saved)}
            {taken.data.refused.map((each) => (
              <div key={each.line} className="red small">
                {words.refusedRow(each.line, each.why)}
              </div>
            ))}
          </output>
        ) : null}
      </div>
    </Card>
  );
}
