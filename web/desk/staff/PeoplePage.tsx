import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { changeStaffRoute, listStaffRoute, listTeamsRoute, newLinkRoute, type Person } from '#staff/wire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useMe } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { HousePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useLang } from '../words/useWords.ts';
import { PersonDialog } from './PersonDialog.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { useStaffWords } from './words.ts';

export function PeoplePage() {
  const words = useStaffWords();
  const page = usePageWords();
  const asked = useAsked(listStaffRoute);
  const [open, setOpen] = useState<Person | 'new' | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const { message } = App.useApp();
  const again = (): void => void asked.refetch();
  const change = useCommand(changeStaffRoute, again);
  const renew = useCommand(newLinkRoute, (made) => {
    if (made.link) setLink(made.link);
    again();
  });
  // Switching off is taken back by switching on: one step either way, offered where it was done.
  const setActive = (person: Person, active: boolean): void =>
    change.mutate(
      { params: { staffId: person.id }, body: { active } },
      {
        onSuccess: () =>
          void message.success(
            <span>
              {active ? words.switchedOn(person.name) : words.switchedOff(person.name)}{' '}
              <button
                type="button"
                className="plain"
                onClick={() => change.mutate({ params: { staffId: person.id }, body: { active: !active } })}
              >
                {page.undo}
              </button>
            </span>,
            6,
          ),
      },
    );
  return (
    <>
      <PageHead title={words.people} help={words.peopleHelp}>
        <Button type="primary" onClick={() => setOpen('new')}>
          {words.invite}
        </Button>
      </PageHead>
      <HousePages />
      <ProblemNote refused={change.error ?? renew.error} />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again }} empty={words.peopleEmpty}>
        <PeopleTable
          people={asked.data?.items ?? []}
          onEdit={setOpen}
          onActive={setActive}
          onLink={(person) => renew.mutate({ params: { staffId: person.id } })}
        />
      </ListFrame>
      {open ? (
        <PersonDialog
          person={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDone={(made) => {
            setOpen(null);
            if (made) setLink(made);
            again();
          }}
        />
      ) : null}
      {link ? (
        <ShownOnce title={words.linkTitle} help={words.linkHelp} secret={link} copyLabel={words.copyLink} onClose={() => setLink(null)} />
      ) : null}
    </>
  );
}

function PeopleTable({
  people,
  onEdit,
  onActive,
  onLink,
}: {
  people: readonly Person[];
  onEdit: (person: Person) => void;
  onActive: (person: Person, active: boolean) => void;
  onLink: (person: Person) => void;
}) {
  const words = useStaffWords();
  const app = useAppWords();
  const page = usePageWords();
  const code = useCodes();
  const when = useWhen();
  const lang = useLang();
  const me = useMe();
  const shops = useAsked(commerceRoutes.shops).data?.items ?? [];
  const teams = useAsked(listTeamsRoute).data?.items ?? [];
  const named = (ids: readonly string[], all: readonly { id: string; name: string; nameEn: string }[]): string =>
    ids
      .map((id) => all.find((each) => each.id === id))
      .flatMap((each) => (each ? [lang === 'zh' ? each.name : each.nameEn] : []))
      .join(page.comma);
  return (
    <Rows
      label={words.people}
      rows={people}
      keyOf={(row) => row.id}
      columns={[
        {
          key: 'name',
          title: words.columns.name,
          render: (row) => (
            <div>
              <span className="strong">{row.name}</span>
              <div className="quiet small">
                {row.login}
                {row.email ? ` · ${row.email}` : ''}
              </div>
            </div>
          ),
        },
        { key: 'role', title: words.columns.role, width: 120, render: (row) => code('roles', row.role) },
        { key: 'shops', title: words.columns.shops, render: (row) => (row.allShops ? words.allShops : named(row.shopIds, shops)) },
        { key: 'teams', title: words.columns.teams, render: (row) => named(row.teamIds, teams) },
        {
          key: 'state',
          title: words.columns.state,
          width: 216,
          render: (row) => (
            <span className="row" style={{ gap: 4 }}>
              <Chip tone={row.active ? 'green' : 'grey'}>{row.active ? (row.present ? words.present : words.away) : words.off}</Chip>
              {row.hasPassword ? null : <Chip tone="amber">{words.noPassword}</Chip>}
              {row.lockedUntil ? <Chip tone="red">{words.locked(when(row.lockedUntil))}</Chip> : null}
            </span>
          ),
        },
        {
          key: 'acts',
          title: words.columns.acts,
          width: 130,
          render: (row) => (
            <div className="row" style={{ gap: 4 }}>
              <Button size="small" onClick={() => onEdit(row)} aria-label={words.editTitle(row.name)}>
                {page.edit}
              </Button>
              <Dropdown
                trigger={['click']}
                menu={{
                  items: [
                    { key: 'link', label: words.newLink, onClick: () => onLink(row) },
                    ...(row.id === me.id
                      ? []
                      : [
                          {
                            key: 'off',
                            danger: row.active,
                            label: row.active ? words.switchOff : words.switchOn,
                            onClick: () => onActive(row, !row.active),
                          },
                        ]),
                  ],
                }}
              >
                <Button size="small" type="text" aria-label={`${app.more}: ${row.name}`}>
                  ⋯
                </Button>
              </Dropdown>
            </div>
          ),
        },
      ]}
    />
  );
}
