import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import type { WorkItem } from '#triage/wire.ts';
import { Chip } from '../../ui/parts.tsx';
import { sayWhen } from '../../ui/time.ts';
import { useCodes } from '../words/codes.ts';
import { useLang } from '../words/useWords.ts';
import { DueChip } from './DueChip.tsx';
import { useTriageWords } from './words.ts';

interface Props {
  readonly items: readonly WorkItem[];
  /** Row that the keys stand at. */
  readonly at: number;
  readonly now: number;
  readonly onAt: (at: number) => void;
  readonly onOpen: (caseId: string) => void;
  /** Rows chosen for one act on all; absent: nothing is done for many here. */
  readonly chosen?: { readonly ids: ReadonlySet<string>; readonly put: (ids: readonly string[], on: boolean) => void };
}

export function WorkTable({ items, at, now, onAt, onOpen, chosen }: Props) {
  const words = useTriageWords();
  const row = useRef<HTMLTableRowElement>(null);
  const standing = items[at]?.caseId;
  useEffect(() => {
    if (standing) row.current?.scrollIntoView({ block: 'nearest' });
  }, [standing]);
  return (
    <table className="work">
      <thead>
        <tr>
          <th style={{ width: chosen ? 160 : 132 }}>
            {chosen ? (
              <Checkbox
                aria-label={words.selectAll}
                checked={items.every((item) => chosen.ids.has(item.caseId))}
                onChange={({ target }) =>
                  chosen.put(
                    items.map((item) => item.caseId),
                    target.checked,
                  )
                }
                style={{ marginRight: 8 }}
              />
            ) : null}
            {words.columns.due}
          </th>
          <th style={{ width: 146 }}>{words.columns.number}</th>
          <th style={{ width: 112 }}>{words.columns.problem}</th>
          <th>{words.columns.said}</th>
          <th style={{ width: 190 }}>{words.columns.where}</th>
          <th style={{ width: 132 }}>{words.columns.stage}</th>
          <th style={{ width: 84 }}>{words.columns.owner}</th>
          <th style={{ width: 120 }}>{words.columns.flags}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, i) => (
          <tr
            key={item.caseId}
            ref={i === at ? row : null}
            className={i === at ? 'at' : ''}
            aria-current={i === at ? 'true' : undefined}
            onClick={() => onOpen(item.caseId)}
            onMouseDown={() => onAt(i)}
          >
            <Row item={item} now={now} chosen={chosen} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Row({ item, now, chosen }: { item: WorkItem; now: number; chosen: Props['chosen'] }) {
  const words = useTriageWords();
  const code = useCodes();
  const lang = useLang();
  return (
    <>
      <td>
        {chosen ? (
          <Checkbox
            aria-label={words.select(item.number)}
            checked={chosen.ids.has(item.caseId)}
            onClick={(event) => event.stopPropagation()}
            onChange={({ target }) => chosen.put([item.caseId], target.checked)}
            style={{ marginRight: 8 }}
          />
        ) : null}
        <DueChip due={item.due} paused={item.paused} now={now} />
        <div className="quiet small cut">{item.due?.title ?? (item.waitingFor ? code('waits', item.waitingFor) : '')}</div>
      </td>
      <td>
        <Link to="/cases/$caseId" params={{ caseId: item.caseId }} onClick={(event) => event.stopPropagation()}>
          {item.number}
        </Link>
        <div className="quiet small">{sayWhen(item.receivedAt, now, lang)}</div>
      </td>
      <td>{code('problems', item.problem)}</td>
      <td>
        <span className="cut-2 breaks">{item.summary}</span>
      </td>
      <td>
        <div className="cut">{item.shop.name}</div>
        <div className="quiet small cut">
          {code('platforms', item.shop.platform)}
          {item.orderTail ? ` · ${item.orderTail}` : ''}
        </div>
      </td>
      <td>
        {item.stepTitle}
        {item.waitingFor && !item.due ? null : <div className="quiet small">{item.waitingFor ? code('waits', item.waitingFor) : ''}</div>}
      </td>
      <td>{item.owner?.name ?? <span className="quiet">{words.nobody}</span>}</td>
      <td>
        <Flags item={item} />
      </td>
    </>
  );
}

function Flags({ item }: { item: WorkItem }) {
  const words = useTriageWords();
  const code = useCodes();
  const { flags } = item;
  return (
    <span className="row" style={{ gap: 4 }}>
      {['social', 'review', 'media'].includes(item.channel) ? <Chip tone="red">{code('channels', item.channel)}</Chip> : null}
      {flags.hurried > 0 ? <Chip tone="red">{words.hurried(flags.hurried)}</Chip> : null}
      {flags.breached > 0 ? <Chip tone="red">{words.breached(flags.breached)}</Chip> : null}
      {flags.regulatoryRisk ? <Chip tone="red">{words.regulatoryRisk}</Chip> : null}
      {flags.priority > 0 ? <Chip tone="amber">{words.priority}</Chip> : null}
      {flags.orderPending ? <Chip>{words.pending}</Chip> : null}
      {item.round > 1 ? <Chip>{words.round(item.round)}</Chip> : null}
      {flags.fast ? <Chip tone="blue">{words.fast}</Chip> : null}
      {flags.lang === 'en' ? <Chip>EN</Chip> : null}
    </span>
  );
}
