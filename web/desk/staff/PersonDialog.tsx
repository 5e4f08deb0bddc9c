import { App, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { changeStaffRoute, inviteRoute, listTeamsRoute, type Person, role } from '#staff/wire.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useStaffWords } from './words.ts';

/** Adds a person (`onDone` gets the link that is shown once) or changes one; the login stays. */
export function PersonDialog({ person, onClose, onDone }: { person: Person | null; onClose: () => void; onDone: (link?: string) => void }) {
  const words = useStaffWords();
  const page = usePageWords();
  const code = useCodes();
  const lang = useLang();
  const { message } = App.useApp();
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const teams = useAsked(listTeamsRoute).data?.items ?? [];
  const [given, setGiven] = useState({
    login: person?.login ?? '',
    name: person?.name ?? '',
    email: person?.email ?? '',
    role: person?.role ?? ('agent' as const),
    lang: person?.lang ?? ('zh' as const),
    allShops: person?.allShops ?? false,
    shopIds: person?.shopIds ?? [],
    teamIds: person?.teamIds ?? [],
  });
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change });
  const invite = useCommand(inviteRoute, (made) => onDone(made.link));
  const change = useCommand(changeStaffRoute, () => {
    void message.success(page.saved);
    onDone();
  });
  const complete = given.name.trim() !== '' && /^[\p{L}\p{N}._@-]{2,60}$/u.test(given.login.trim());
  const send = (): void => {
    if (!complete || invite.isPending || change.isPending) return;
    const { login, email, ...fields } = given;
    const body = { ...fields, email: email.trim() === '' ? null : email.trim() };
    if (person) change.mutate({ params: { staffId: person.id }, body });
    else invite.mutate({ body: { ...body, login } });
  };
  useKeys({ 'ctrl+enter': send });
  const named = (each: { id: string; name: string; nameEn: string }) => ({
    value: each.id,
    label: lang === 'zh' ? each.name : each.nameEn,
  });
  return (
    <Modal
      open
      width={640}
      title={person ? words.editTitle(person.name) : words.invite}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={invite.isPending || change.isPending}
    >
      <div className="stack">
        {person ? null : <p className="quiet">{words.inviteHelp}</p>}
        <div className="form-grid">
          <label className="field">
            <span>{words.name}</span>
            <Input autoComplete="off" value={given.name} onChange={(event) => put({ name: event.target.value })} />
          </label>
          <label className="field">
            <span>{words.login}</span>
            <Input
              autoComplete="off"
              autoCapitalize="none"
              disabled={person !== null}
              value={given.login}
              onChange={(event) => put({ login: event.target.value })}
            />
            <small className="quiet">{words.loginHelp}</small>
          </label>
          <label className="field">
            <span>{words.email}</span>
            <Input type="email" autoComplete="off" value={given.email} onChange={(event) => put({ email: event.target.value })} />
          </label>
          <label className="field">
            <span>{words.lang}</span>
            <Select
              aria-label={words.lang}
              style={{ width: '100%' }}
              value={given.lang}
              onChange={(value) => put({ lang: value })}
              options={(['zh', 'en'] as const).map((value) => ({ value, label: words.langs[value] }))}
            />
          </label>
          <label className="field whole">
            <span>{words.role}</span>
            <Select
              aria-label={words.role}
              style={{ width: '100%' }}
              value={given.role}
              onChange={(value) => put({ role: value })}
              options={role.options.map((value) => ({ value, label: `${code('roles', value)} · ${words.roleHelp[value]}` }))}
            />
          </label>
          <label className="row whole">
            <Switch checked={given.allShops} onChange={(allShops) => put({ allShops })} aria-label={words.allShops} /> {words.allShops}
          </label>
          {given.allShops ? null : (
            <label className="field whole">
              <span>{words.shops}</span>
              <Select
                mode="multiple"
                aria-label={words.shops}
                style={{ width: '100%' }}
                value={given.shopIds}
                onChange={(shopIds) => put({ shopIds })}
                optionFilterProp="label"
                options={shops.map(named)}
              />
            </label>
          )}
          <label className="field whole">
            <span>{words.teams}</span>
            <Select
              mode="multiple"
              aria-label={words.teams}
              style={{ width: '100%' }}
              value={given.teamIds}
              onChange={(teamIds) => put({ teamIds })}
              optionFilterProp="label"
              options={teams.map(named)}
            />
          </label>
        </div>
        <ProblemNote refused={invite.error ?? change.error} retry={send} />
      </div>
    </Modal>
  );
}
