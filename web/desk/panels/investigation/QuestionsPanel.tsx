import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#case/wire.ts';
import { questionRoutes, questionParties, type QuestionView } from '#investigation/questionWire.ts';
import { focusHere } from '../../../ui/focusHere.ts';
import { Card, Chip, Key, Loading, type Tone } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCaseCommand, useCommand, useRefreshCase } from '../../ask.ts';
import { useCopy } from '../../copy.ts';
import { useCodes } from '../../words/codes.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { useInvestigationWords } from './words.ts';

type Party = (typeof questionParties)[number];

const tones: Readonly<Record<QuestionView['state'], Tone>> = { asked: 'blue', late: 'red', answered: 'green', withdrawn: 'grey' };

/** Whom we asked, what, by when, and what they say (IV-3). */
export function QuestionsPanel({ theCase }: PanelProps) {
  const words = useInvestigationWords();
  const app = useAppWords();
  const asked = useAsked(questionRoutes.questions, { params: { caseId: theCase.id } });
  const items = asked.data?.items ?? [];
  const [asking, setAsking] = useState<Party | null>(null);
  const open = items.filter((each) => each.state === 'asked' || each.state === 'late').length;
  const lit = theCase.current?.shows.includes('tasks') ?? false;
  const may = theCase.closedAt === null && theCase.may.includes('investigation.ask');
  useKeys({ c: () => setAsking('carrier'), w: () => setAsking('warehouse') }, may);
  return (
    <Card title={words.questions} aside={open > 0 ? words.open(open) : null} id="questions" lit={lit && items.length > 0}>
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data && items.length === 0 ? (
        <p>
          {words.none} <span className="quiet">{words.noneHelp}</span>
        </p>
      ) : null}
      <ul className="stack">
        {items.map((question) => (
          <Question key={question.id} question={question} caseId={theCase.id} />
        ))}
      </ul>
      {may ? (
        asking ? (
          <AskForm key={asking} theCase={theCase} start={asking} onDone={() => setAsking(null)} />
        ) : (
          <Button size="small" onClick={() => setAsking('warehouse')} style={{ marginTop: 8 }}>
            {words.ask} <Key>w</Key> <Key>c</Key>
          </Button>
        )
      ) : null}
    </Card>
  );
}

function Question({ question, caseId }: { question: QuestionView; caseId: string }) {
  const words = useInvestigationWords();
  const code = useCodes();
  const when = useWhen();
  const copy = useCopy();
  const refresh = useRefreshCase(caseId);
  const [text, setText] = useState<string | null>(null);
  const answer = useCommand(questionRoutes.answer, () => {
    setText(null);
    void refresh();
  });
  const withdraw = useCommand(questionRoutes.withdraw, () => void refresh());
  const params = { questionId: question.id };
  const send = (): void => {
    if (text?.trim()) answer.mutate({ params, body: { text } });
  };
  return (
    <li>
      <div className="row row-between">
        <span className="strong">{question.place?.name ?? code('parties', question.party)}</span>
        <Chip tone={tones[question.state]}>{words.states[question.state]}</Chip>
      </div>
      <p className="small">{question.ask}</p>
      {question.answer ? <p className="bubble">{question.answer}</p> : <p className="small quiet">{words.due(when(question.dueAt))}</p>}
      <div className="row">
        {question.state === 'asked' || question.state === 'late' ? (
          <button type="button" className="plain small" onClick={() => void copy(question.copyText)}>
            {words.copy}
          </button>
        ) : null}
        {question.may.includes('answer') && text === null ? (
          <button type="button" className="plain small" onClick={() => setText('')}>
            {words.answer}
          </button>
        ) : null}
        {question.may.includes('withdraw') ? (
          <button type="button" className="plain small" onClick={() => withdraw.mutate({ params })}>
            {words.withdraw}
          </button>
        ) : null}
      </div>
      {text === null ? null : (
        <div className="stack">
          <Input.TextArea
            aria-label={words.answerText}
            placeholder={words.answerText}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div>
            <Button size="small" type="primary" loading={answer.isPending} onClick={send}>
              {words.save}
            </Button>
          </div>
        </div>
      )}
      <ProblemNote refused={answer.error ?? withdraw.error} retry={send} />
    </li>
  );
}

function AskForm({ theCase, start, onDone }: { theCase: CaseView; start: Party; onDone: () => void }) {
  const words = useInvestigationWords();
  const app = useAppWords();
  const code = useCodes();
  const refresh = useRefreshCase(theCase.id);
  const command = useCaseCommand(questionRoutes.ask, theCase, onDone);
  const [party, setParty] = useState<Party>(start);
  const [ask, setAsk] = useState('');
  const [n, setN] = useState(1);
  const send = (): void => {
    if (ask.trim() !== '') command.send({ party, ask, within: { n, unit: 'workingDays' } });
  };
  return (
    <div className="stack" style={{ marginTop: 8 }}>
      <Select
        aria-label={words.party}
        value={party}
        onChange={setParty}
        options={questionParties.map((value) => ({ value, label: code('parties', value) }))}
      />
      <Input.TextArea
        ref={focusHere}
        aria-label={words.what}
        placeholder={words.what}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={ask}
        onChange={(event) => setAsk(event.target.value)}
      />
      <div className="row">
        <span className="quiet small">{words.within}</span>
        <InputNumber
          aria-label={words.within}
          min={1}
          max={30}
          precision={0}
          value={n}
          onChange={(value) => setN(value ?? 1)}
          style={{ width: 64 }}
        />
        <Button type="primary" size="small" loading={command.busy} disabled={ask.trim() === ''} onClick={send}>
          {words.send}
        </Button>
        <Button size="small" onClick={onDone}>
          {app.cancel}
        </Button>
      </div>
      <ProblemNote refused={command.refused} retry={send} reload={() => void refresh()} />
    </div>
  );
}
