import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { tierRoutes } from '#remedy/tierWire.ts';
import type { Answer } from '#platform/wire.ts';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { MembersCard } from './MembersCard.tsx';
import { useTierWords } from './tierWords.ts';

type Tier = Answer<typeof tierRoutes.tiers>['items'][number];

/** The tiers of the house, and the members list that says who is in which (RE-2). */
export function TiersPage() {
  const words = useTierWords();
  const lang = useLang();
  const asked = useAsked(tierRoutes.tiers);
  const again = (): void => void asked.refetch();
  const drop = useCommand(tierRoutes.dropTier, again);
  const [edited, setEdited] = useState<Tier | 'new' | null>(null);
  const may = asked.data?.mayEdit ?? false;
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {may ? (
          <Button type="primary" onClick={() => setEdited('new')}>
            {words.add}
          </Button>
        ) : null}
      </PageHead>
      <RulePages />
      <ProblemNote refused={drop.error} />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again }} empty={words.none}>
        <Rows
          label={words.title}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.code}
          columns={[
            { key: 'name', title: words.title, render: (row) => <span className="strong">{row.words[lang]}</span> },
            { key: 'code', title: words.code, render: (row) => <code>{row.code}</code> },
            { key: 'rank', title: words.rank, num: true, render: (row) => row.rank },
            { key: 'people', title: words.people, num: true, render: (row) => row.people },
            {
              key: 'acts',
              title: <span className="hidden">{words.change}</span>,
              render: (row) =>
                may ? (
                  <span className="row">
                    <Button size="small" aria-label={`${words.change}: ${row.words[lang]}`} onClick={() => setEdited(row)}>
                      {words.change}
                    </Button>
                    <Button
                      size="small"
                      aria-label={`${words.remove}: ${row.words[lang]}`}
                      loading={drop.isPending}
                      onClick={() => drop.mutate({ params: { tier: row.code }, body: {} })}
                    >
                      {words.remove}
                    </Button>
                  </span>
                ) : null,
            },
          ]}
        />
      </ListFrame>
      {may && asked.data && asked.data.items.length > 0 ? (
        <div style={{ marginTop: 16 }}>
          <MembersCard onDone={again} />
        </div>
      ) : null}
      {edited ? <TierDialog tier={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onDone={again} /> : null}
    </>
  );
}

function TierDialog({ tier, onClose, onDone }: { tier: Tier | null; onClose: () => void; onDone: () => void }) {
  const words = useTierWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [given, setGiven] = useState({ code: tier?.code ?? '', zh: tier?.words.zh ?? '', en: tier?.words.en ?? '' });
  const [rank, setRank] = useState<number | null>(tier?.rank ?? 1);
  const put = useCommand(tierRoutes.putTier, () => {
    void message.success(page.saved);
    onDone();
    onClose();
  });
  const ready = /^[a-z][a-z0-9-]{0,30}$/.test(given.code) && given.zh.trim() !== '' && given.en.trim() !== '' && rank !== null;
  const text = (key: keyof typeof given, label: string, help?: string) => (
    <label className="field">
      <span>{label}</span>
      {help ? <span className="quiet small">{help}</span> : null}
      <Input
        maxLength={key === 'code' ? 31 : 20}
        disabled={key === 'code' && tier !== null}
        value={given[key]}
        onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <Modal
      open
      title={tier ? `${words.change}: ${tier.code}` : words.add}
      okText={page.save}
      okButtonProps={{ disabled: !ready, loading: put.isPending }}
      onOk={() => put.mutate({ params: { tier: given.code }, body: { words: { zh: given.zh, en: given.en }, rank: rank ?? 0 } })}
      onCancel={onClose}
    >
      <div className="stack">
        {text('code', words.code, words.codeHelp)}
        {text('zh', words.zh)}
        {text('en', words.en)}
        <label className="field">
          <span>{words.rank}</span>
          <InputNumber min={0} max={99} precision={0} value={rank} onChange={setRank} />
        </label>
        <ProblemNote refused={put.error} />
      </div>
    </Modal>
  );
}
