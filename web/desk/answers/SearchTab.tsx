import { Button, Checkbox, Input } from 'antd';
import { useRef, useState } from 'react';
import { type ArticleView, answersRoutes } from '#answers/wire.ts';
import { Chip, Key } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { useMay } from '../app/useMe.ts';
import { useCommand } from '../ask.ts';
import { useCopy } from '../copy.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { ArticleDialog } from './ArticleDialog.tsx';
import type { AskedHere } from './EnquiryDialog.tsx';
import { useAnswersWords } from './words.ts';

/** Kept knowledge by the words of a question; who keeps it also sees what isn't in force (EX-1). */
export function SearchTab({ onAsked }: { onAsked: (asked: Partial<AskedHere>) => void }) {
  const words = useAnswersWords();
  const mayEdit = useMay()('answers.edit');
  const [q, setQ] = useState('');
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<ArticleView | 'new' | null>(null);
  const list = useList(answersRoutes.articles, { q, ...(all ? { all: 'true' } : {}) });
  const field = useRef<{ focus: () => void }>(null);
  const again = useReadAgain(answersRoutes.articles.path);
  useKeys({ a: () => field.current?.focus() });
  const search = (text: string): void => {
    setQ(text);
    onAsked({ text });
  };
  return (
    <div className="stack">
      <div className="row">
        <Input.Search
          ref={field as never}
          aria-label={words.ask}
          placeholder={words.ask}
          allowClear
          enterButton={words.find}
          onSearch={search}
          style={{ maxWidth: 520 }}
        />
        <Key>a</Key>
        {mayEdit ? (
          <>
            <Button onClick={() => setOpen('new')}>{words.newArticle}</Button>
            <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
              {words.alsoOutOfForce}
            </Checkbox>
          </>
        ) : null}
      </div>
      <ListFrame list={list} empty={q === '' ? words.emptyKnowledge : words.empty}>
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
    </div>
  );
}

function Article({ article, edit }: { article: ArticleView; edit: (() => void) | undefined }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const copy = useCopy();
  const [votes, setVotes] = useState({ useful: article.useful, useless: article.useless });
  const vote = useCommand(answersRoutes.voteArticle, setVotes);
  const send = (useful: boolean): void => vote.mutate({ params: { articleId: article.id }, body: { useful } });
  const title = lang === 'zh' ? article.titleZh : article.titleEn;
  const body = lang === 'zh' ? article.bodyZh : article.bodyEn;
  return (
    <li className="card">
      <div className="card-body stack">
        <div className="row">
          <h2 style={{ margin: 0 }}>{title}</h2>
          <Chip>{words.topics[article.topic]}</Chip>
          {article.verified ? null : <Chip tone="amber">{words.example}</Chip>}
          {article.inForce ? null : <Chip tone="red">{words.outOfForce}</Chip>}
        </div>
        <p className="breaks">{body}</p>
        <div className="row quiet small">
          <span>
            {words.source}
            {page.colon}
            {lang === 'zh' ? article.source : article.sourceEn || article.source}
          </span>
          <span>{words.votes(votes.useful, votes.useless)}</span>
          <Button size="small" aria-label={`${words.copyAnswer} ${title}`} onClick={() => void copy(body)}>
            {words.copyAnswer}
          </Button>
          <Button size="small" aria-label={`${words.useful} ${title}`} onClick={() => send(true)}>
            {words.useful}
          </Button>
          <Button size="small" aria-label={`${words.useless} ${title}`} onClick={() => send(false)}>
            {words.useless}
          </Button>
          {edit ? (
            <Button size="small" aria-label={`${page.edit} ${title}`} onClick={edit}>
              {page.edit}
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}
