import { App, Button, InputNumber } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { readRecoveryRoute, setRecoveryRoute } from '#customers/standingWire.ts';
import { commonSettingsRoutes } from '#intake/commonWire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import type { Refused } from '../call.ts';
import { SettingsPages } from '../HousePages.tsx';
import { PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useCommonWords } from './commonWords.ts';

/** What common complaints are measured by: price protection, tolerance of weights, credit for cash on delivery (RE-5, RE-6). */
export function CommonSettingsPage() {
  const words = useCommonWords();
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      <SettingsPages />
      <div className="stack stack-16" style={{ maxWidth: 640 }}>
        <MeasuresCard />
        <RecoveryCard />
      </div>
    </>
  );
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly precision: number;
}

function MeasuresCard() {
  const words = useCommonWords();
  const saved = useSaved();
  const asked = useAsked(commonSettingsRoutes.read);
  const save = useCommand(commonSettingsRoutes.set, () => saved(asked.refetch));
  const fields: readonly Field[] = [
    { id: 'protectionDays', label: words.protectionDays, unit: words.days, least: 0, most: 365, precision: 0 },
    { id: 'toleranceKg', label: words.toleranceKg, unit: words.kg, least: 0, most: 10, precision: 3 },
    { id: 'tolerancePercent', label: words.tolerancePercent, unit: '%', least: 0, most: 20, precision: 1 },
  ];
  return (
    <NumbersCard
      id="measures"
      title={words.measures}
      help={words.measuresHelp}
      fields={fields}
      asked={asked}
      pending={save.isPending}
      refused={save.error}
      onSave={(given) => asked.data && save.mutate({ body: { ...asked.data, ...given } })}
    />
  );
}

function RecoveryCard() {
  const words = useCommonWords();
  const saved = useSaved();
  const asked = useAsked(readRecoveryRoute);
  const save = useCommand(setRecoveryRoute, () => saved(asked.refetch));
  const fields: readonly Field[] = [
    { id: 'orders', label: words.orders, unit: words.many, least: 1, most: 50, precision: 0 },
    { id: 'days', label: words.afterDays, unit: words.days, least: 1, most: 3650, precision: 0 },
  ];
  return (
    <NumbersCard
      id="cod-standing"
      title={words.standing}
      help={words.standingHelp}
      fields={fields}
      asked={asked}
      pending={save.isPending}
      refused={save.error}
      onSave={(given) => asked.data && save.mutate({ body: { ...asked.data, ...given } })}
    />
  );
}

interface NumbersProps {
  readonly id: string;
  readonly title: string;
  readonly help: ReactNode;
  readonly fields: readonly Field[];
  readonly asked: {
    readonly data: Readonly<Record<string, number>> | undefined;
    readonly isPending: boolean;
    readonly error: Refused | null;
    readonly refetch: () => unknown;
  };
  readonly pending: boolean;
  readonly refused: Refused | null;
  readonly onSave: (given: Readonly<Record<string, number>>) => void;
}

/** A few numbers of the house, saved together; who may not change them reads them. */
function NumbersCard({ id, title, help, fields, asked, pending, refused, onSave }: NumbersProps) {
  const app = useAppWords();
  const page = usePageWords();
  const may = useMay()('settings.manage');
  const [typed, setTyped] = useState<Readonly<Record<string, number | null>>>({});
  const { data } = asked;
  const now = (field: Field): number | null => (field.id in typed ? (typed[field.id] ?? null) : (data?.[field.id] ?? null));
  const given = Object.fromEntries(fields.flatMap((field): [string, number][] => pair(field.id, now(field))));
  const complete = data !== undefined && fields.every((field) => now(field) !== null);
  const changed = data !== undefined && fields.some((field) => now(field) !== data[field.id]);
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (complete && changed && !pending) onSave(given);
  };
  return (
    <Card title={title} id={id}>
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {data ? (
        <form className="stack" onSubmit={send}>
          <p className="quiet small">{help}</p>
          {fields.map((field) => (
            <label className="field" key={field.id}>
              <span>{field.label}</span>
              <InputNumber
                aria-label={field.label}
                style={{ width: 180 }}
                disabled={!may}
                min={field.least}
                max={field.most}
                precision={field.precision}
                suffix={field.unit}
                value={now(field)}
                onChange={(value) => setTyped((before) => ({ ...before, [field.id]: value }))}
              />
            </label>
          ))}
          <ProblemNote refused={refused} />
          {may ? (
            <div>
              <Button type="primary" htmlType="submit" loading={pending} disabled={!complete || !changed}>
                {page.save}
              </Button>
            </div>
          ) : null}
        </form>
      ) : null}
    </Card>
  );
}

function pair(id: string, value: number | null): [string, number][] {
  return value === null ? [] : [[id, value]];
}

/** Says that it was saved and reads it again. */
function useSaved(): (refetch: () => unknown) => void {
  const { message } = App.useApp();
  const page = usePageWords();
  return (refetch) => {
    void message.success(page.saved);
    void refetch();
  };
}
