import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes, authorities } from '#answers/wire.ts';
import { Key } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCaseCommand } from '../../ask.ts';
import type { PanelProps, Step } from '../contract.ts';
import { useExternalWords } from './words.ts';

type Props = PanelProps & { readonly step: Step };

/** What an authority forwarded: its own number, when it reached us, by when it wants an answer (EX-11). */
export function ExternalRegisterForm({ theCase, refresh }: Props) {
  const words = useExternalWords();
  const from = authorities.find((each) => theCase.problem.endsWith(each)) ?? '12315';
  const [given, setGiven] = useState({
    authority: from,
    authorityNo: '',
    receivedAt: local(theCase.receivedAt),
    answerDue: '',
    demand: '',
  });
  const command = useCaseCommand(answersRoutes.registerExternal, theCase);
  const send = (): void => {
    const { authority, authorityNo, demand } = given;
    command.send({
      authority,
      authorityNo,
      demand,
      receivedAt: new Date(given.receivedAt).toISOString(),
      ...(given.answerDue ? { answerDue: new Date(given.answerDue).toISOString() } : {}),
    });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <div className="stack">
      <Select
        aria-label={words.authority}
        value={given.authority}
        onChange={(authority) => setGiven({ ...given, authority })}
        options={authorities.map((value) => ({ value, label: words.authorityNames[value] }))}
      />
      <Input
        aria-label={words.authorityNo}
        placeholder={words.authorityNo}
        value={given.authorityNo}
        onChange={(event) => setGiven({ ...given, authorityNo: event.target.value })}
      />
      <label className="row">
        <span className="small">{words.receivedAt}</span>
        <Input
          type="datetime-local"
          value={given.receivedAt}
          onChange={(event) => setGiven({ ...given, receivedAt: event.target.value })}
          style={{ width: 220 }}
        />
      </label>
      <label className="row">
        <span className="small">{words.answerDue}</span>
        <Input
          type="datetime-local"
          value={given.answerDue}
          onChange={(event) => setGiven({ ...given, answerDue: event.target.value })}
          style={{ width: 220 }}
        />
        <span className="quiet small">{words.answerDueHelp}</span>
      </label>
      <Input.TextArea
        aria-label={words.demand}
        placeholder={words.demand}
        rows={2}
        value={given.demand}
        onChange={(event) => setGiven({ ...given, demand: event.target.value })}
      />
      <Button type="primary" loading={command.busy} onClick={send}>
        {words.register} <Key>Ctrl+Enter</Key>
      </Button>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

/** What the authority was answered, and whether the complaint was valid (EX-11). */
export function ExternalAnswerForm({ theCase, refresh }: Props) {
  const words = useExternalWords();
  const [verdict, setVerdict] = useState<'valid' | 'invalid'>('valid');
  const [answer, setAnswer] = useState('');
  const command = useCaseCommand(answersRoutes.answerExternal, theCase);
  const send = (): void => command.send({ verdict, answer });
  useKeys({ '1': () => setVerdict('valid'), '2': () => setVerdict('invalid'), 'ctrl+enter': send });
  return (
    <div className="stack">
      <div className="answers">
        {(['valid', 'invalid'] as const).map((each, at) => (
          <button key={each} type="button" className="answer" aria-pressed={verdict === each} onClick={() => setVerdict(each)}>
            {words.verdicts[each]} <Key>{at + 1}</Key>
          </button>
        ))}
      </div>
      <Input.TextArea
        aria-label={words.whatAnswered}
        placeholder={words.whatAnswered}
        rows={3}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <Button type="primary" loading={command.busy} disabled={answer.trim() === ''} onClick={send}>
        {words.send} <Key>Ctrl+Enter</Key>
      </Button>
      <ProblemNote refused={command.refused} reload={refresh} />
    </div>
  );
}

function local(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
