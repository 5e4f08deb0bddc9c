import { Checkbox, Input, InputNumber, Select } from 'antd';
import { riskLevels, type liabilityRoutes } from '#liability/wire.ts';
import type { Answer, BodyIn } from '#platform/wire.ts';
import { useLiabilityWords } from './words.ts';

type Known = Answer<typeof liabilityRoutes.read>;
export type Impact = NonNullable<BodyIn<typeof liabilityRoutes.decide>['impact']>;

/** What was counted, as a start. */
export function impactFrom(measured: Known['measured']): Impact {
  return {
    risk: measured.risk,
    contacts: measured.contacts,
    delayDays: measured.delayDays,
    otherOrders: measured.otherOrders,
    ownFault: measured.toldLate ? { toldLate: true } : null,
  };
}

/** LI-1 and LI-3: what the fault did, and whether our own process had a part in it. */
export function ImpactFields({
  measured,
  steps,
  impact,
  put,
}: {
  measured: Known['measured'];
  steps: Known['steps'];
  impact: Impact;
  put: (impact: Impact) => void;
}) {
  const words = useLiabilityWords().impact;
  const number = (key: 'delayDays' | 'contacts' | 'otherOrders', label: string) => (
    <label className="field">
      <span>{label}</span>
      <InputNumber
        aria-label={label}
        min={0}
        max={key === 'delayDays' ? 3650 : 1000}
        precision={0}
        value={impact[key] ?? null}
        onChange={(value) => put({ ...impact, [key]: value })}
        style={{ width: 96 }}
      />
    </label>
  );
  return (
    <details>
      <summary>
        {words.title} <span className="quiet small">{words.help}</span>
      </summary>
      <div className="row" style={{ flexWrap: 'wrap', gap: 12, marginTop: 8 }}>
        <label className="field">
          <span>{words.risk}</span>
          <Select
            aria-label={words.risk}
            value={impact.risk}
            onChange={(risk) => put({ ...impact, risk })}
            options={riskLevels.map((value) => ({ value, label: words.risks[value] }))}
            style={{ width: 96 }}
          />
        </label>
        <label className="field">
          <span>{words.loss}</span>
          <InputNumber
            aria-label={words.loss}
            min={0}
            max={10_000_000}
            precision={2}
            value={impact.lossFen === null || impact.lossFen === undefined ? null : impact.lossFen / 100}
            onChange={(yuan) => put({ ...impact, lossFen: yuan === null ? null : Math.round(yuan * 100) })}
            style={{ width: 120 }}
          />
        </label>
        <label className="field">
          <span>{words.neededBy}</span>
          <Input
            type="date"
            aria-label={words.neededBy}
            value={impact.neededBy ?? ''}
            onChange={(event) => put({ ...impact, neededBy: event.target.value || null })}
          />
        </label>
        {number('delayDays', words.delay)}
        {number('contacts', words.contacts)}
        {number('otherOrders', words.others)}
      </div>
      {measured.breached.length > 0 ? <p className="amber small">{words.breached(measured.breached.join(' · '))}</p> : null}
      <Checkbox
        checked={Boolean(impact.ownFault)}
        onChange={(event) => put({ ...impact, ownFault: event.target.checked ? { toldLate: measured.toldLate } : null })}
      >
        {words.ownFaultAsk}
      </Checkbox>
      {impact.ownFault ? (
        <div className="row">
          <Select
            allowClear
            aria-label={words.step}
            placeholder={words.step}
            value={impact.ownFault.step || null}
            onChange={(step) => put({ ...impact, ownFault: { ...impact.ownFault, step: step ?? '' } })}
            options={steps.map(({ step, title }) => ({ value: step, label: title }))}
            style={{ width: 200 }}
          />
          <Checkbox
            checked={impact.ownFault.toldLate ?? false}
            onChange={(event) => put({ ...impact, ownFault: { ...impact.ownFault, toldLate: event.target.checked } })}
          >
            {words.toldLate}
          </Checkbox>
        </div>
      ) : null}
    </details>
  );
}
