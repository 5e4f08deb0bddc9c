import { App, Button, Input, InputNumber, Switch } from 'antd';
import { type FormEvent, useState } from 'react';
import { channelRoutes, type PlatformText } from '#channels/wire.ts';
import { Card, Chip, Facts, Loading } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { SettingsPages } from '../HousePages.tsx';
import { PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { ComplaintMailsCard } from './ComplaintMailsCard.tsx';
import { useChannelWords } from './words.ts';

/** Whether mail goes out, a letter to try it, and what marketplaces' chats take. */
export function MailPage() {
  const words = useChannelWords();
  const may = useMay();
  return (
    <>
      <PageHead title={words.mail} help={words.mailHelp} />
      <SettingsPages />
      <div className="stack stack-16">
        <MailCard />
        {may('playbook.edit') ? <ComplaintMailsCard /> : null}
        {may('message.send') ? <TextsCard /> : null}
      </div>
    </>
  );
}

function MailCard() {
  const words = useChannelWords();
  const app = useAppWords();
  const when = useWhen();
  const may = useMay()('settings.manage');
  const { message } = App.useApp();
  const asked = useAsked(channelRoutes.mailStatus);
  const [to, setTo] = useState('');
  const test = useCommand(channelRoutes.mailTest, () => {
    void message.success(words.testSent);
    // The worker sends it; a look after a moment shows how it went.
    setTimeout(() => void asked.refetch(), 1500);
  });
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (to.trim() && !test.isPending) test.mutate({ body: { to: to.trim() } });
  };
  const seen = asked.data;
  const last = seen?.lastTest;
  return (
    <Card
      title={words.mail}
      id="mail"
      aside={seen ? <Chip tone={seen.setUp ? 'green' : 'amber'}>{seen.setUp ? words.setUp : words.notSetUp}</Chip> : null}
    >
      <div className="stack">
        {asked.isPending ? <Loading label={app.loading} /> : null}
        <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
        {seen && !seen.setUp ? <p className="amber">{words.notSetUpHelp}</p> : null}
        {seen ? (
          <Facts
            items={[
              seen.from ? [words.from, seen.from] : null,
              [words.waiting, seen.waiting],
              [words.failed, seen.failed],
              last
                ? [
                    words.lastTest,
                    <span key="last">{`${last.to} · ${words.testStates[last.state]} · ${when(last.at)}${last.fault ? ` · ${last.fault}` : ''}`}</span>,
                  ]
                : null,
            ]}
          />
        ) : null}
        {may ? (
          <form className="row" onSubmit={send}>
            <Input
              type="email"
              autoComplete="email"
              aria-label={words.testTo}
              placeholder={words.testTo}
              style={{ width: 240 }}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
            <Button htmlType="submit" loading={test.isPending} disabled={to.trim() === ''}>
              {words.test}
            </Button>
          </form>
        ) : null}
        <ProblemNote refused={test.error} retry={() => send()} />
      </div>
    </Card>
  );
}

function TextsCard() {
  const words = useChannelWords();
  const code = useCodes();
  const page = usePageWords();
  const may = useMay()('settings.manage');
  const { message } = App.useApp();
  const asked = useAsked(channelRoutes.platformTexts);
  const save = useCommand(channelRoutes.savePlatformText, () => {
    void message.success(page.saved);
    void asked.refetch();
  });
  const put = (text: PlatformText, change: Partial<PlatformText>): void => save.mutate({ body: { ...text, ...change } });
  return (
    <Card title={words.texts} id="texts" flush>
      <p className="quiet small" style={{ padding: '0 12px 8px' }}>
        {words.textsHelp}
      </p>
      <ProblemNote refused={asked.error ?? save.error} retry={() => void asked.refetch()} />
      <Rows
        label={words.texts}
        rows={asked.data?.items ?? []}
        keyOf={(row) => row.platform}
        columns={[
          { key: 'platform', title: words.platform, render: (row) => code('platforms', row.platform) },
          {
            key: 'limit',
            title: words.limit,
            render: (row) =>
              may ? (
                <InputNumber
                  key={row.limit}
                  aria-label={words.limitOf(code('platforms', row.platform))}
                  min={50}
                  max={5000}
                  defaultValue={row.limit}
                  onBlur={(event) => {
                    const limit = Number(event.target.value);
                    if (Number.isInteger(limit) && limit !== row.limit) put(row, { limit });
                  }}
                />
              ) : (
                row.limit
              ),
          },
          {
            key: 'link',
            title: words.link,
            render: (row) => (
              <Switch
                aria-label={words.linkOf(code('platforms', row.platform))}
                disabled={!may}
                checked={row.link}
                onChange={(link) => put(row, { link })}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}
