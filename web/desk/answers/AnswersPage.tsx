import { Button, Input } from 'antd';
import { useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type ArticleView, answersRoutes } from '#answers/wire.ts';
import { Chip, Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { useMay } from '../app/useMe.ts';
import { useCommand } from '../ask.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { ArticleDialog } from './ArticleDialog.tsx';
import { EnquiryDialog } from './EnquiryDialog.tsx';
import { AreaTab, FeeTab, TrackTab } from './LookUpTabs.tsx';
import { PlacesImport, TariffsCard } from './TariffsCard.tsx';
import { TermsTab } from './TermsTab.tsx';
import { useAnswersWords } from './words.ts';

const tabs = ['search', 'fee', 'area', 'track', 'terms'] as const;
type Tab = (typeof tabs)[number];

/** What an enquiry is about, by where one looked. */
const problems = {
  search: 'enquiry.other',
  fee: 'enquiry.fee',
  area: 'enquiry.area',
  track: 'enquiry.time-limit',
  terms: 'enquiry.other',
} as const;

/** What needs no case (EX-1, EX-2): knowledge, fee, area, tracking, and what carriers' terms say. Keys 1 to 5 choose, `a` goes to the field. */
export function AnswersPage() {
  const words = useAnswersWords();
  const may = useMay();
  const { tab: asked }: { tab?: string } = useSearch({ strict: false });
  const [tab, setTab] = useState<Tab>(tabs.find((each) => each === asked) ?? 'search');
  const [asking, setAsking] = useState(false);
  const keys = Object.fromEntries(tabs.map((each, at) => [String(at + 1), () => setTab(each)]));
  useKeys(keys);
  return (
    <>
      <PageHead title={words.title} help={tab === 'terms' ? words.termsHelp : words.help}>
        {may('case.register') ? <Button onClick={() => setAsking(true)}>{words.makeCase}</Button> : null}
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((key, at) => ({ key, label: words.tabs[key], count: <Key>{at + 1}</Key> }))}
        at={tab}
        onTab={setTab}
      />
      {tab === 'search' ? <SearchTab /> : null}
      {tab === 'fee' ? (
        <div className="stack stack-16">
          <FeeTab />
          <TariffsCard />
        </div>
      ) : null}
      {tab === 'area' ? (
        <div className="stack stack-16">
          <AreaTab />
          <PlacesImport />
        </div>
      ) : null}
      {tab === 'track' ? <TrackTab /> : null}
      {tab === 'terms' ? <TermsTab /> : null}
      {asking ? <EnquiryDialog problem={problems[tab]} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function SearchTab() {
  const words = useAnswersWords();
  const page = usePageWords();
  const mayEdit = useMay()('answers.edit');
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<ArticleView | 'new' | null>(null);
  const list = useList(answersRoutes.articles, { q });
  const field = useRef<{ focus: () => void }>(null);
  const again = useReadAgain(answersRoutes.articles.path);
  useKeys({ a: () => field.current?.focus() });
  return (
    <div className="stack">
      <div className="row">
        <Input.Search
          ref={field as never}
          aria-label={words.ask}
          placeholder={words.ask}
          allowClear
          enterButton={words.find}
          onSearch={setQ}
          style={{ maxWidth: 520 }}
        />
        <Key>a</Key>
        {mayEdit ? <Button onClick={() => setOpen('new')}>{words.newArticle}</Button> : null}
      </div>
      <ListFrame list={list} empty={words.empty}>
        <ul className="stack" style={{ listStyle: 'none', padding: 0 }}>
          {(list.items ?? []).map((article) => (
            <Article key={article.id} article={article} edit={mayEdit ? () => setOpen(article) : undefined} />
          ))}
        </ul>
      </ListFrame>
      {open ? (
        <ArticleDialog
          article={open === 'new' ? null : open}
          onClose={() => {
            setOpen(null);
            again();
          }}
        />
      ) : null}
      <span className="hidden">{page.acts}</span>
    </div>
  );
}

function Article({ article, edit }: { article: ArticleView; edit: (() => void) | undefined }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const [votes, setVotes] = useState({ useful: article.useful, useless: article.useless });
  const vote = useCommand(answersRoutes.voteArticle, setVotes);
  const send = (useful: boolean): void => vote.mutate({ params: { articleId: article.id }, body: { useful } });
  return (
    <li className="card">
      <div className="card-body stack">
        <div className="row">
          <h2 style={{ margin: 0 }}>{lang === 'zh' ? article.titleZh : article.titleEn}</h2>
          <Chip>{words.topics[article.topic]}</Chip>
          {article.verified ? null : <Chip tone="amber">{words.example}</Chip>}
        </div>
        <p className="breaks">{lang === 'zh' ? article.bodyZh : article.bodyEn}</p>
        <div className="row quiet small">
          <span>
            {words.source}
            {page.colon}
            {article.source}
          </span>
          <span>{words.votes(votes.useful, votes.useless)}</span>
          <Button size="small" onClick={() => send(true)}>
            {words.useful}
          </Button>
          <Button size="small" onClick={() => send(false)}>
            {words.useless}
          </Button>
          {edit ? (
            <Button size="small" onClick={edit}>
              {page.edit}
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}
