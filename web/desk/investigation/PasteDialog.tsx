import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { sheetRoutes } from '#investigation/sheetWire.ts';
import type { Answer } from '#platform/wire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { useCopy } from '../copy.ts';
import { usePageWords } from '../words/pageWords.ts';
import type { Whom } from './whom.ts';
import { useQuestionWords } from './words.ts';

type Reading = Answer<typeof sheetRoutes.readPasted>;

/** Pasted answers find their cases by waybill; each reading is looked at, then all are taken at once (IV-8). */
export function PasteDialog({ whom, onClose, onDone }: { whom: Whom; onClose: () => void; onDone: () => void }) {
  const words = useQuestionWords();
  const page = usePageWords();
  const [text, setText] = useState('');
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const reading = useCommand(sheetRoutes.readPasted);
  const taking = useCommand(sheetRoutes.takePasted, onDone);
  const seen = reading.data;
  const taken = taking.data;
  const chosen = (seen?.matched ?? [])
    .filter((each) => !left.has(each.questionId))
    .map(({ questionId, text: said }) => ({ questionId, text: (own[questionId] ?? said).trim() }))
    .filter((each) => each.text !== '');
  const read = (): void => {
    if (text.trim() && !reading.isPending) reading.mutate({ body: { text, ...whom } });
  };
  const take = (): void => {
    if (chosen.length > 0 && !taking.isPending && !taken) taking.mutate({ body: { items: chosen } });
  };
  useKeys({ 'ctrl+enter': () => (seen ? take() : read()) });
  const numberOf = (questionId: string): string => seen?.matched.find((each) => each.questionId === questionId)?.caseNumber ?? '';
  return (
    <Modal
      open
      width={760}
      title={words.paste}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{taken ? page.close : page.cancel}</Button>
          {taken ? null : seen ? (
            <Button type="primary" disabled={chosen.length === 0} loading={taking.isPending} onClick={take}>
              {words.take(chosen.length)}
            </Button>
          ) : (
            <Button type="primary" disabled={text.trim() === ''} loading={reading.isPending} onClick={read}>
              {words.read}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {taken ? (
          <output className="stack">
            <p className="strong">{words.taken(taken.answered)}</p>
            {taken.refused.length > 0 ? <p className="red">{words.notTaken(taken.refused.length)}</p> : null}
            {taken.refused.map((each) => (
              <p key={each.questionId}>
                {numberOf(each.questionId)}
                {page.colon}
                {(words.refusals as Readonly<Record<string, string>>)[each.code] ?? each.code}
              </p>
            ))}
          </output>
        ) : seen ? (
          <Readings
            seen={seen}
            own={own}
            left={left}
            onOwn={(questionId, said) => setOwn({ ...own, [questionId]: said })}
            onLeft={(questionId) =>
              setLeft(new Set(left.has(questionId) ? [...left].filter((each) => each !== questionId) : [...left, questionId]))
            }
          />
        ) : (
          <>
            <p className="quiet">{words.pasteHelp}</p>
            <Input.TextArea
              ref={focusHere}
              aria-label={words.pasteText}
              placeholder={words.pasteText}
              autoSize={{ minRows: 8, maxRows: 18 }}
              maxLength={50_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </>
        )}
        <ProblemNote refused={reading.error ?? taking.error} retry={seen ? take : read} />
      </div>
    </Modal>
  );
}

function Readings({
  seen,
  own,
  left,
  onOwn,
  onLeft,
}: {
  seen: Reading;
  own: Readonly<Record<string, string>>;
  left: ReadonlySet<string>;
  onOwn: (questionId: string, text: string) => void;
  onLeft: (questionId: string) => void;
}) {
  const words = useQuestionWords();
  const page = usePageWords();
  const copy = useCopy();
  return (
    <>
      <p className="strong">{seen.matched.length > 0 ? words.matched(seen.matched.length) : words.nothingRead}</p>
      <ul className="stack">
        {seen.matched.map((each) => (
          <li key={each.questionId} className="row" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
            <Checkbox
              aria-label={words.takeRow(each.caseNumber)}
              checked={!left.has(each.questionId)}
              onChange={() => onLeft(each.questionId)}
            />
            <div className="grow">
              <div className="small">
                <b>{each.caseNumber}</b> <span className="quiet">{each.waybill}</span>
              </div>
              <Input.TextArea
                aria-label={words.textOf(each.caseNumber)}
                autoSize={{ minRows: 1, maxRows: 6 }}
                maxLength={5000}
                disabled={left.has(each.questionId)}
                value={own[each.questionId] ?? each.text}
                onChange={(event) => onOwn(each.questionId, event.target.value)}
              />
            </div>
          </li>
        ))}
      </ul>
      {seen.unmatched.length > 0 ? (
        <div>
          <p className="amber strong">{words.unmatched}</p>
          <p className="quiet small">{words.unmatchedHelp}</p>
          {seen.unmatched.map((line, i) => (
            <p key={i} className="breaks">
              {line}
            </p>
          ))}
        </div>
      ) : null}
      {seen.unanswered.length > 0 ? (
        <div>
          <p className="strong">{words.unanswered}</p>
          <p className="quiet">{seen.unanswered.map((each) => `${each.waybill}（${each.caseNumber}）`).join(page.comma)}</p>
          <button type="button" className="plain small" onClick={() => void copy(seen.unanswered.map((each) => each.waybill).join('\n'))}>
            {words.copyUnanswered}
          </button>
        </div>
      ) : null}
    </>
  );
}
