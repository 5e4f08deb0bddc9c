import { Button } from 'antd';
import { useState } from 'react';
import { liabilityRoutes, type RuleView } from '#liability/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { RuleDialog } from './RuleDialog.tsx';
import { useRuleWords } from './words.ts';

/** Liability rules (LI-6): which situation puts how much on whom, and up to which value a rule decides alone. */
export function RulesPage() {
  const words = useRuleWords();
  const page = usePageWords();
  const code = useCodes();
  const lang = useLang();
  const may = useMay()('remedy.policy-edit');
  const asked = useAsked(liabilityRoutes.rules);
  const [open, setOpen] = useState<RuleView | 'new' | null>(null);
  const rules = [...(asked.data?.items ?? [])].sort((a, b) => a.position - b.position);
  const when = (rule: RuleView): string =>
    [
      rule.problems.length > 0 ? rule.problems.map((problem) => code('problems', problem)).join(page.comma) : words.anyProblem,
      rule.weight === 'any' ? '' : `${words.weight} ${words.weights[rule.weight]}`,
      rule.scans === 'any' ? '' : `${words.scans} ${words.scanKinds[rule.scans]}`,
      rule.historyAtLeast > 0 ? words.history(rule.historyAtLeast) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {may ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {words.add}
          </Button>
        ) : null}
      </PageHead>
      <RulePages />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <Rows
          label={words.title}
          rows={rules}
          keyOf={(row) => row.id}
          columns={[
            { key: 'position', title: words.columns.position, width: 60, num: true, render: (row) => row.position },
            {
              key: 'rule',
              title: words.columns.rule,
              render: (row) => (
                <div>
                  <span className="strong">{row.title[lang]}</span>
                  <div className="quiet small">
                    {row.id} · {words.causes[row.cause]}
                  </div>
                </div>
              ),
            },
            { key: 'when', title: words.columns.when, render: when },
            {
              key: 'shares',
              title: words.columns.shares,
              width: 170,
              render: (row) => row.shares.map((share) => `${code('parties', share.party)} ${share.percent}%`).join(' · '),
            },
            { key: 'most', title: words.columns.most, width: 110, num: true, render: (row) => sayFen(row.atMostFen) },
            {
              key: 'state',
              title: words.columns.state,
              width: 90,
              render: (row) => <Chip tone={row.active ? 'green' : 'grey'}>{row.active ? words.on : words.off}</Chip>,
            },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              width: 80,
              render: (row) =>
                may ? (
                  <Button size="small" onClick={() => setOpen(row)} aria-label={words.editTitle(row.id)}>
                    {page.edit}
                  </Button>
                ) : null,
            },
          ]}
        />
      </ListFrame>
      {open ? (
        <RuleDialog
          rule={open === 'new' ? null : open}
          next={(rules.at(-1)?.position ?? 0) + 10}
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
