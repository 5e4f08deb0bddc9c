import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { firstAdministratorRoute, type Me, meRoute, setPasswordRoute, signInRoute } from '#staff/wire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { usePreferences } from '../app/preferences.ts';
import { useAppWords } from '../app/words.ts';
import { keyOf, useCommand } from '../ask.ts';

/** The doors of the desk: sign in, the first administrator's link, and the link to set a password. */
export function Entry({ way }: { way: 'sign-in' | 'first' | 'password' }) {
  const words = useAppWords();
  const [{ lang }, prefer] = usePreferences();
  const enter = useEnter();
  const signIn = useCommand(signInRoute, enter);
  const first = useCommand(firstAdministratorRoute, enter);
  const setPassword = useCommand(setPasswordRoute, enter);
  const [given, setGiven] = useState({ login: '', name: '', password: '', again: '' });
  // The secret stands behind #, which the browser sends to nobody.
  const [token] = useState(() => location.hash.slice(1));
  const put = (field: keyof typeof given) => (event: { target: { value: string } }) => setGiven({ ...given, [field]: event.target.value });
  const differ = way !== 'sign-in' && given.again !== '' && given.again !== given.password;
  const command = way === 'sign-in' ? signIn : way === 'first' ? first : setPassword;
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (differ || command.isPending) return;
    if (way === 'sign-in') signIn.mutate({ body: { login: given.login.trim(), password: given.password } });
    if (way === 'first') first.mutate({ body: { token, login: given.login.trim(), name: given.name.trim(), password: given.password } });
    if (way === 'password') setPassword.mutate({ body: { token, password: given.password } });
  };
  const title = way === 'sign-in' ? words.signInTitle : way === 'first' ? words.firstTitle : words.setTitle;
  return (
    <main className="entry">
      <form className="card entry-card" onSubmit={send}>
        <div className="card-body stack stack-16" style={{ padding: 24 }}>
          <div className="row row-between">
            <span className="brand">
              <b>善后</b> Amends
            </span>
            <button
              type="button"
              className="pill"
              title={words.languageLabel}
              onClick={() => prefer({ lang: lang === 'zh' ? 'en' : 'zh' })}
            >
              {words.language}
            </button>
          </div>
          <h1>{title}</h1>
          {way === 'first' ? <p className="quiet">{words.firstHelp}</p> : null}
          {way !== 'sign-in' && token === '' ? <p className="problem">{words.linkMissing}</p> : null}
          {way === 'password' ? null : (
            <label className="field">
              <span>{words.login}</span>
              <Input
                ref={focusHere}
                name="login"
                autoComplete="username"
                autoCapitalize="none"
                required
                value={given.login}
                onChange={put('login')}
                size="large"
              />
            </label>
          )}
          {way === 'first' ? (
            <label className="field">
              <span>{words.name}</span>
              <Input name="name" autoComplete="name" required value={given.name} onChange={put('name')} size="large" />
            </label>
          ) : null}
          <label className="field">
            <span>{words.password}</span>
            <Input
              name="password"
              type="password"
              autoComplete={way === 'sign-in' ? 'current-password' : 'new-password'}
              required
              value={given.password}
              onChange={put('password')}
              size="large"
            />
          </label>
          {way === 'sign-in' ? null : (
            <>
              <label className="field">
                <span>{words.passwordAgain}</span>
                <Input
                  name="again"
                  type="password"
                  autoComplete="new-password"
                  required
                  value={given.again}
                  onChange={put('again')}
                  size="large"
                  status={differ ? 'error' : ''}
                />
              </label>
              <output className={differ ? 'red small' : 'quiet small'}>{differ ? words.passwordsDiffer : words.passwordHelp}</output>
            </>
          )}
          <ProblemNote refused={command.error} retry={() => send()} />
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            block
            loading={command.isPending}
            disabled={way !== 'sign-in' && token === ''}
          >
            {way === 'sign-in' ? words.signIn : way === 'first' ? words.firstButton : words.setButton}
          </Button>
          {way === 'sign-in' ? <p className="quiet small">{words.forgot}</p> : null}
        </div>
      </form>
    </main>
  );
}

/** Goes in: to where the reader wanted to go, or to the work list. */
function useEnter(): (me: Me) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [, prefer] = usePreferences();
  const { back } = useSearch({ strict: false });
  return (me) => {
    client.clear();
    client.setQueryData(keyOf(meRoute), me);
    prefer({ lang: me.lang });
    void navigate({ href: back?.startsWith('/') && !back.startsWith('//') ? back : '/', replace: true });
  };
}
