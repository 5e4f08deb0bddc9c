import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { IncidentView } from '#insight/incidentWire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { Card, Chip, type Tone } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { useInsightWords } from './words.ts';

type Member = IncidentView['members'][number];
const tones: Readonly<Record<string, Tone>> = { done: 'green', failed: 'red', waiting: 'amber' };

/** The cases of an incident: where each stands and what the remedy for all came to; added by a list, taken out by ticking. */
export function MembersCard({ incident, again }: { incident: IncidentView; again: () => void }) {
  const all = useInsightWords();
  const words = all.incident;
  const code = useCodes();
  const mayJoin = incident.may.includes('join');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = incident.members.filter((member) => ticked.has(member.caseId)).map((member) => member.caseId);
  const leave = useCommand(insightRoutes.leave, () => {
    setTicked(new Set());
    again();
  });
  const tick = (ids: readonly string[], on: boolean): void =>
    setTicked(new Set(on ? [...ticked, ...ids] : [...ticked].filter((id) => !ids.includes(id))));
  const tickColumn = {
    key: 'tick',
    width: 40,
    title: (
      <Checkbox
        aria-label={all.byHand.selectAll}
        checked={chosen.length > 0 && chosen.length === incident.members.length}
        indeterminate={chosen.length > 0 && chosen.length < incident.members.length}
        onChange={({ target }) =>
          tick(
            incident.members.map((member) => member.caseId),
            target.checked,
          )
        }
      />
    ),
    render: (member: Member) => (
      <Checkbox
        aria-label={all.byHand.select(member.number)}
        checked={ticked.has(member.caseId)}
        onChange={({ target }) => tick([member.caseId], target.checked)}
      />
    ),
  };
  return (
    <Card title={`${words.members} ${incident.members.length}`} id="members">
      <div className="stack">
        {incident.members.length === 0 ? <p className="quiet">{words.nobody}</p> : null}
        {incident.members.length > 0 ? (
          <Rows
            label={words.members}
            rows={incident.members}
            keyOf={(member) => member.caseId}
            columns={[
              ...(mayJoin ? [tickColumn] : []),
              {
                key: 'number',
                title: words.members,
                render: (member) => (
                  <Link to="/cases/$caseId" params={{ caseId: member.caseId }}>
                    {member.number}
                  </Link>
                ),
              },
              { key: 'problem', title: all.incidents.columns.problem, render: (member) => code('problems', member.problem) },
              {
                key: 'stands',
                title: words.stands,
                render: (member) => (member.outcome ? code('outcomes', member.outcome) : code('stages', member.stage)),
              },
              { key: 'offer', title: words.offer, render: (member) => <Offered incident={incident} member={member} /> },
            ]}
          />
        ) : null}
        {chosen.length > 0 ? (
          <div>
            <Button
              danger
              loading={leave.isPending}
              onClick={() => leave.mutate({ params: { incidentId: incident.id }, body: { cases: chosen } })}
            >
              {words.out(chosen.length)}
            </Button>
          </div>
        ) : null}
        <ProblemNote refused={leave.error} reload={again} />
        {mayJoin ? <JoinList incidentId={incident.id} again={again} /> : null}
      </div>
    </Card>
  );
}

/** What the last remedy for all came to in this case. */
function Offered({ incident, member }: { incident: IncidentView; member: Member }) {
  const words = useInsightWords().incident;
  const row = incident.remedies.flatMap((remedy) => remedy.rows).find((each) => each.caseId === member.caseId);
  if (!row) return <span className="quiet">—</span>;
  return (
    <span>
      <Chip tone={tones[row.state] ?? 'grey'}>{words.rowStates[row.state]}</Chip> {row.why}
    </span>
  );
}

function JoinList({ incidentId, again }: { incidentId: string; again: () => void }) {
  const words = useInsightWords().incident;
  const [text, setText] = useState('');
  const join = useCommand(insightRoutes.joinList, () => {
    setText('');
    again();
  });
  return (
    <div className="stack">
      <Input.TextArea
        aria-label={words.joinHelp}
        placeholder={words.joinHelp}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button
          disabled={text.trim() === ''}
          loading={join.isPending}
          onClick={() => join.mutate({ params: { incidentId }, body: { text } })}
        >
          {words.join}
        </Button>
      </div>
      <ProblemNote refused={join.error} />
      {join.data ? (
        <output>
          {words.joined(join.data.joined)}{' '}
          {join.data.rows
            .filter((row) => row.result !== 'joined')
            .map((row) => `${row.number} ${words.results[row.result]}`)
            .join('; ')}
        </output>
      ) : null}
    </div>
  );
}
