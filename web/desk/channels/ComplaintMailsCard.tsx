import { App, Checkbox, InputNumber, Radio, Select } from 'antd';
import { complaintRoutes, type ComplaintMails } from '#feedback/complaintWire.ts';
import { Card, Chip, Loading } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useComplaintWords } from './complaintWords.ts';

const roles = ['operations', 'executive', 'lead', 'claims'] as const;

/** Who is told of every complaint, in a letter each or a digest, and what became of the letters (FB-7). */
export function ComplaintMailsCard() {
  const words = useComplaintWords();
  const app = useAppWords();
  const page = usePageWords();
  const when = useWhen();
  const { message } = App.useApp();
  const asked = useAsked(complaintRoutes.settings);
  const letters = useAsked(complaintRoutes.letters);
  const save = useCommand(complaintRoutes.set, () => {
    void message.success(page.saved);
    void asked.refetch();
  });
  const setting = asked.data;
  const put = (change: Partial<ComplaintMails>): void => {
    if (setting) save.mutate({ body: { ...setting, ...change } });
  };
  return (
    <Card title={words.title} id="complaints" flush>
      <div className="stack" style={{ padding: '0 12px 8px' }}>
        <p className="quiet small">{words.help}</p>
        {asked.isPending ? <Loading label={app.loading} /> : null}
        <ProblemNote refused={asked.error ?? letters.error ?? save.error} retry={() => void asked.refetch()} />
        {setting ? (
          <>
            <Radio.Group
              aria-label={words.mode}
              value={setting.mode}
              onChange={(event) => put({ mode: event.target.value as ComplaintMails['mode'] })}
              options={[
                { value: 'each', label: words.each },
                { value: 'digest', label: words.digest },
              ]}
            />
            {setting.mode === 'digest' ? (
              <InputNumber
                aria-label={words.hour}
                min={0}
                max={23}
                value={setting.digestHour}
                suffix={words.oClock}
                onChange={(digestHour) => (digestHour === null ? undefined : put({ digestHour }))}
              />
            ) : null}
            <Checkbox.Group
              value={setting.roles}
              onChange={(chosen) => put({ roles: chosen })}
              options={roles.map((role) => ({ value: role, label: words.roles[role] }))}
            />
            <Select
              mode="tags"
              aria-label={words.more}
              placeholder={words.more}
              value={setting.more}
              onChange={(more: string[]) => put({ more })}
            />
          </>
        ) : null}
      </div>
      <Rows
        label={words.letters}
        rows={letters.data?.items ?? []}
        keyOf={(row) => row.id}
        columns={[
          { key: 'case', title: words.about, render: (row) => row.caseNumber ?? words.many(row.complaints) },
          {
            key: 'grave',
            title: words.grave,
            render: (row) =>
              row.grave.map((each) => (
                <Chip key={each} tone="red">
                  {words.reasons[each]}
                </Chip>
              )),
          },
          { key: 'to', title: words.to, render: (row) => row.to },
          { key: 'state', title: words.state, render: (row) => words.states[row.state] },
          { key: 'at', title: words.at, render: (row) => when(row.at) },
        ]}
      />
    </Card>
  );
}
