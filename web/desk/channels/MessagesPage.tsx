import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { talkRoutes } from '#case/talkWire.ts';
import { channelRoutes, type MessageView } from '#channels/wire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useCopy } from '../copy.ts';
import { useList, useReadAgain } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { useWhen } from '../words/useWhen.ts';
import { useChannelWords } from './words.ts';

const tabs = ['to-copy', 'copied', 'to-call', 'no-answer', 'failed', 'waiting-setup'] as const;

/** Messages that need a hand: to copy into a chat (TA-11), to call, failed, waiting for the mail server. */
export function MessagesPage() {
  const words = useChannelWords();
  const app = useAppWords();
  const [tab, setTab] = useState<(typeof tabs)[number]>('to-copy');
  const list = useList(channelRoutes.list, { state: tab });
  const counts = useAsked(channelRoutes.counts).data?.items;
  const readAgain = useReadAgain(channelRoutes.list.path);
  useKeys({ u: readAgain });
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((key) => {
          const count = counts?.find((each) => each.state === key);
          return {
            key,
            label: words.tabs[key],
            alarm: key === 'failed' && (count?.n ?? 0) > 0,
            ...(count ? { count: app.capped(count.n, count.capped) } : {}),
          };
        })}
        at={tab}
        onTab={setTab}
      />
      <ListFrame list={list} empty={words.empty[tab]}>
        <MessageTable rows={list.items ?? []} onChanged={readAgain} />
      </ListFrame>
    </>
  );
}

function MessageTable({ rows, onChanged }: { rows: readonly MessageView[]; onChanged: () => void }) {
  const words = useChannelWords();
  const when = useWhen();
  const copy = useCopy();
  const { message } = App.useApp();
  const copied = useCommand(talkRoutes.copy, onChanged);
  const attested = useCommand(talkRoutes.attest, () => {
    void message.success(words.attested);
    onChanged();
  });
  const again = useCommand(channelRoutes.again, () => {
    void message.success(words.sentAgain);
    onChanged();
  });
  const params = (row: MessageView) => ({ caseId: row.caseId, messageId: row.id });
  // Copied first, then marked: a mark without the text in the clipboard would be a lie.
  const copyOut = async (row: MessageView, text: string): Promise<void> => {
    if (await copy(text)) copied.mutate({ params: params(row) });
  };
  const acts = (row: MessageView) => (
    <div className="row">
      {row.may.includes('copy')
        ? row.parts.map((part, i) => (
            <Button key={i} size="small" onClick={() => void copyOut(row, part)}>
              {row.parts.length > 1 ? words.copyPart(i + 1) : words.copy}
            </Button>
          ))
        : null}
      {row.may.includes('attest') ? (
        <Button
          size="small"
          type={row.state === 'copied' ? 'primary' : 'default'}
          onClick={() => attested.mutate({ params: params(row), body: {} })}
        >
          {words.attest}
        </Button>
      ) : null}
      {row.may.includes('again') ? (
        <Button size="small" onClick={() => again.mutate({ params: { messageId: row.id } })}>
          {words.again}
        </Button>
      ) : null}
      <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className="small">
        {words.openCase}
      </Link>
    </div>
  );
  return (
    <>
      <ProblemNote refused={copied.error ?? attested.error ?? again.error} reload={onChanged} />
      <Rows
        label={words.title}
        rows={rows}
        keyOf={(row) => row.id}
        columns={[
          {
            key: 'case',
            title: words.columns.case,
            width: 150,
            render: (row) => (
              <div>
                <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                  {row.caseNumber}
                </Link>
                <div className="quiet small">{when(row.at)}</div>
              </div>
            ),
          },
          {
            key: 'to',
            title: words.columns.to,
            width: 150,
            render: (row) => (
              <div>
                <Chip>{words.channels[row.channel]}</Chip>
                <div className="small">{row.to}</div>
                {row.callAt ? <div className="small amber">{words.callAt(when(row.callAt))}</div> : null}
              </div>
            ),
          },
          {
            key: 'text',
            title: words.columns.text,
            render: (row) => (
              <div>
                {row.subject ? <div className="strong">{row.subject}</div> : null}
                <div className="cut-2 breaks" title={row.body}>
                  {row.body}
                </div>
                {row.fault ? <div className="red small">{row.fault}</div> : null}
              </div>
            ),
          },
          { key: 'acts', title: words.columns.acts, width: 250, render: acts },
        ]}
      />
    </>
  );
}
