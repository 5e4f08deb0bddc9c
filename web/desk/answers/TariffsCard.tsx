import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
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
import { newUuid } from '../newUuid.ts';
import { useAnswersWords } from './words.ts';

const texts = ['serviceZh', 'serviceEn', 'origin', 'destination', 'source', 'validFrom'] as const;
const counts = ['firstG', 'furtherG', 'volumeDivisor', 'insuredPerMille', 'daysLeast', 'daysMost'] as const;
const money = ['firstFen', 'furtherFen', 'insuredLeastFen'] as const;

/** The price list behind the calculator; a new price is a new row from a later day (EX-1). */
export function TariffsCard() {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const mayEdit = useMay()('answers.edit');
  const asked = useAsked(answersRoutes.tariffs);
  const [open, setOpen] = useState<TariffView | null>(null);
  return (
    <Card title={words.tariffs} id="tariffs" flush>
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
          tariff={open}
          onClose={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </Card>
  );
}

/** Changes a price; with another day from which it holds it becomes a row of its own, and the old one stays. */
function TariffDialog({ tariff, onClose }: { tariff: TariffView; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const [given, setGiven] = useState(tariff);
  const [fresh] = useState(newUuid);
  const save = useCommand(answersRoutes.putTariff, onClose);
  const send = (): void => {
    const { id, carrier: _, ...body } = given;
    save.mutate({ params: { tariffId: body.validFrom === tariff.validFrom ? id : fresh }, body });
  };
  return (
    <Modal
      open
      title={tariff.carrier}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        {texts.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.tariff[name]}</span>
            <Input value={given[name]} onChange={(event) => setGiven({ ...given, [name]: event.target.value })} style={{ flex: 1 }} />
          </label>
        ))}
        {counts.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.tariff[name]}</span>
            <InputNumber min={0} value={given[name]} onChange={(value) => setGiven({ ...given, [name]: value ?? 0 })} />
          </label>
        ))}
        {money.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.tariff[name]}</span>
            <InputNumber
              min={0}
              value={given[name] / 100}
              onChange={(value) => setGiven({ ...given, [name]: Math.round((value ?? 0) * 100) })}
            />
          </label>
        ))}
        <Checkbox checked={given.verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
          {words.verified}
        </Checkbox>
        <ProblemNote refused={save.error} />
      </div>
    </Modal>
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
