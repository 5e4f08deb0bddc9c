import type { ReactNode } from 'react';
import './rows.css';

export interface Column<T> {
  readonly key: string;
  /** Of a column whose cells name themselves: hidden words. */
  readonly title: ReactNode;
  readonly render: (row: T, at: number) => ReactNode;
  readonly width?: number | string;
  readonly num?: boolean;
}

/** A table of facts. On a phone each row becomes a card, its cells named by their headings. */
export function Rows<T>({
  label,
  columns,
  rows,
  keyOf,
  at,
  onAt,
  marked,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T, at: number) => string;
  /** Row that the keys stand at. */
  at?: number;
  onAt?: (at: number) => void;
  marked?: (row: T) => boolean;
}) {
  return (
    <table className="rows" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" style={{ width: column.width }} className={column.num ? 'num' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr
            key={keyOf(row, i)}
            className={`${i === at ? 'at' : ''} ${marked?.(row) ? 'marked' : ''}`}
            aria-current={i === at ? 'true' : undefined}
            onMouseDown={() => onAt?.(i)}
          >
            {columns.map((column) => (
              <td
                key={column.key}
                className={column.num ? 'num' : undefined}
                data-label={typeof column.title === 'string' ? column.title : undefined}
              >
                {column.render(row, i)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
