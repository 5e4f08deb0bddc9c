import { App, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { liabilityCauses, liabilityRoutes, type RuleView } from '#liability/wire.ts';
import { readYuan, sayFen } from '../../ui/money.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useRuleWords } from './words.ts';

const parties = ['warehouse', 'carrier', 'system', 'listing', 'customer', 'force-majeure'] as const;
const weights = ['any', 'as-due', 'lighter', 'unknown'] as const;
const scanKinds = ['any', 'clean', 'problem'] as const;
const problems = [
  'missing',
  'missing.accessory',
  'missing.manual',
  'missing.warranty-card',
  'missing.utensil',
  'missing.gift',
  'damaged',
  'damaged.goods',
  'damaged.package',
  'lost',
  'lost.parcel',
  'lost.content',
];

export function RuleDialog({
  rule,
  next,
  onClose,
  onDone,
}: {
  rule: RuleView | null;
  next: number;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useRuleWords();
  const page = usePageWords();
  const code = useCodes();
  const { message } = App.useApp();
  const [given, setGiven] = useState({
    id: rule?.id ?? `LR-${next}`,
    position: rule?.position ?? next,
    zh: rule?.title.zh ?? '',
    en: rule?.title.en ?? '',
    problems: rule?.problems ?? ['missing'],
    weight: rule?.weight ?? ('any' as const),
    scans: rule?.scans ?? ('any' as const),
    historyAtLeast: rule?.historyAtLeast ?? 0,
    cause: rule?.cause ?? ('human' as const),
    most: rule ? sayFen(rule.atMostFen).replace('¥', '').replaceAll(',', '') : '30.00',
    active: rule?.active ?? true,
  });
  const [shares, setShares] = useState<Readonly<Record<string, number>>>(
    Object.fromEntries((rule?.shares ?? [{ party: 'warehouse', percent: 100 }]).map((share) => [share.party, share.percent])),
  );
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change });
  const command = useCommand(liabilityRoutes.saveRule, () => {
    void message.success(page.saved);
    onDone();
  });
  const sum = parties.reduce((total, party) => total + (shares[party] ?? 0), 0);
  const mostFen = readYuan(given.most);
  const complete =
    /^[A-Z]{1,6}-\d{1,4}$/.test(given.id) && given.zh.trim() !== '' && given.en.trim() !== '' && sum === 100 && mostFen !== null;
  const send = (): void => {
    if (!complete || mostFen === null || command.isPending) return;
    const { id, zh, en, most: _, ...kept } = given;
    command.mutate({
      params: { ruleId: id },
      body: {
        ...kept,
        title: { zh, en },
        atMostFen: mostFen,
        shares: parties.flatMap((party) => (shares[party] ? [{ party, percent: shares[party] }] : [])),
      },
    });
  };
  useKeys({ 'ctrl+enter': send });
  const pick = <K extends 'weight' | 'scans' | 'cause'>(
    key: K,
    label: string,
    options: { value: (typeof given)[K]; label: string }[],
  ): ReactNode => (
    <label className="field">
      <span>{label}</span>
      <Select<(typeof given)[K]>
        aria-label={label}
        style={{ width: '100%' }}
        value={given[key]}
        onChange={(value) => put({ [key]: value })}
        options={options}
      />
    </label>
  );
  return (
    <Modal
      open
      width={720}
      title={rule ? words.editTitle(rule.id) : words.add}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        <p className="quiet small">{words.newOnly}</p>
        <div className="form-grid">
          <label className="field">
            <span>{words.id}</span>
            <Input disabled={rule !== null} value={given.id} onChange={(event) => put({ id: event.target.value.trim().toUpperCase() })} />
            <small className="quiet">{words.idHelp}</small>
          </label>
          <label className="field">
            <span>{words.position}</span>
            <InputNumber
              style={{ width: '100%' }}
              min={0}
              max={9999}
              value={given.position}
              onChange={(value) => put({ position: value ?? 0 })}
            />
          </label>
          <label className="field">
            <span>{words.titleZh}</span>
            <Input value={given.zh} onChange={(event) => put({ zh: event.target.value })} />
          </label>
          <label className="field">
            <span>{words.titleEn}</span>
            <Input value={given.en} onChange={(event) => put({ en: event.target.value })} />
          </label>
          <label className="field">
            <span>{words.problems}</span>
            <Select
              mode="multiple"
              optionFilterProp="label"
              aria-label={words.problems}
              style={{ width: '100%' }}
              value={given.problems}
              onChange={(value) => put({ problems: value })}
              options={problems.map((value) => ({ value, label: code('problems', value) }))}
            />
          </label>
          {pick(
            'weight',
            words.weight,
            weights.map((value) => ({ value, label: words.weights[value] })),
          )}
          {pick(
            'scans',
            words.scans,
            scanKinds.map((value) => ({ value, label: words.scanKinds[value] })),
          )}
          <label className="field">
            <span>{words.historyAtLeast}</span>
            <InputNumber
              style={{ width: '100%' }}
              min={0}
              max={10_000}
              value={given.historyAtLeast}
              onChange={(value) => put({ historyAtLeast: value ?? 0 })}
            />
          </label>
          {pick(
            'cause',
            words.cause,
            liabilityCauses.map((value) => ({ value, label: words.causes[value] })),
          )}
          <label className="field">
            <span>{words.most}</span>
            <Input
              inputMode="decimal"
              value={given.most}
              status={mostFen === null ? 'error' : ''}
              onChange={(event) => put({ most: event.target.value })}
            />
            {mostFen === null ? <small className="red">{words.notAmount}</small> : null}
          </label>
        </div>
        <p className="strong">{words.shares}</p>
        <div className="form-grid">
          {parties.map((party) => (
            <label className="field" key={party}>
              <span>{words.share(code('parties', party))}</span>
              <InputNumber
                style={{ width: '100%' }}
                min={0}
                max={100}
                value={shares[party] ?? 0}
                onChange={(value) => setShares({ ...shares, [party]: value ?? 0 })}
              />
            </label>
          ))}
        </div>
        {sum === 100 ? null : <p className="red">{words.sum(sum)}</p>}
        <label className="row">
          <Switch checked={given.active} onChange={(active) => put({ active })} aria-label={words.active} /> {words.active}
        </label>
        <ProblemNote refused={command.error} retry={send} />
      </div>
    </Modal>
  );
}
