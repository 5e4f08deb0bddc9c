import { Button, Input, Select } from 'antd';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { type CommonView, incidentCauses } from '#insight/incidentWire.ts';
import { Field } from '../../ui/parts.tsx';
import { useAsked } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import type { Draft } from './draft.ts';
import { useInsightWords } from './words.ts';

/** Shop, what the cases have in common, problem and name of an incident that is opened by hand. */
export function CauseFields({
  draft,
  common,
  shops,
  onDraft,
}: {
  draft: Draft;
  common: CommonView | null;
  shops: readonly { readonly id: string; readonly name: string }[];
  onDraft: (draft: Draft) => void;
}) {
  const all = useInsightWords();
  const words = all.byHand;
  const code = useCodes();
  const playbooks = useAsked(caseRoutes.playbooks).data?.items ?? [];
  const chosen = common?.problems.map(({ problem }) => problem) ?? [];
  const problems = chosen.length > 0 ? chosen : [...new Set(playbooks.flatMap((playbook) => playbook.problems))];
  const signs = (common?.signs ?? []).filter((sign) => sign.shopId === draft.shopId);
  const put = (change: Partial<Draft>): void => onDraft({ ...draft, ...change });
  return (
    <>
      <Field label={words.shop}>
        <Select
          aria-label={words.shop}
          placeholder={words.shop}
          style={{ width: '100%' }}
          value={draft.shopId}
          onChange={(shopId: string) => put({ shopId })}
          options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      {signs.length > 0 ? (
        <Field label={words.common}>
          <div className="row" style={{ flexWrap: 'wrap', gap: 4 }}>
            {signs.slice(0, 12).map((sign) => (
              <Button
                size="small"
                key={`${sign.kind}.${sign.key}`}
                type={sign.kind === draft.kind && sign.key === draft.key ? 'primary' : 'default'}
                aria-pressed={sign.kind === draft.kind && sign.key === draft.key}
                onClick={() => put({ kind: sign.kind, key: sign.key, title: sign.words })}
              >
                {`${all.incidents.causes[sign.kind]} ${sign.words} ${words.share(sign.cases, common?.numbers.length ?? 0)}`}
              </Button>
            ))}
          </div>
        </Field>
      ) : null}
      <Field label={words.cause} help={draft.kind === 'goods' ? words.goodsHelp : words.causeHelp}>
        <div className="row" style={{ flexWrap: 'nowrap' }}>
          <Select
            aria-label={words.cause}
            value={draft.kind}
            onChange={(kind) => put({ kind, key: '' })}
            options={incidentCauses.map((value) => ({ value, label: all.incidents.causes[value] }))}
            style={{ width: 120, flex: 'none' }}
          />
          <KeyField
            draft={draft}
            known={signs.find((sign) => sign.kind === draft.kind && sign.key === draft.key)?.words}
            onKey={(key) => put({ key })}
          />
        </div>
      </Field>
      <Field label={words.problem}>
        <Select
          aria-label={words.problem}
          style={{ width: '100%' }}
          value={draft.problem}
          onChange={(problem) => put({ problem })}
          options={[
            { value: '*', label: all.incidents.anyProblem },
            ...problems.map((value) => ({ value, label: code('problems', value) })),
          ]}
        />
      </Field>
      <Field label={all.incident.titleLabel}>
        <Input
          aria-label={all.incident.titleLabel}
          maxLength={200}
          placeholder={words.titleExample}
          value={draft.title}
          onChange={(event) => put({ title: event.target.value })}
        />
      </Field>
    </>
  );
}

/** The cause itself: a warehouse or carrier of the house, goods by their code, anything else in words. */
function KeyField({ draft, known, onKey }: { draft: Draft; known: string | undefined; onKey: (key: string) => void }) {
  const words = useInsightWords().byHand;
  const warehouses = useAsked(commerceRoutes.warehouses, {}, { on: draft.kind === 'warehouse' }).data?.items ?? [];
  const carriers = useAsked(commerceRoutes.carriers, {}, { on: draft.kind === 'carrier' }).data?.items ?? [];
  const places = draft.kind === 'warehouse' ? warehouses : draft.kind === 'carrier' ? carriers : null;
  if (places || (draft.kind === 'goods' && known))
    return (
      <Select
        className="grow"
        aria-label={words.key}
        placeholder={words.key}
        value={draft.key || null}
        {...(places ? {} : { allowClear: true })}
        onChange={(key: string | undefined) => onKey(key ?? '')}
        options={places ? places.map((each) => ({ value: each.id, label: each.name })) : [{ value: draft.key, label: known }]}
      />
    );
  return (
    <Input
      className="grow"
      aria-label={words.key}
      placeholder={words.keyExamples[draft.kind] ?? ''}
      maxLength={200}
      value={draft.key}
      onChange={(event) => onKey(event.target.value)}
    />
  );
}
