import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import { traceRoutes } from '#investigation/traceWire.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useReadAgain } from '../list.ts';
import { useLang } from '../words/useWords.ts';
import { useTraceWords } from '../words/traceWords.ts';

const empty = { carrierId: '', days: 5, sourceZh: '', sourceEn: '', verified: false };

/** When each carrier's parcels count as lost, with the source; what nobody has looked up is shown as an example (IV-4, CL-8). */
export function CarrierTerms() {
  const words = useTraceWords();
  const lang = useLang();
  const may = useMay();
  const asked = useAsked(traceRoutes.terms);
  const carriers = useAsked(commerceRoutes.carriers).data?.items ?? [];
  const readAgain = useReadAgain(traceRoutes.terms.path);
  const [given, setGiven] = useState(empty);
  const command = useCommand(traceRoutes.putTerms, () => {
    setGiven(empty);
    readAgain();
  });
  const complete = given.carrierId !== '' && given.sourceZh.trim() !== '' && given.sourceEn.trim() !== '';
  return (
    <Card title={words.termsTitle}>
      <p className="quiet small">{words.termsHelp}</p>
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      <ul className="stack">
        {asked.data?.items.map((each) => (
          <li key={each.carrierId} className="row row-between">
            <span>
              <b>{each.name}</b> {words.terms(each.lostAfterDays)}{' '}
              <span className="quiet small">{lang === 'zh' ? each.sourceZh : each.sourceEn}</span>
            </span>
            <Chip tone={each.verified ? 'green' : 'amber'}>{each.verified ? words.verified : words.unverified}</Chip>
          </li>
        ))}
      </ul>
      {may('shop.manage') ? (
        <div className="filters">
          <Select
            aria-label={words.carrier}
            placeholder={words.carrier}
            style={{ width: 150 }}
            {...(given.carrierId ? { value: given.carrierId } : {})}
            onChange={(carrierId: string) => setGiven({ ...given, carrierId })}
            options={carriers.map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn }))}
          />
          <InputNumber
            aria-label={words.days}
            min={1}
            max={60}
            value={given.days}
            onChange={(days) => setGiven({ ...given, days: days ?? 5 })}
          />
          <Input
            aria-label={words.sourceZh}
            placeholder={words.sourceZh}
            style={{ width: 200 }}
            maxLength={200}
            value={given.sourceZh}
            onChange={(event) => setGiven({ ...given, sourceZh: event.target.value })}
          />
          <Input
            aria-label={words.sourceEn}
            placeholder={words.sourceEn}
            style={{ width: 200 }}
            maxLength={200}
            value={given.sourceEn}
            onChange={(event) => setGiven({ ...given, sourceEn: event.target.value })}
          />
          <Checkbox checked={given.verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
            {words.verified}
          </Checkbox>
          <Button
            disabled={!complete}
            loading={command.isPending}
            onClick={() =>
              command.mutate({
                params: { carrierId: given.carrierId },
                body: {
                  lostAfterDays: given.days,
                  sourceZh: given.sourceZh.trim(),
                  sourceEn: given.sourceEn.trim(),
                  verified: given.verified,
                },
              })
            }
          >
            {words.set}
          </Button>
        </div>
      ) : null}
      <ProblemNote refused={command.error} />
    </Card>
  );
}
