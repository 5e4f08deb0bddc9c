import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ChannelName } from '#channels/wire.ts';
import type { CaseView } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { Key } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { useCopy } from '../../copy.ts';
import { useTalkWords } from './words.ts';

/** How long typing rests before the text is checked for what may not be said (RE-11). */
const typingRests = 500;

export function WriteBox({ theCase, channel }: { theCase: CaseView; channel: ChannelName }) {
  const words = useTalkWords();
  const copy = useCopy();
  const refresh = useRefreshCase(theCase.id);
  const box = useRef<HTMLElement>(null);
  const [text, setText] = useState('');
  const [rested, setRested] = useState('');
  useKeys({ ';': () => box.current?.querySelector('textarea')?.focus() });
  useEffect(() => {
    const timer = setTimeout(() => setRested(text.trim()), typingRests);
    return () => clearTimeout(timer);
  }, [text]);
  const check = useAsked(talkRoutes.check, { params: { caseId: theCase.id }, body: { channel, body: rested } }, { on: rested !== '' });
  const found = rested === text.trim() ? (check.data?.found ?? []) : [];
  const write = useCommand(talkRoutes.write, (message) => {
    setText('');
    if (channel === 'byhand') void copy(message.parts[0] ?? message.body);
    void refresh();
  });
  const send = (): void => {
    if (text.trim() !== '') write.mutate({ params: { caseId: theCase.id }, body: { channel, body: text } });
  };
  return (
    <section ref={box} className="stack">
      <Input.TextArea
        aria-label={words.placeholder[channel]}
        placeholder={words.placeholder[channel]}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found.map((each) => (
        <p key={each.words + each.kind} className="red small" role="alert">
          {each.kind === 'review' ? words.tiesReview(each.words) : words.leadsOutside(each.words)}
        </p>
      ))}
      <div>
        <Button disabled={text.trim() === ''} loading={write.isPending} onClick={send}>
          {words.send[channel]} <Key>;</Key>
        </Button>
      </div>
      <ProblemNote refused={write.error} retry={send} />
    </section>
  );
}
