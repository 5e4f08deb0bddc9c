import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { platformKinds, platformRoutes } from '#triage/platformWire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { RulePages } from '../HousePages.tsx';
import { ListFrame, PageHead } from '../page.tsx';
import { usePlatformWords } from '../panels/platform/words.ts';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';

const platforms = ['taobao', 'pdd', 'douyin', 'jd', 'own', 'store'] as const;

/** How long each platform leaves for its ordinary after-sale orders, with source and start (CL-9). */
export function PlatformLimitsPage() {
  const all = usePlatformWords();
  const words = all.page;
  const saved = usePageWords().saved;
  const code = useCodes();
  const when = useWhen();
  const { message } = App.useApp();
  const may = useMay()('remedy.policy-edit');
  const asked = useAsked(platformRoutes.limits);
  const [given, setGiven] = useState<{
    platform: (typeof platforms)[number];
    kind: (typeof platformKinds)[number];
    hours: number;
    source: string;
    verified: boolean;
  } | null>(null);
  const add = useCommand(platformRoutes.addLimit, () => {
    setGiven(null);
    void message.success(saved);
    void asked.refetch();
  });
  const send = (): void => {
    if (given && given.source.trim() !== '') add.mutate({ body: given });
  };
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        {may && !given ? (
          <Button
            type="primary"
            onClick={() => setGiven({ platform: 'taobao', kind: 'refund-only', hours: 48, source: '', verified: false })}
          >
            {words.add}
          </Button>
        ) : null}
      </PageHead>
      <RulePages />
      {given ? (
        <div className="row" style={{ flexWrap: 'wrap', gap: 8, marginBottom: 16 }}>
          <Select
            aria-label={words.columns.platform}
            value={given.platform}
            onChange={(platform) => setGiven({ ...given, platform })}
            options={platforms.map((value) => ({ value, label: code('platforms', value) }))}
            style={{ width: 110 }}
          />
          <Select
            aria-label={all.kind}
            value={given.kind}
            onChange={(kind) => setGiven({ ...given, kind })}
            options={platformKinds.map((value) => ({ value, label: all.kinds[value] }))}
            style={{ width: 150 }}
          />
          <InputNumber
            aria-label={words.hoursLabel}
            min={1}
            max={2160}
            precision={0}
            value={given.hours}
            onChange={(hours) => setGiven({ ...given, hours: hours ?? 1 })}
          />
          <Input
            aria-label={words.source}
            placeholder={words.source}
            value={given.source}
            maxLength={300}
            onChange={(event) => setGiven({ ...given, source: event.target.value })}
            style={{ width: 320 }}
          />
          <Checkbox checked={given.verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
            {words.verified}
          </Checkbox>
          <Button type="primary" disabled={given.source.trim() === ''} loading={add.isPending} onClick={send}>
            {words.save}
          </Button>
          <ProblemNote refused={add.error} retry={send} />
        </div>
      ) : null}
      <ListFrame list={{ items: asked.data?.items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <Rows
          label={words.title}
          rows={asked.data?.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            { key: 'platform', title: words.columns.platform, width: 110, render: (row) => code('platforms', row.platform) },
            { key: 'kind', title: words.columns.kind, render: (row) => all.kinds[row.kind] },
            { key: 'hours', title: words.columns.hours, width: 110, num: true, render: (row) => words.hours(row.hours) },
            { key: 'source', title: words.columns.source, render: (row) => row.source },
            {
              key: 'from',
              title: words.columns.from,
              width: 150,
              render: (row) => (row.validFrom.startsWith('1970') ? '—' : when(row.validFrom)),
            },
            {
              key: 'state',
              title: words.columns.state,
              width: 170,
              render: (row) => (
                <>
                  <Chip tone={row.inForce ? 'green' : 'grey'}>{row.inForce ? words.inForce : words.earlier}</Chip>{' '}
                  <span className="quiet small">{row.verified ? words.checked : words.unverified}</span>
                </>
              ),
            },
          ]}
        />
      </ListFrame>
    </>
  );
}
