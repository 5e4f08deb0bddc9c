import { Link } from '@tanstack/react-router';
import { App, Button, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { questionRoutes, questionParties, type QuestionView } from '#investigation/questionWire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useCopy } from '../copy.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useLang } from '../words/useWords.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { SheetDialog } from './SheetDialog.tsx';
import type { Party, Whom } from './whom.ts';
import { useQuestionWords } from './words.ts';

const tabs = ['open', 'late', 'answered', 'withdrawn'] as const;

/** Questions to parties (IV-3, IV-8): one party's questions as a sheet out, their answers pasted back onto the cases. */
export function QuestionsPage() {
  const words = useQuestionWords();
  const may = useMay();
  const [tab, setTab] = useState<(typeof tabs)[number]>('open');
  const [whom, setWhom] = useState<Whom>({});
  const list = useList(questionRoutes.list, { state: tab, ...whom });
  const [row, setRow] = useState({ tab, at: 0 });
  const items = list.items ?? [];
  const at = row.tab === tab ? Math.min(row.at, Math.max(items.length - 1, 0)) : 0;
  const [open, setOpen] = useState<'sheet' | 'paste' | QuestionView | null>(null);
  const readAgain = useReadAgain(questionRoutes.list.path);
  const here = items[at];
  const close = (): void => setOpen(null);
  const done = (): void => {
    close();
    readAgain();
  };
  useKeys({
    j: () => setRow({ tab, at: Math.min(at + 1, items.length - 1) }),
    k: () => setRow({ tab, at: Math.max(at - 1, 0) }),
    enter: () => here?.may.includes('answer') && setOpen(here),
    u: readAgain,
  });
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        <Tooltip title={whom.party ? '' : words.choosePartyFirst}>
          <Button disabled={!whom.party} onClick={() => setOpen('sheet')}>
            {words.sheet}
          </Button>
        </Tooltip>
        {may('investigation.reply') ? (
          <Button type="primary" onClick={() => setOpen('paste')}>
            {words.paste}
          </Button>
        ) : null}
      </PageHead>
      <Tabs label={words.stateLabel} tabs={tabs.map((key) => ({ key, label: words.states[key] }))} at={tab} onTab={setTab} />
      <WhomFilter whom={whom} onWhom={setWhom} />
      <ListFrame list={list} empty={words.empty[tab]}>
        <QuestionTable rows={items} at={at} onAt={(next) => setRow({ tab, at: next })} onAnswer={setOpen} onChanged={readAgain} />
      </ListFrame>
      {open === 'sheet' && whom.party ? <SheetDialog party={whom.party} placeId={whom.placeId} onClose={close} /> : null}
      {open === 'paste' ? <PasteDialog whom={whom} onClose={close} onDone={readAgain} /> : null}
      {open !== null && typeof open === 'object' ? <AnswerDialog question={open} onClose={close} onDone={done} /> : null}
    </>
  );
}

function WhomFilter({ whom, onWhom }: { whom: Whom; onWhom: (whom: Whom) => void }) {
  const words = useQuestionWords();
  const code = useCodes();
  const lang = useLang();
  const warehouses = useAsked(commerceRoutes.warehouses, {}, { on: whom.party === 'warehouse' }).data?.items;
  const carriers = useAsked(commerceRoutes.carriers, {}, { on: whom.party === 'carrier' }).data?.items;
  const places = whom.party === 'warehouse' ? warehouses : whom.party === 'carrier' ? carriers : undefined;
  return (
    <div className="filters">
      <Select
        aria-label={words.party}
        style={{ width: 140 }}
        value={whom.party ?? ''}
        onChange={(party: Party | '') => onWhom(party ? { party } : {})}
        options={[
          { value: '' as const, label: words.allParties },
          ...questionParties.map((value) => ({ value, label: code('parties', value) })),
        ]}
      />
      {places ? (
        <Select
          aria-label={words.place}
          style={{ width: 180 }}
          value={whom.placeId ?? ''}
          onChange={(placeId: string) => onWhom({ ...(whom.party ? { party: whom.party } : {}), ...(placeId ? { placeId } : {}) })}
          options={[
            { value: '', label: words.allPlaces },
            ...places.map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn })),
          ]}
        />
      ) : null}
    </div>
  );
}

function QuestionTable({
  rows,
  at,
  onAt,
  onAnswer,
  onChanged,
}: {
  rows: readonly QuestionView[];
  at: number;
  onAt: (at: number) => void;
  onAnswer: (question: QuestionView) => void;
  onChanged: () => void;
}) {
  const words = useQuestionWords();
  const page = usePageWords();
  const code = useCodes();
  const when = useWhen();
  const copy = useCopy();
  const { modal, message } = App.useApp();
  const withdraw = useCommand(questionRoutes.withdraw, () => {
    void message.success(words.withdrawn);
    onChanged();
  });
  const ask = (question: QuestionView): void =>
    void modal.confirm({
      title: words.withdrawSure,
      content: words.withdrawHelp,
      okText: words.withdraw,
      onOk: () => withdraw.mutateAsync({ params: { questionId: question.id } }).catch((error: Error) => void message.error(error.message)),
    });
  return (
    <Rows
      label={words.title}
      rows={rows}
      keyOf={(row) => row.id}
      at={at}
      onAt={onAt}
      columns={[
        {
          key: 'due',
          title: words.columns.due,
          width: 118,
          render: (row) => (
            <div>
              <span className={row.state === 'late' ? 'red strong' : ''}>{when(row.dueAt)}</span>{' '}
              {row.state === 'late' ? <Chip tone="red">{words.overdue}</Chip> : null}
            </div>
          ),
        },
        {
          key: 'case',
          title: words.columns.case,
          width: 148,
          render: (row) => (
            <div>
              <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                {row.caseNumber}
              </Link>
              <div className="quiet small">{row.orderNo}</div>
            </div>
          ),
        },
        {
          key: 'whom',
          title: words.columns.whom,
          width: 120,
          render: (row) => (
            <div>
              {row.place?.name ?? code('parties', row.party)}
              <div className="quiet small">{row.askedBy ? words.askedBy(row.askedBy) : words.byPlaybook}</div>
            </div>
          ),
        },
        {
          key: 'ask',
          title: words.columns.ask,
          render: (row) => (
            <div>
              <div className="breaks">{row.ask}</div>
              <div className="quiet small">{row.waybills.join(page.comma)}</div>
            </div>
          ),
        },
        {
          key: 'answer',
          title: words.columns.answer,
          render: (row) =>
            row.answer ? (
              <div>
                <div className="breaks">{row.answer}</div>
                <div className="quiet small">
                  {row.answeredBy ? `${words.answeredBy(row.answeredBy)} · ` : ''}
                  {row.answeredAt ? when(row.answeredAt) : ''}
                </div>
              </div>
            ) : null,
        },
        {
          key: 'acts',
          title: words.columns.acts,
          width: 168,
          render: (row) => (
            <div className="row">
              {row.may.includes('answer') ? (
                <Button size="small" onClick={() => onAnswer(row)}>
                  {words.answer}
                </Button>
              ) : null}
              {row.state === 'asked' || row.state === 'late' ? (
                <button type="button" className="plain small" onClick={() => void copy(row.copyText)}>
                  {words.copy}
                </button>
              ) : null}
              {row.may.includes('withdraw') ? (
                <button type="button" className="plain small" onClick={() => ask(row)}>
                  {words.withdraw}
                </button>
              ) : null}
            </div>
          ),
        },
      ]}
    />
  );
}
