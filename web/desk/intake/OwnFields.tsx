import { Input, InputNumber, Select } from 'antd';
import type { caseRoutes } from '#case/wire.ts';
import { isRequiredFor } from '#intake/fieldWire.ts';
import type { Answer } from '#platform/wire.ts';
import { useCodes } from '../words/codes.ts';
import { useLang } from '../words/useWords.ts';
import { useIntakeWords } from './words.ts';

export type OwnField = Answer<typeof caseRoutes.playbook>['fields'][number];

/** Asked for by every report, elsewhere on the page. */
const elsewhere = ['orderNo', 'parts', 'contactName', 'contact', 'secondContact', 'contactHours', 'howLost', 'wish', 'amountClaimed'];

/** The fields that only this procedure has, drawn from its playbook (IN-8): a choice, a number with its unit, a text. */
export function OwnFields({
  fields,
  problem,
  more,
  put,
}: {
  fields: readonly OwnField[];
  /** What was chosen: some fields are required for one problem only. */
  problem: string;
  more: Readonly<Record<string, string>>;
  put: (more: Readonly<Record<string, string>>) => void;
}) {
  const words = useIntakeWords();
  const code = useCodes();
  const lang = useLang();
  const own = fields.filter((field) => !elsewhere.includes(field.id));
  if (own.length === 0) return null;
  const set = (id: string, value: string): void => put({ ...more, [id]: value });
  return (
    <div className="two">
      {own.map((field) => {
        const label = field.words[lang];
        const required = isRequiredFor(field, problem);
        const help = field.help?.[lang] ?? (field.form ? words.forms[field.form] : undefined);
        return (
          <label className="field" key={field.id}>
            <span>
              {label}
              {required ? <span className="quiet small"> · {words.requiredField}</span> : null}
            </span>
            {field.oneOf ? (
              <Select
                allowClear={!required}
                aria-label={label}
                placeholder={words.notChosen}
                style={{ width: '100%' }}
                value={more[field.id] || null}
                onChange={(value) => set(field.id, value ?? '')}
                options={field.oneOf.map((value) => ({ value, label: field.choices?.[value]?.[lang] ?? code('wishes', value) }))}
              />
            ) : field.unit ? (
              <InputNumber
                aria-label={label}
                min={0}
                style={{ width: '100%' }}
                suffix={field.unit === 'fen' ? '¥' : field.unit}
                precision={field.unit === 'kg' ? 3 : field.unit === 'fen' ? 2 : 0}
                value={more[field.id] ? Number(more[field.id]) / (field.unit === 'fen' ? 100 : 1) : null}
                onChange={(value) => set(field.id, value === null ? '' : String(field.unit === 'fen' ? Math.round(value * 100) : value))}
              />
            ) : (
              <Input
                aria-label={label}
                aria-required={required}
                type={field.form === 'date' ? 'date' : 'text'}
                {...(field.form === 'quantity' ? { inputMode: 'decimal' as const } : {})}
                maxLength={4000}
                value={more[field.id] ?? ''}
                onChange={(event) => set(field.id, field.form === 'tax-number' ? event.target.value.toUpperCase() : event.target.value)}
              />
            )}
            {help ? <span className="quiet small">{help}</span> : null}
          </label>
        );
      })}
    </div>
  );
}
