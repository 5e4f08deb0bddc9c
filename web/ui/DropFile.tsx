import type { ReactNode } from 'react';
import './rows.css';

/** A place to drop a file on, or to choose one by mouse or keyboard: the browser's own field, as large as the place. */
export function DropFile({
  accept,
  label,
  children,
  onFile,
  disabled = false,
}: {
  accept: string;
  label: string;
  children?: ReactNode;
  onFile: (file: File) => void;
  disabled?: boolean;
}) {
  return (
    <label className={`drop ${disabled ? 'drop-off' : ''}`}>
      <span className="strong">{label}</span>
      {children ? <span className="drop-help quiet small">{children}</span> : null}
      <input
        type="file"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </label>
  );
}

/** How far something is, 0 to 1; null: it runs, nobody knows how far. */
export function Progress({ share, label }: { share: number | null; label: string }) {
  return <progress className="bar" aria-label={label} {...(share === null ? {} : { value: share, max: 1 })} />;
}
