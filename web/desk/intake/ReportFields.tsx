import { Checkbox, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OrderAnswer } from '#commerce/wire.ts';
import { reportChannels } from '#intake/wire.ts';
import { readYuan } from '../../ui/money.ts';
import { useCodes } from '../words/codes.ts';
import type { Channel, Draft } from './report.ts';
import { type OwnField, OwnFields } from './OwnFields.tsx';
import { useIntakeWords } from './words.ts';

interface Props {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly order: OrderAnswer | null;
  readonly problems: readonly string[];
  readonly problem: string;
  /** The procedures that handle the problem. */
  readonly playbooks: readonly { readonly name: string; readonly title: string }[];
  readonly channel: Channel;
  /** What stands as the customer's words while none are typed. */
  readonly placeholder: string;
  /** What the playbook of this problem asks for (IN-8). */
  readonly fields: readonly OwnField[];
}

const usualWishes = ['resend', 'refund', 'exchange', 'points', 'explanation'];

/** Words, problem, channel, contact: what the order knows already isn't asked again (IN-7). */
export function ReportFields({ draft, onDraft, order, problems, problem, playbooks, channel, placeholder, fields }: Props) {
  const words = useIntakeWords();
  const code = useCodes();
  const [more, setMore] = useState(order === null);
  const put = (change: Partial<Draft>): void => onDraft({ ...draft, ...change });
  const known = [order?.contact.receiver, order?.contact.nick, order?.contact.phone].filter(Boolean).join(' · ');
  const text = (field: 'contactName' | 'contact' | 'secondContact' | 'contactHours' | 'amountBasis', label: string) => (
    <label className="field">
      <span>{label}</span>
      <Input maxLength={200} value={draft[field]} onChange={(event) => put({ [field]: event.target.value })} />
    </label>
  );
  return (
    <div className="stack">
      <Input.TextArea
        aria-label={words.words}
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={10_000}
        placeholder={placeholder}
        value={draft.words}
        onChange={(event) => put({ words: event.target.value })}
      />
      <div className="two">
        <label className="field">
          <span>{words.problem}</span>
          <Select
            style={{ width: '100%' }}
            aria-label={words.problem}
            value={problem}
            showSearch
            optionFilterProp="label"
            onChange={(value) => put({ problem: value })}
            options={problems.map((value) => ({ value, label: code('problems', value) }))}
          />
        </label>
        {playbooks.length > 1 ? (
          <label className="field">
            <span>{words.procedure}</span>
            <Select
              style={{ width: '100%' }}
              aria-label={words.procedure}
              value={playbooks.find((each) => each.name === draft.playbook)?.name ?? playbooks[0]?.name ?? null}
              onChange={(playbook) => put({ playbook })}
              options={playbooks.map((each) => ({ value: each.name, label: each.title }))}
            />
          </label>
        ) : null}
        <label className="field">
          <span>{words.channel}</span>
          <Select
            style={{ width: '100%' }}
            aria-label={words.channel}
            value={channel}
            onChange={(value) => put({ channel: value })}
            options={reportChannels
              .filter((value) => value !== 'api' && value !== 'app')
              .map((value) => ({ value, label: code('channels', value) }))}
          />
        </label>
        <label className="field">
          <span>{words.wish}</span>
          <Select
            style={{ width: '100%' }}
            aria-label={words.wish}
            allowClear
            value={draft.wish}
            onChange={(value: string | null) => put({ wish: value ?? null })}
            options={(fields.find((field) => field.id === 'wish')?.oneOf ?? usualWishes).map((value) => ({
              value,
              label: code('wishes', value),
            }))}
          />
        </label>
        <div className="field">
          <span>&nbsp;</span>
          <Checkbox checked={draft.take} onChange={(event) => put({ take: event.target.checked })}>
            {words.take}
          </Checkbox>
        </div>
      </div>
      <OwnFields fields={fields} problem={problem} more={draft.more} put={(more) => put({ more })} />
      {known === '' ? null : <p className="quiet small">{words.contactKnown(known)}</p>}
      {more || order === null ? (
        <>
          <div className="two">
            {text('contactName', words.contactName)}
            {text('contact', words.contactWay)}
            {text('secondContact', words.secondContact)}
            {text('contactHours', words.contactHours)}
          </div>
          <Amount draft={draft} put={put} basis={text('amountBasis', words.amountBasis)} />
        </>
      ) : (
        <div>
          <button type="button" className="plain" onClick={() => setMore(true)}>
            {words.more} ▾
          </button>
        </div>
      )}
    </div>
  );
}

function Amount({ draft, put, basis }: { draft: Draft; put: (change: Partial<Draft>) => void; basis: ReactNode }) {
  const words = useIntakeWords();
  const [typed, setTyped] = useState('');
  const wrong = typed.trim() !== '' && draft.amountFen === null;
  return (
    <div className="two">
      <label className="field">
        <span>{words.amount}</span>
        <Input
          inputMode="decimal"
          status={wrong ? 'error' : ''}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            put({ amountFen: readYuan(event.target.value) });
          }}
        />
        {wrong ? <span className="red small">{words.amountWrong}</span> : null}
      </label>
      {basis}
    </div>
  );
}
