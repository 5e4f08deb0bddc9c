import { App, Button, Input, Radio, Switch } from 'antd';
import { type FormEvent, useState } from 'react';
import { changePasswordRoute } from '#staff/wire.ts';
import { Card } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useChangeMe, useMe } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useCommand } from '../ask.ts';
import { SettingsPages } from '../HousePages.tsx';
import { PageHead } from '../page.tsx';
import { useStaffWords } from './words.ts';

/** One's own: language, presence, appearance, keys, password. */
export function SettingsPage() {
  const words = useStaffWords();
  const app = useAppWords();
  const me = useMe();
  const change = useChangeMe();
  const [{ theme, keys }, prefer] = usePreferences();
  return (
    <>
      <PageHead title={words.mine} />
      <SettingsPages />
      <div className="stack stack-16" style={{ maxWidth: 640 }}>
        <Card title={me.name} aside={me.login} id="mine">
          <div className="stack">
            <div className="field">
              <span>{words.language}</span>
              <Radio.Group
                aria-label={words.language}
                value={me.lang}
                onChange={(event) => change({ lang: event.target.value as 'zh' | 'en' })}
                options={(['zh', 'en'] as const).map((value) => ({ value, label: words.langs[value] }))}
              />
              <p className="quiet small">{words.languageHelp}</p>
            </div>
            <div>
              <span className="row">
                <Switch aria-label={words.presence} checked={me.present} onChange={(present) => change({ present })} />{' '}
                {me.present ? app.present : app.absent}
              </span>
              <p className="quiet small">{words.presenceHelp}</p>
            </div>
            <div className="field">
              <span>{words.theme}</span>
              <Radio.Group
                aria-label={words.theme}
                value={theme}
                onChange={(event) => prefer({ theme: event.target.value as typeof theme })}
                options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: app.themes[value] }))}
              />
            </div>
            <span className="row">
              <Switch aria-label={words.hotkeys} checked={keys} onChange={(on) => prefer({ keys: on })} /> {app.keysOn}
            </span>
          </div>
        </Card>
        <PasswordCard />
      </div>
    </>
  );
}

function PasswordCard() {
  const words = useStaffWords();
  const { message } = App.useApp();
  const none = { current: '', password: '', again: '' };
  const [given, setGiven] = useState(none);
  const command = useCommand(changePasswordRoute, () => {
    setGiven(none);
    void message.success(words.passwordSaved);
  });
  const differ = given.again !== '' && given.again !== given.password;
  const complete = given.current !== '' && given.password !== '' && given.again === given.password;
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (complete && !command.isPending) command.mutate({ body: { current: given.current, password: given.password } });
  };
  const fields = [
    ['current', words.current, 'current-password'],
    ['password', words.next, 'new-password'],
    ['again', words.again, 'new-password'],
  ] as const;
  return (
    <Card title={words.password} id="password">
      <form className="stack" onSubmit={send}>
        {fields.map(([key, label, complete]) => (
          <label className="field" key={key}>
            <span>{label}</span>
            <Input
              type="password"
              autoComplete={complete}
              status={key === 'again' && differ ? 'error' : ''}
              value={given[key]}
              onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
            />
          </label>
        ))}
        <output className={differ ? 'red small' : 'quiet small'}>{differ ? words.differ : words.passwordHelp}</output>
        <ProblemNote refused={command.error} retry={() => send()} />
        <div>
          <Button htmlType="submit" type="primary" disabled={!complete} loading={command.isPending}>
            {words.password}
          </Button>
        </div>
      </form>
    </Card>
  );
}
