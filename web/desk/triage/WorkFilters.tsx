import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { caseRoutes } from '#case/wire.ts';
import { platforms } from '#commerce/wire.ts';
import { colleaguesRoute } from '#staff/wire.ts';
import { useAsked } from '../ask.ts';
import { stageCodes, useCodes } from '../words/codes.ts';
import { useTriageWords } from './words.ts';

export interface Filter {
  readonly platform?: string;
  readonly problem?: string;
  readonly stage?: string;
  readonly owner?: string;
  readonly q?: string;
}
export const noFilter: Filter = {};

export function isFiltered(filter: Filter): boolean {
  return Object.keys(filter).length > 0;
}

/** How long typing rests before the list is read. */
const typingRests = 300;

export function WorkFilters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const words = useTriageWords();
  const code = useCodes();
  const playbooks = useAsked(caseRoutes.playbooks).data?.items ?? [];
  const colleagues = useAsked(colleaguesRoute).data?.items ?? [];
  const problems = [...new Set(playbooks.flatMap((playbook) => playbook.problems))];
  const set = (field: keyof Filter, value: string | undefined): void => {
    const { [field]: _, ...rest } = filter;
    onFilter(value ? { ...rest, [field]: value } : rest);
  };
  const [typed, setTyped] = useState(filter.q ?? '');
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === (filter.q ?? '')) return undefined;
    const timer = setTimeout(() => set('q', wanted || undefined), typingRests);
    return () => clearTimeout(timer);
  });
  const clear = (): void => {
    setTyped('');
    onFilter(noFilter);
  };
  const choose = (field: 'platform' | 'problem' | 'stage' | 'owner', label: string, options: { value: string; label: string }[]) => (
    <Select
      key={field}
      allowClear
      className="wide-only"
      aria-label={label}
      placeholder={label}
      value={filter[field] ?? null}
      onChange={(value: string | null) => set(field, value ?? undefined)}
      options={options}
      popupMatchSelectWidth={false}
      style={{ minWidth: 104 }}
    />
  );
  return (
    <search className="filters">
      {choose(
        'platform',
        words.platform,
        platforms.map((value) => ({ value, label: code('platforms', value) })),
      )}
      {choose(
        'problem',
        words.problem,
        problems.map((value) => ({ value, label: code('problems', value) })),
      )}
      {choose(
        'stage',
        words.stage,
        stageCodes.map((value) => ({ value, label: code('stages', value) })),
      )}
      {choose('owner', words.owner, [
        { value: 'none', label: words.nobody },
        ...colleagues.map((each) => ({ value: each.id, label: each.name })),
      ])}
      <Input
        className="grow"
        allowClear
        aria-label={words.filter}
        placeholder={words.filter}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {isFiltered(filter) ? <Button onClick={clear}>{words.clear}</Button> : null}
    </search>
  );
}
