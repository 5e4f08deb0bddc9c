import { Button, Input } from 'antd';
import { useState } from 'react';
import { publicRoutes } from '#insight/publicWire.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { newUuid } from '../newUuid.ts';
import { useAsked, useCommand } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useInsightWords } from './words.ts';

interface Draft {
  readonly id: string;
  readonly problem: string;
  readonly zh: string;
  readonly en: string;
}

/** The only words that go in public, per problem, kept by operations (RE-9). */
export function WordingsPage() {
  const words = useInsightWords().wordings;
  const page = usePageWords();
  const code = useCodes();
  const asked = useAsked(publicRoutes.wordings);
  const [draft, setDraft] = useState<Draft | null>(null);
  const again = (): void => {
    setDraft(null);
    void asked.refetch();
  };
  const put = useCommand(publicRoutes.putWording, again);
  const retire = useCommand(publicRoutes.retireWording, again);
  const { items, mayEdit = false } = asked.data ?? {};
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {mayEdit && !draft ? (
          <Button type="primary" onClick={() => setDraft({ id: newUuid(), problem: '*', zh: '', en: '' })}>
            {page.add}
          </Button>
        ) : null}
      </PageHead>
      <RulePages />
      {draft ? (
        <Card title={words.title} id="wording">
          <div className="stack">
            <Input
              aria-label={words.problemLabel}
              addonBefore={words.problemLabel}
              value={draft.problem}
              onChange={(e) => setDraft({ ...draft, problem: e.target.value })}
            />
            {(['zh', 'en'] as const).map((lang) => (
              <Input.TextArea
                key={lang}
                aria-label={words.columns[lang]}
                placeholder={words.columns[lang]}
                autoSize={{ minRows: 2 }}
                maxLength={1000}
                value={draft[lang]}
                onChange={(e) => setDraft({ ...draft, [lang]: e.target.value })}
              />
            ))}
            <div className="row">
              <Button
                type="primary"
                loading={put.isPending}
                disabled={draft.zh.trim() === '' || draft.en.trim() === ''}
                onClick={() =>
                  put.mutate({ params: { wordingId: draft.id }, body: { problem: draft.problem, words: { zh: draft.zh, en: draft.en } } })
                }
              >
                {page.save}
              </Button>
              <Button onClick={() => setDraft(null)}>{page.cancel}</Button>
            </div>
            <ProblemNote refused={put.error} />
          </div>
        </Card>
      ) : null}
      <ListFrame list={{ items, error: asked.error ?? retire.error, again: () => void asked.refetch() }} empty={words.empty}>
        <Rows
          label={words.title}
          rows={items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'problem',
              title: words.columns.problem,
              width: 140,
              render: (row) => (
                <span>
                  {row.problem === '*' ? words.any : code('problems', row.problem)} {row.example ? <Chip>{words.example}</Chip> : null}
                </span>
              ),
            },
            { key: 'zh', title: words.columns.zh, render: (row) => row.words.zh },
            { key: 'en', title: words.columns.en, render: (row) => row.words.en },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              width: 140,
              render: (row, at) =>
                mayEdit ? (
                  <div className="row">
                    <Button
                      size="small"
                      aria-label={`${page.edit} ${at + 1}`}
                      onClick={() => setDraft({ id: row.id, problem: row.problem, ...row.words })}
                    >
                      {page.edit}
                    </Button>
                    <Button
                      size="small"
                      aria-label={`${words.retire} ${at + 1}`}
                      onClick={() => retire.mutate({ params: { wordingId: row.id }, body: {} })}
                    >
                      {words.retire}
                    </Button>
                  </div>
                ) : null,
            },
          ]}
        />
      </ListFrame>
    </>
  );
}
