import { Input } from 'antd';

/** A local day to be chosen; empty: none. */
export function Day({ label, value, onDay }: { label: string; value: string | null; onDay: (day: string | null) => void }) {
  return (
    <label className="field">
      <span>{label}</span>
      <Input type="date" value={value ?? ''} onChange={(event) => onDay(event.target.value || null)} />
    </label>
  );
}
