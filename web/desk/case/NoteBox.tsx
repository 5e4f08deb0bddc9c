import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { caseRoutes, type CaseView } from '#case/wire.ts';
import { colleaguesRoute } from '#staff/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../ask.ts';
import { useCaseWords } from './words.ts';

/** A word among colleagues; whoever is mentioned is told. As an opinion it stands beside the decision on an escalated case (RE-8). */
export function NoteBox({ theCase, opinion = false }: { theCase: CaseView; opinion?: boolean }) {
  const words = useCaseWords();
  const [body, setBody] = useState('');
  const [mentions, setMentions] = useState<string[]>([]);
  const colleagues = useAsked(colleaguesRoute).data?.items ?? [];
  const command = useCaseCommand(caseRoutes.note, theCase, () => {
    setBody('');
    setMentions([]);
  });
  const send = (): void => {
    if (body.trim() !== '') command.send({ body, mentions, opinion });
  };
  return (
    <div className="stack" style={{ marginTop: 8 }}>
      <label className="field">
        <span>{opinion ? words.opinion : words.note}</span>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 8 }}
          maxLength={5000}
          placeholder={opinion ? words.opinionPlaceholder : words.notePlaceholder}
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
      </label>
      {body === '' ? null : (
        <div className="row">
          <Select
            mode="multiple"
            className="grow"
            aria-label={words.mention}
            placeholder={words.mention}
            value={mentions}
            onChange={setMentions}
            optionFilterProp="label"
            options={colleagues.map((each) => ({ value: each.id, label: each.name }))}
          />
          <Button loading={command.busy} onClick={send}>
            {opinion ? words.opinionSave : words.noteSave}
          </Button>
        </div>
      )}
      <ProblemNote refused={command.refused} retry={send} />
    </div>
  );
}
