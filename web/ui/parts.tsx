import type { ReactNode } from 'react';

export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'grey';

/** A short word in a colour that means something; the word says it too. */
export function Chip({ tone = 'grey', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`chip chip-${tone}`} title={title}>
      {children}
    </span>
  );
}

/** A key beside what it does. */
export function Key({ children }: { children: ReactNode }) {
  return <kbd className="key">{children}</kbd>;
}

/** A card with a hairline: title, a quiet remark at its right, contents. `current` is the one coloured frame of a page. */
export function Card({
  title,
  aside,
  children,
  current = false,
  flush = false,
  id,
  lit = false,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  current?: boolean;
  flush?: boolean;
  id?: string;
  lit?: boolean;
}) {
  return (
    <section
      className={`card${current ? ' card-current' : ''}${flush ? ' card-flush' : ''}${lit ? ' card-lit' : ''}`}
      id={id}
      aria-labelledby={id ? `${id}-title` : undefined}
    >
      <header className="card-head">
        <h2 id={id ? `${id}-title` : undefined}>{title}</h2>
        {aside ? <div className="card-aside">{aside}</div> : null}
      </header>
      <div className="card-body">{children}</div>
    </section>
  );
}

/** Label and value in two columns. */
export function Facts({ items }: { items: readonly (readonly [ReactNode, ReactNode] | null)[] }) {
  return (
    <dl className="facts">
      {items.map((item, at) =>
        item ? (
          <div key={at}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** A label above what is filled in; what is filled in says its own name. */
export function Field({ label, help, children }: { label: string; help?: ReactNode; children: ReactNode }) {
  return (
    <div className="field">
      <span>{label}</span>
      {children}
      {help ? <small className="quiet">{help}</small> : null}
    </div>
  );
}

/** What would fill an empty place, and the next act. */
export function Empty({ title, children, act }: { title: ReactNode; children?: ReactNode; act?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children ? <p>{children}</p> : null}
      {act ? <div className="empty-act">{act}</div> : null}
    </div>
  );
}

/** Bars where words will stand. */
export function Loading({ rows = 3, label }: { rows?: number; label: string }) {
  return (
    <output className="loading" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <span key={at} style={{ width: `${88 - ((at * 17) % 40)}%` }} />
      ))}
    </output>
  );
}
