import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes } from '#answers/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { Card } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useAnswersWords } from './words.ts';

/** A list of places as CSV; bad rows are told with their line. */
export function PlacesImport({ onDone }: { onDone: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const carriers = useAsked(commerceRoutes.carriers).data?.items ?? [];
  const [carrierId, setCarrierId] = useState<string | null>(null);
  const [csv, setCsv] = useState('');
  const taken = useCommand(answersRoutes.importPlaces, onDone);
  /** The fields that a row was refused for, in words. */
  const why = (fields: string): string =>
    fields
      .split(', ')
      .map((field) => (words.placeFields as Readonly<Record<string, string>>)[field] ?? field)
      .join(page.comma);
  return (
    <Card title={words.importPlaces} id="import-places">
      <div className="stack">
        <p className="quiet small">{words.importHelp}</p>
        <Select
          aria-label={words.columns.carrier}
          placeholder={words.columns.carrier}
          value={carrierId}
          onChange={setCarrierId}
          options={carriers.map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn }))}
          style={{ width: 220 }}
        />
        <Input.TextArea
          aria-label={words.importPlaces}
          placeholder={words.importExample}
          rows={4}
          value={csv}
          onChange={(event) => setCsv(event.target.value)}
        />
        <div>
          <Button
            disabled={!carrierId || csv.trim() === ''}
            loading={taken.isPending}
            onClick={() => carrierId && taken.mutate({ body: { carrierId, csv } })}
          >
            {words.importNow}
          </Button>
        </div>
        <ProblemNote refused={taken.error} />
        {taken.data ? (
          <output>
            {words.imported(taken.data.saved)}
            {taken.data.refused.map((each) => (
              <div key={each.line} className="red small">
                {words.refusedRow(each.line, why(each.why))}
              </div>
            ))}
          </output>
        ) : null}
      </div>
    </Card>
  );
}
