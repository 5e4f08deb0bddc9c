import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { answersRoutes, authorities, type TermsView } from '#answers/wire.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { ListFrame } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { AuthorityDialog, type Authority } from './AuthorityDialog.tsx';
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
  const [open, setOpen] = useState<TermsView | null>(null);
  const [authority, setAuthority] = useState<Authority | null>(null);
  const answerTimes = asked.data?.authorities;
  const source = (row: { sourceZh: string; sourceEn: string; verified: boolean }) => (
    <span className="small">
      {lang === 'zh' ? row.sourceZh : row.sourceEn} {row.verified ? null : <Chip tone="amber">{words.example}</Chip>}
    </span>
  );
  return (
    <div className="stack stack-16">
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
      <Card title={words.authorities} id="authorities">
        {answerTimes
          ? authorities.map((each) => {
              const row = answerTimes.find(({ authority: of }) => of === each);
              return (
                <p key={each}>
                  {words.authorityNames[each]}
                  {page.colon}
                  {row ? words.answerIn(row.answerDays, row.working) : words.notSet} {row ? source(row) : null}{' '}
                  {mayEdit ? (
                    <Button size="small" aria-label={`${page.edit} ${words.authorityNames[each]}`} onClick={() => setAuthority(each)}>
                      {page.edit}
                    </Button>
                  ) : null}
                </p>
              );
            })
          : null}
      </Card>
      {authority ? (
        <AuthorityDialog
          authority={authority}
          kept={answerTimes?.find((row) => row.authority === authority)}
          onClose={() => {
            setAuthority(null);
            void asked.refetch();
          }}
        />
      ) : null}
      {open ? (
        <TermsDialog
          terms={open}
          onClose={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </div>
  );
}

function TermsDialog({ terms, onClose }: { terms: TermsView; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const [given, setGiven] = useState(terms);
  const save = useCommand(answersRoutes.putTerms, onClose);
  const send = (): void => {
    const { id: _, carrierId, carrier: __, inForce: ___, ...body } = given;
    save.mutate({ params: { carrierId }, body });
  };
  return (
    <Modal
      open
      title={terms.carrier}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        {numbers.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.columns[labels[name]]}</span>
            <InputNumber min={1} max={3650} value={given[name]} onChange={(value) => setGiven({ ...given, [name]: value })} />
          </label>
        ))}
        {(['validFrom', 'sourceZh', 'sourceEn'] as const).map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>
              {name === 'validFrom' ? words.validFrom : name === 'sourceZh' ? words.source : words.sourceEn}
            </span>
            <Input value={given[name]} onChange={(event) => setGiven({ ...given, [name]: event.target.value })} style={{ flex: 1 }} />
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
