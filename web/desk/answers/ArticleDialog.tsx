import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { type ArticleView, answersRoutes, topics } from '#answers/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { newUuid } from '../newUuid.ts';
import { Day } from './Day.tsx';
import { useAnswersWords } from './words.ts';

const blank = {
  topic: 'other' as ArticleView['topic'],
  titleZh: '',
  titleEn: '',
  bodyZh: '',
  bodyEn: '',
  askedZh: '',
  askedEn: '',
  source: '',
  sourceEn: '',
  verified: false,
  public: true,
  validFrom: '',
  validUntil: null as string | null,
};

const texts = ['titleZh', 'titleEn', 'bodyZh', 'bodyEn', 'askedZh', 'askedEn', 'source', 'sourceEn'] as const;
const needed = ['titleZh', 'titleEn', 'bodyZh', 'bodyEn', 'source', 'validFrom'] as const;

/** Writes an article of the knowledge in both languages, with its source (EX-1). */
export function ArticleDialog({ article, onClose }: { article: ArticleView | null; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const [id] = useState(() => article?.id ?? newUuid());
  const [given, setGiven] = useState(() => article ?? { ...blank, validFrom: new Date().toISOString().slice(0, 10) });
  const save = useCommand(answersRoutes.putArticle, onClose);
  const retire = useCommand(answersRoutes.retireArticle, onClose);
  const text = (name: (typeof texts)[number], label: string, rows = 0) => (
    <label className="stack" style={{ gap: 4 }}>
      <span className="small">{label}</span>
      {rows > 0 ? (
        <Input.TextArea rows={rows} value={given[name]} onChange={(event) => setGiven({ ...given, [name]: event.target.value })} />
      ) : (
        <Input value={given[name]} onChange={(event) => setGiven({ ...given, [name]: event.target.value })} />
      )}
    </label>
  );
  const send = (): void => {
    const { topic, titleZh, titleEn, bodyZh, bodyEn, askedZh, askedEn, source, sourceEn, verified, validFrom, validUntil } = given;
    save.mutate({
      params: { articleId: id },
      body: {
        topic,
        titleZh,
        titleEn,
        bodyZh,
        bodyEn,
        askedZh,
        askedEn,
        source,
        sourceEn,
        verified,
        public: given.public,
        validFrom,
        validUntil,
      },
    });
  };
  return (
    <Modal
      open
      title={article ? words.edit : words.newArticle}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !needed.every((name) => given[name].trim() !== '') }}
      confirmLoading={save.isPending}
      width={680}
    >
      <div className="stack">
        <Select
          aria-label={words.topic}
          value={given.topic}
          onChange={(topic) => setGiven({ ...given, topic })}
          options={topics.map((value) => ({ value, label: words.topics[value] }))}
        />
        {text('titleZh', words.articleTitle(false))}
        {text('titleEn', words.articleTitle(true))}
        {text('bodyZh', words.body(false), 4)}
        {text('bodyEn', words.body(true), 4)}
        {text('askedZh', words.asked(false), 2)}
        {text('askedEn', words.asked(true), 2)}
        {text('source', words.source)}
        {text('sourceEn', words.sourceEn)}
        <div className="form-grid">
          <Day
            label={words.validFrom}
            value={given.validFrom}
            onDay={(validFrom) => setGiven({ ...given, validFrom: validFrom ?? given.validFrom })}
          />
          <Day label={words.validUntil} value={given.validUntil} onDay={(validUntil) => setGiven({ ...given, validUntil })} />
        </div>
        <Checkbox checked={given.public} onChange={(event) => setGiven({ ...given, public: event.target.checked })}>
          {words.public}
        </Checkbox>
        <Checkbox checked={given.verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
          {words.verified}
        </Checkbox>
        {article ? (
          <Button danger loading={retire.isPending} onClick={() => retire.mutate({ params: { articleId: id } })}>
            {words.retire}
          </Button>
        ) : null}
        <ProblemNote refused={save.error ?? retire.error} />
      </div>
    </Modal>
  );
}
