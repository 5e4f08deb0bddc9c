import { Button } from 'antd';
import { useState } from 'react';
import type { MessageView } from '#channels/wire.ts';
import type { CaseView } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { Card, Chip, Key, Loading } from '../../../ui/parts.tsx';
import { useKeys } from '../../app/keys.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { useCopy } from '../../copy.ts';
import type { PanelProps } from '../contract.ts';
import { CallLog } from './CallLog.tsx';
import { PastedReply } from './PastedReply.tsx';
import { toneOf } from './useMessages.tsx';
import { WriteBox } from './WriteBox.tsx';
import { useTalkWords } from './words.ts';

type Tab = MessageView['channel'] | 'paste';

/** Messages that wait for a person first, then the box to write, log a call, or paste the customer's answer (TA-11). */
export function TalkPanel({ theCase }: PanelProps) {
  const words = useTalkWords();
  const app = useAppWords();
  const asked = useAsked(talkRoutes.thread, { params: { caseId: theCase.id } });
  const thread = asked.data;
  const [chosen, setTab] = useState<Tab | null>(null);
  const tab = chosen ?? thread?.channel ?? 'byhand';
  const waiting = (thread?.items ?? []).filter(
    (message) => message.direction === 'out' && message.may.some((act) => act !== 'another-way') && message.state !== 'queued',
  );
  const may = theCase.may.includes('message.send');
  if (thread && !may && waiting.length === 0) return null;
  const tabs: readonly Tab[] = [...new Set<Tab>([...(thread?.reachable ?? []), 'phone']), 'paste'];
  return (
    <Card
      title={words.title}
      id="talk"
      aside={
        waiting.length > 0 ? (
          <Chip tone="amber">
            {words.toDo} {waiting.length}
          </Chip>
        ) : null
      }
    >
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      <ul className="stack">
        {waiting.map((message, at) => (
          <Waiting key={message.id} message={message} theCase={theCase} first={at === 0} />
        ))}
      </ul>
      {may && thread ? (
        <div className="stack" style={{ marginTop: waiting.length > 0 ? 12 : 0 }}>
          <span className="switch">
            {tabs.map((each) => (
              <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
                {each === 'paste' ? words.pasteTab : words.channels[each]}
              </button>
            ))}
          </span>
          {tab === 'paste' ? (
            <PastedReply theCase={theCase} />
          ) : tab === 'phone' ? (
            <CallLog theCase={theCase} />
          ) : (
            <WriteBox key={tab} theCase={theCase} channel={tab} />
          )}
        </div>
      ) : null}
    </Card>
  );
}

/** One message to be copied or called: the text as it fits the marketplace, one key copies, one marks it sent. */
function Waiting({ message, theCase, first }: { message: MessageView; theCase: CaseView; first: boolean }) {
  const words = useTalkWords();
  const copyText = useCopy();
  const refresh = useRefreshCase(theCase.id);
  const again = (): void => void refresh();
  const copied = useCommand(talkRoutes.copy, again);
  const attest = useCommand(talkRoutes.attest, again);
  const call = useCommand(talkRoutes.call, again);
  const params = { caseId: theCase.id, messageId: message.id };
  const can = (act: MessageView['may'][number]): boolean => message.may.includes(act);
  const texts = message.parts.length > 0 ? message.parts : [message.body];
  const copy = async (text: string): Promise<void> => {
    if ((await copyText(text)) && can('copy')) copied.mutate({ params });
  };
  useKeys(
    { y: () => void copy(texts[0] ?? ''), ...(can('attest') ? { s: () => attest.mutate({ params, body: {} }) } : {}) },
    first && (can('copy') || can('attest')),
  );
  return (
    <li>
      <div className="row">
        <Chip tone={toneOf(message.state)}>{words.states[message.state]}</Chip>
        <span className="quiet small">
          {words.channels[message.channel]} {message.to ? words.to(message.to) : ''}
        </span>
        {message.fault ? <span className="red small">{message.fault}</span> : null}
      </div>
      <p className="bubble bubble-us">{message.body}</p>
      <div className="row" style={{ marginTop: 4 }}>
        {can('copy') || can('attest')
          ? texts.map((text, at) => (
              <Button key={text} size="small" type={can('copy') ? 'primary' : 'default'} onClick={() => void copy(text)}>
                {texts.length > 1 ? words.copyPart(at + 1) : words.copy} {first && at === 0 ? <Key>y</Key> : null}
              </Button>
            ))
          : null}
        {can('attest') ? (
          <Button size="small" loading={attest.isPending} onClick={() => attest.mutate({ params, body: {} })}>
            {words.attest} {first ? <Key>s</Key> : null}
          </Button>
        ) : null}
        {can('call') ? (
          <>
            <Button
              size="small"
              loading={call.isPending}
              onClick={() => call.mutate({ params: { caseId: theCase.id }, body: { messageId: message.id, outcome: 'reached' } })}
            >
              {words.callReached}
            </Button>
            <Button
              size="small"
              onClick={() => call.mutate({ params: { caseId: theCase.id }, body: { messageId: message.id, outcome: 'no-answer' } })}
            >
              {words.callNoAnswer}
            </Button>
          </>
        ) : null}
      </div>
      <ProblemNote refused={copied.error ?? attest.error ?? call.error} />
    </li>
  );
}
