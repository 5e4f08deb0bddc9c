import { Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { answersRoutes, type TariffView } from '#answers/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { newUuid } from '../newUuid.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { Day } from './Day.tsx';
import { useAnswersWords } from './words.ts';

const texts = ['serviceZh', 'serviceEn', 'origin', 'destination', 'source', 'sourceEn'] as const;
const needed = ['serviceZh', 'serviceEn', 'origin', 'destination', 'source', 'validFrom'] as const;
const counts = ['firstG', 'furtherG', 'volumeDivisor', 'insuredPerMille', 'daysLeast', 'daysMost'] as const;
const money = ['firstFen', 'furtherFen', 'insuredLeastFen'] as const;
const least = { firstG: 1, furtherG: 1, volumeDivisor: 100, insuredPerMille: 0, daysLeast: 0, daysMost: 0 } as const;

type Given = Omit<TariffView, 'id' | 'carrier'>;
const blank: Given = {
  carrierId: '',
  serviceZh: '',
  serviceEn: '',
  origin: '*',
  destination: '*',
  firstG: 1000,
  firstFen: 0,
  furtherG: 1000,
  furtherFen: 0,
  volumeDivisor: 6000,
  insuredPerMille: 0,
  insuredLeastFen: 0,
  daysLeast: 1,
  daysMost: 3,
  source: '',
  sourceEn: '',
  verified: false,
  validFrom: '',
  validUntil: null,
};

/** Adds a price (`tariff` null) or changes one; with another day from which it holds it becomes a row of its own, and the old one stays. */
export function TariffDialog({ tariff, onClose }: { tariff: TariffView | null; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const lang = useLang();
  const [given, setGiven] = useState<Given>(() =>
    tariff ? givenOf(tariff) : { ...blank, validFrom: new Date().toISOString().slice(0, 10) },
  );
  const [fresh] = useState(newUuid);
  const save = useCommand(answersRoutes.putTariff, onClose);
  const carriers = useAsked(commerceRoutes.carriers, {}, { on: tariff === null });
  const complete = given.carrierId !== '' && needed.every((name) => given[name].trim() !== '');
  const send = (): void => {
    save.mutate({ params: { tariffId: tariff && given.validFrom === tariff.validFrom ? tariff.id : fresh }, body: given });
  };
  return (
    <Modal
      open
      title={tariff?.carrier ?? words.newTariff}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        {tariff ? null : (
          <label className="row">
            <span style={{ width: 180 }}>{words.columns.carrier}</span>
            <Select
              aria-label={words.columns.carrier}
              style={{ flex: 1 }}
              {...(given.carrierId ? { value: given.carrierId } : {})}
              onChange={(carrierId: string) => setGiven({ ...given, carrierId })}
              options={(carriers.data?.items ?? []).map((each) => ({ value: each.id, label: lang === 'zh' ? each.name : each.nameEn }))}
            />
          </label>
        )}
        {texts.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.tariff[name]}</span>
            <Input value={given[name]} onChange={(event) => setGiven({ ...given, [name]: event.target.value })} style={{ flex: 1 }} />
          </label>
        ))}
        {counts.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.tariff[name]}</span>
            <InputNumber
              min={least[name]}
              precision={0}
              value={given[name]}
              onChange={(value) => setGiven({ ...given, [name]: value ?? least[name] })}
            />
          </label>
        ))}
        {money.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{words.tariff[name]}</span>
            <InputNumber
              min={0}
              value={given[name] / 100}
              onChange={(value) => setGiven({ ...given, [name]: Math.round((value ?? 0) * 100) })}
            />
          </label>
        ))}
        <div className="form-grid">
          <Day
            label={words.validFrom}
            value={given.validFrom}
            onDay={(validFrom) => setGiven({ ...given, validFrom: validFrom ?? given.validFrom })}
          />
          <Day label={words.validUntil} value={given.validUntil} onDay={(validUntil) => setGiven({ ...given, validUntil })} />
        </div>
        {tariff ? <p className="quiet small">{words.newDayHelp}</p> : null}
        <Checkbox checked={given.verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
          {words.verified}
        </Checkbox>
        <ProblemNote refused={save.error ?? carriers.error} />
      </div>
    </Modal>
  );
}

function givenOf(tariff: TariffView): Given {
  const { id: _, carrier: __, ...given } = tariff;
  return given;
}
