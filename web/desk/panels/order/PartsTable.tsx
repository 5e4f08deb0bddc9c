import { useState } from 'react';
import type { OrderAnswer } from '#commerce/wire.ts';
import type { LineView } from '#intake/wire.ts';
import { sayFen } from '../../../ui/money.ts';
import { useLang } from '../../words/useWords.ts';
import { useOrderWords } from './words.ts';

type OrderLine = OrderAnswer['lines'][number];

/** Rows of one goods' parts that are shown before the reader asks for all. */
const shownParts = 7;

/** The lines of an order with their parts: due, and missing (`short`) or concerned by the report. Rows that are reported come first and are marked. */
export function PartsTable({ order, reported, short }: { order: OrderAnswer; reported: readonly LineView[]; short: boolean }) {
  return order.lines.map((line) => (
    <LineTable
      key={line.id}
      line={line}
      short={short}
      reported={reported.filter(
        (each) => each.orderLineId === line.id || (each.orderLineId === null && line.parts.some((part) => part.code === each.partCode)),
      )}
    />
  ));
}

function LineTable({ line, reported, short }: { line: OrderLine; reported: readonly LineView[]; short: boolean }) {
  const words = useOrderWords();
  const lang = useLang();
  const title = lang === 'zh' ? line.title : (line.titleEn ?? line.title);
  const [all, setAll] = useState(false);
  const missingOf = (partCode: string): LineView | undefined => reported.find((each) => each.partCode === partCode);
  const whole = reported.find((each) => each.partCode === null);
  const parts = [...line.parts].sort((a, b) => Number(missingOf(b.code) !== undefined) - Number(missingOf(a.code) !== undefined));
  const kind = line.kind === 'goods' || line.kind === 'component' ? null : words[line.kind];
  return (
    <div>
      <table className="lines">
        <thead>
          <tr>
            <th>
              <span className="strong" style={{ color: 'var(--text)', fontSize: 13 }}>
                {title}
              </span>{' '}
              {line.variant} {line.quantity > 1 ? `×${line.quantity}` : ''} {kind ? `· ${kind}` : ''}{' '}
              {line.statedFen ? `· ${words.stated(sayFen(line.statedFen))}` : ''}
            </th>
            <th className="num nowrap">{words.due}</th>
            <th className="num nowrap">{short ? words.missing : words.concerned}</th>
          </tr>
        </thead>
        <tbody>
          {whole ? (
            <tr className="marked">
              <td>{title}</td>
              <td className="num">{line.quantity}</td>
              <td className="num strong">{whole.quantity}</td>
            </tr>
          ) : null}
          {(all ? parts : parts.slice(0, shownParts)).map((part) => {
            const missing = missingOf(part.code);
            return (
              <tr key={part.code} className={missing ? 'marked' : ''}>
                <td>
                  {lang === 'en' && part.nameEn ? part.nameEn : part.name} {part.model ?? ''}
                  {missing ? (
                    <span className="quiet small">
                      {' '}
                      {part.valueFen === null ? '' : `· ${sayFen(part.valueFen)} `}
                      {part.stock === null ? '' : part.stock > 0 ? `· ${words.stock(part.stock)}` : `· ${words.noStock(part.stockUntil)}`}
                    </span>
                  ) : null}
                </td>
                <td className="num">{part.quantity * line.quantity}</td>
                <td className="num strong">{missing?.quantity ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {parts.length > shownParts ? (
        <button type="button" className="plain small" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? words.less : `${words.more} (${parts.length})`}
        </button>
      ) : null}
      {line.partsAsSold || line.parts.length === 0 ? null : <p className="quiet small">{words.notAsSold}</p>}
    </div>
  );
}
