import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes, type TermsView } from '#answers/wire.ts';
import { Chip, Field } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { ListFrame } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { Day } from './Day.tsx';
import { useAnswersWords } from './words.ts';

const numbers = ['lostDays', 'claimDays', 'damageDays', 'acceptanceDays', 'decisionDays', 'paymentDays', 'uninsuredTimes'] as const;
const labels = {
  lostDays: 'lost',
  claimDays: 'claim',
  damageDays: 'damage',
  acceptanceDays: 'acceptance',
  decisionDays: 'decision',
  paymentDays: 'payment',
  uninsuredTimes: 'cap',
} as const;

/** What carriers' terms say, from which day and where that is written; whatever nobody verified says so (CL-8). */
export function TermsTab() {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const mayEdit = useMay()('answers.edit');
  const asked = useAsked(answersRoutes.terms);
  const [open, setOpen] = useState<TermsView | 'new' | null>(null);
  const source = (row: { sourceZh: string; sourceEn: string; verified: boolean }) => (
    <span className="small">
      {lang === 'zh' ? row.sourceZh : row.sourceEn} {row.verified ? null : <Chip tone="amber">{words.example}</Chip>}
    </span>
  );
  return (
    <div className="stack">
      {mayEdit ? (
        <div>
          <Button onClick={() => setOpen('new')}>{words.newTerms}</Button>
        </div>
      ) : null}
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.termsEmpty}>
        <Rows
          label={words.tabs.terms}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'carrier',
              title: words.columns.carrier,
              width: 150,
              render: (row) => (
                <div>
                  <span className="strong">{row.carrier}</span>
                  <div className="quiet small">
                    {row.validFrom} {row.inForce ? <Chip tone="green">{words.inForce}</Chip> : null}
                  </div>
                </div>
              ),
            },
            ...numbers.map((name) => ({
              key: name,
              title: words.columns[labels[name]],
              width: 100,
              num: true,
              render: (row: TermsView) => (name === 'uninsuredTimes' ? words.times(row[name]) : words.nDays(row[name])),
            })),
            { key: 'source', title: words.columns.source, render: source },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              width: 80,
              render: (row) =>
                mayEdit ? (
                  <Button size="small" aria-label={`${page.edit} ${row.carrier}`} onClick={() => setOpen(row)}>
                    {page.edit}
                  </Button>
                ) : null,
            },
          ]}
        />
      </ListFrame>
      {open ? (
        <TermsDialog
          terms={open === 'new' ? null : open}
          onClose={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </div>
  );
}

type Given = Omit<TermsView, 'id' | 'carrier' | 'inForce'>;
const blank: Given = {
  carrierId: '',
  lostDays: null,
  claimDays: null,
  damageDays: null,
  acceptanceDays: null,
  decisionDays: null,
  paymentDays: null,
  uninsuredTimes: null,
  sourceZh: '',
  sourceEn: '',
  verified: false,
  validFrom: '',
};

/** Terms of a carrier from a day on (`terms` null: of one that is chosen here); with another day they are a row of their own, and the old one stays. */
function TermsDialog({ terms, onClose }: { terms: TermsView | null; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const [given, setGiven] = useState<Given>(() =>
    terms ? givenOf(terms) : { ...blank, validFrom: new Date().toISOString().slice(0, 10) },
  );
  const carriers = useAsked(commerceRoutes.carriers, {}, { on: terms === null });
  const save = useCommand(answersRoutes.putTerms, onClose);
  const complete = given.carrierId !== '' && given.validFrom !== '' && given.sourceZh.trim() !== '' && given.sourceEn.trim() !== '';
  const send = (): void => {
    const { carrierId, ...body } = given;
    save.mutate({ params: { carrierId }, body });
  };
  return (
    <Modal
      open
      title={terms?.carrier ?? words.newTerms}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        {terms ? (
          <p className="quiet small">{words.newDayHelp}</p>
        ) : (
          <Field label={words.columns.carrier}>
            <Select
              aria-label={words.columns.carrier}
              style={{ width: '100%' }}
              {...(given.carrierId ? { value: given.carrierId } : {})}
              onChange={(carrierId: string) => setGiven({ ...given, carrierId })}
              options={(carriers.data?.items ?? []).map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn }))}
            />
          </Field>
        )}
        {numbers.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 220 }}>{words.termFields[labels[name]]}</span>
            <InputNumber min={1} max={3650} precision={0} value={given[name]} onChange={(value) => setGiven({ ...given, [name]: value })} />
          </label>
        ))}
        <Day
          label={words.validFrom}
          value={given.validFrom}
          onDay={(validFrom) => setGiven({ ...given, validFrom: validFrom ?? given.validFrom })}
        />
        {(['sourceZh', 'sourceEn'] as const).map((name) => (
          <Field key={name} label={name === 'sourceZh' ? words.source : words.sourceEn}>
            <Input
              aria-label={name === 'sourceZh' ? words.source : words.sourceEn}
              maxLength={300}
              value={given[name]}
              onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
            />
          </Field>
        ))}
        <Checkbox checked={given.verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
          {words.verified}
        </Checkbox>
        <ProblemNote refused={save.error ?? carriers.error} />
      </div>
    </Modal>
  );
}

function givenOf(terms: TermsView): Given {
  const { id: _, carrier: __, inForce: ___, ...given } = terms;
  return given;
}
