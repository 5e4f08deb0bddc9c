import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { changeTeamRoute, createTeamRoute, listStaffRoute, listTeamsRoute, type Team } from '#staff/wire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { HousePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useStaffWords } from './words.ts';

export function TeamsPage() {
  const words = useStaffWords();
  const page = usePageWords();
  const lang = useLang();
  const asked = useAsked(listTeamsRoute);
  const people = useAsked(listStaffRoute).data?.items ?? [];
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  return (
    <>
      <PageHead title={words.teams} help={words.teamsHelp}>
        <Button type="primary" onClick={() => setOpen('new')}>
          {words.newTeam}
        </Button>
      </PageHead>
      <HousePages />
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.teamsEmpty}>
        <Rows
          label={words.teams}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            { key: 'name', title: words.name, render: (row) => <span className="strong">{lang === 'zh' ? row.name : row.nameEn}</span> },
            {
              key: 'members',
              title: words.people,
              render: (row) => {
                const members = people.filter((person) => person.teamIds.includes(row.id) && person.active);
                return (
                  <span>
                    {words.members(members.length)}{' '}
                    <span className="quiet small">{members.map((person) => person.name).join(page.comma)}</span>
                  </span>
                );
              },
            },
            {
              key: 'acts',
              title: <span className="hidden">{page.acts}</span>,
              width: 80,
              render: (row) => (
                <Button size="small" onClick={() => setOpen(row)} aria-label={words.editTitle(row.name)}>
                  {page.edit}
                </Button>
              ),
            },
          ]}
        />
      </ListFrame>
      {open ? (
        <TeamDialog
          team={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            void asked.refetch();
          }}
        />
      ) : null}
    </>
  );
}

function TeamDialog({ team, onClose, onDone }: { team: Team | null; onClose: () => void; onDone: () => void }) {
  const words = useStaffWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [given, setGiven] = useState({ name: team?.name ?? '', nameEn: team?.nameEn ?? '' });
  const done = (): void => {
    void message.success(page.saved);
    onDone();
  };
  const create = useCommand(createTeamRoute, done);
  const rename = useCommand(changeTeamRoute, done);
  const complete = given.name.trim() !== '' && given.nameEn.trim() !== '';
  const send = (): void => {
    if (!complete || create.isPending || rename.isPending) return;
    if (team) rename.mutate({ params: { teamId: team.id }, body: given });
    else create.mutate({ body: given });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={team ? words.editTitle(team.name) : words.newTeam}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={create.isPending || rename.isPending}
    >
      <div className="stack">
        <label className="field">
          <span>{words.teamZh}</span>
          <Input ref={focusHere} value={given.name} onChange={(event) => setGiven({ ...given, name: event.target.value })} />
        </label>
        <label className="field">
          <span>{words.teamEn}</span>
          <Input value={given.nameEn} onChange={(event) => setGiven({ ...given, nameEn: event.target.value })} />
        </label>
        <ProblemNote refused={create.error ?? rename.error} retry={send} />
      </div>
    </Modal>
  );
}
