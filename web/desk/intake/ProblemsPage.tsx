import { App, Button, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { problemRoutes, type ProblemView } from '#intake/problemWire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useProblemWords } from './problemWords.ts';

interface Given {
  readonly under: string;
  readonly last: string;
  readonly zh: string;
  readonly en: string;
}

/** The tree of problems (IN-4): the shipped ones, and finer ones below them that are handled like the one above. */
export function ProblemsPage() {
  const words = useProblemWords();
  const page = usePageWords();
  const code = useCodes();
  const { message } = App.useApp();
  const may = useMay()('playbook.edit');
  const asked = useAsked(problemRoutes.list);
  const items = asked.data?.items ?? [];
  const [given, setGiven] = useState<Given | null>(null);
  const save = useCommand(problemRoutes.save, () => {
    setGiven(null);
    void message.success(page.saved);
    void asked.refetch();
  });
  const complete =
    given !== null && /^[a-z0-9][a-z0-9-]*$/.test(given.last) && given.zh.trim() !== '' && given.en.trim() !== '' && given.under !== '';
  const send = (): void => {
    if (complete && given)
      save.mutate({ params: { code: `${given.under}.${given.last}` }, body: { title: { zh: given.zh, en: given.en }, active: true } });
  };
  const put = (change: Partial<Given>): void => setGiven(given && { ...given, ...change });
  const name = (row: ProblemView): string => code('problems', row.code);
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {may && !given ? (
          <Button
            type="primary"
            onClick={() => setGiven({ under: items.find((each) => each.title === null)?.code ?? '', last: '', zh: '', en: '' })}
          >
            {words.add}
          </Button>
        ) : null}
      </PageHead>
      <RulePages />
      {given ? (
        <div className="row" style={{ flexWrap: 'wrap', gap: 8, marginBottom: 16 }}>
          <Select
            showSearch
            optionFilterProp="label"
            aria-label={words.under}
            value={given.under}
            onChange={(under) => put({ under })}
            options={items
              .filter((each) => each.title === null)
              .map((each) => ({ value: each.code, label: `${name(each)} (${each.code})` }))}
            style={{ width: 280 }}
          />
          <Input
            aria-label={words.last}
            placeholder={words.lastHelp}
            maxLength={30}
            value={given.last}
            onChange={(event) => put({ last: event.target.value })}
            style={{ width: 160 }}
          />
          <Input
            aria-label={words.zh}
            placeholder={words.zh}
            maxLength={60}
            value={given.zh}
            onChange={(event) => put({ zh: event.target.value })}
            style={{ width: 160 }}
          />
          <Input
            aria-label={words.en}
            placeholder={words.en}
            maxLength={60}
            value={given.en}
            onChange={(event) => put({ en: event.target.value })}
            style={{ width: 160 }}
          />
          <Button type="primary" disabled={!complete} loading={save.isPending} onClick={send}>
            {words.save}
          </Button>
          <Button onClick={() => setGiven(null)}>{words.cancel}</Button>
        </div>
      ) : null}
      <ProblemNote refused={save.error} retry={send} />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <Rows
          label={words.title}
          rows={items}
          keyOf={(row) => row.code}
          columns={[
            {
              key: 'problem',
              title: words.columns.problem,
              render: (row) => (
                <span style={{ paddingLeft: (row.code.split('.').length - 2) * 20 }}>
                  <span className="strong">{name(row)}</span> <span className="quiet small">{row.code}</span>
                </span>
              ),
            },
            { key: 'playbooks', title: words.columns.playbooks, render: (row) => row.playbooks.map((each) => each.title).join(page.comma) },
            {
              key: 'origin',
              title: words.columns.origin,
              width: 100,
              render: (row) => <Chip tone={row.title ? 'blue' : 'grey'}>{row.title ? words.own : words.shipped}</Chip>,
            },
            {
              key: 'active',
              title: words.columns.active,
              width: 90,
              render: (row) =>
                row.title && may ? (
                  <Switch
                    size="small"
                    checked={row.active}
                    aria-label={words.onOff(name(row))}
                    onChange={(active) => row.title && save.mutate({ params: { code: row.code }, body: { title: row.title, active } })}
                  />
                ) : row.active ? (
                  words.on
                ) : (
                  words.off
                ),
            },
          ]}
        />
      </ListFrame>
    </>
  );
}
