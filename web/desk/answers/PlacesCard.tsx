import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes, type PlaceView } from '#answers/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { Card, Chip, Field } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useList } from '../list.ts';
import { ListFrame } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { PlacesImport } from './PlacesImport.tsx';
import { useAnswersWords } from './words.ts';

const tones = { yes: 'green', limited: 'amber', no: 'red' } as const;

/** The places behind the look-up by address; one is changed here, many come by a list (EX-1). */
export function PlacesCard() {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const mayEdit = useMay()('answers.edit');
  const [q, setQ] = useState('');
  const list = useList(answersRoutes.places, { q });
  const [open, setOpen] = useState<PlaceView | 'new' | null>(null);
  return (
    <>
      <Card
        title={words.places}
        id="places"
        aside={
          mayEdit ? (
            <Button size="small" onClick={() => setOpen('new')}>
              {words.newPlace}
            </Button>
          ) : null
        }
      >
        <div className="stack">
          <Input.Search
            aria-label={words.findPlace}
            placeholder={words.findPlace}
            allowClear
            onSearch={(text) => setQ(text.trim())}
            style={{ maxWidth: 320 }}
          />
          <ListFrame list={list} empty={words.placesEmpty}>
            <Rows
              label={words.places}
              rows={list.items ?? []}
              keyOf={(row) => row.id}
              columns={[
                { key: 'place', title: words.place, render: (row) => (lang === 'zh' ? row.place : row.placeEn || row.place) },
                { key: 'carrier', title: words.columns.carrier, width: 150, render: (row) => row.carrier },
                { key: 'zone', title: words.zone, width: 120, render: (row) => row.zone },
                {
                  key: 'delivered',
                  title: words.tabs.area,
                  render: (row) => (
                    <span>
                      <Chip tone={tones[row.delivered]}>{words.delivered[row.delivered]}</Chip>{' '}
                      {lang === 'zh' ? row.noteZh : row.noteEn || row.noteZh}
                    </span>
                  ),
                },
                {
                  key: 'acts',
                  title: <span className="hidden">{page.acts}</span>,
                  width: 80,
                  render: (row) =>
                    mayEdit ? (
                      <Button size="small" aria-label={`${page.edit} ${row.place}`} onClick={() => setOpen(row)}>
                        {page.edit}
                      </Button>
                    ) : null,
                },
              ]}
            />
          </ListFrame>
        </div>
      </Card>
      {mayEdit ? <PlacesImport onDone={list.again} /> : null}
      {open ? (
        <PlaceDialog
          place={open === 'new' ? null : open}
          onClose={() => {
            setOpen(null);
            list.again();
          }}
        />
      ) : null}
    </>
  );
}

const texts = ['place', 'placeEn', 'zone', 'noteZh', 'noteEn'] as const;
const blank = { carrierId: '', place: '', placeEn: '', zone: '', delivered: 'yes' as PlaceView['delivered'], noteZh: '', noteEn: '' };

function PlaceDialog({ place, onClose }: { place: PlaceView | null; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const [given, setGiven] = useState(() => (place ? { ...place } : blank));
  const carriers = useAsked(commerceRoutes.carriers, {}, { on: place === null });
  const save = useCommand(answersRoutes.putPlace, onClose);
  const { carrierId, place: name, placeEn, zone, delivered, noteZh, noteEn } = given;
  const complete = carrierId !== '' && name.trim() !== '' && zone.trim() !== '';
  return (
    <Modal
      open
      title={place ? place.place : words.newPlace}
      onCancel={onClose}
      onOk={() => save.mutate({ body: { carrierId, place: name, placeEn, zone, delivered, noteZh, noteEn } })}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        {place ? null : (
          <Field label={words.columns.carrier}>
            <Select
              aria-label={words.columns.carrier}
              style={{ width: '100%' }}
              {...(carrierId ? { value: carrierId } : {})}
              onChange={(id: string) => setGiven({ ...given, carrierId: id })}
              options={(carriers.data?.items ?? []).map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn }))}
            />
          </Field>
        )}
        {texts.map((key) => (
          <Field key={key} label={words.placeFields[key]} help={key === 'place' ? words.placeHelp : undefined}>
            <Input
              aria-label={words.placeFields[key]}
              disabled={key === 'place' && place !== null}
              value={given[key]}
              onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
            />
          </Field>
        ))}
        <Field label={words.placeFields.delivered}>
          <Select
            aria-label={words.placeFields.delivered}
            style={{ width: '100%' }}
            value={delivered}
            onChange={(value) => setGiven({ ...given, delivered: value })}
            options={(['yes', 'limited', 'no'] as const).map((value) => ({ value, label: words.delivered[value] }))}
          />
        </Field>
        <ProblemNote refused={save.error ?? carriers.error} />
      </div>
    </Modal>
  );
}
