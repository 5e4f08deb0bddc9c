import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { answersRoutes } from '#answers/wire.ts';
import { sayFen } from '../../ui/money.ts';
import { Chip, Empty, Facts } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { useWhen } from '../words/useWhen.ts';
import { useCopy } from '../copy.ts';
import { usePageWords } from '../words/pageWords.ts';
import type { AskedHere } from './EnquiryDialog.tsx';
import { useAnswersWords } from './words.ts';

type Props = { readonly onAsked: (asked: Partial<AskedHere>) => void };

/** What a consignment costs, and how that is reckoned (EX-1). */
export function FeeTab({ onAsked }: Props) {
  const words = useAnswersWords();
  const [given, setGiven] = useState({
    from: '',
    to: '',
    kg: 1,
    sides: [null, null, null] as (number | null)[],
    insured: null as number | null,
  });
  const quote = useCommand(answersRoutes.quote);
  const send = (): void => {
    const [lengthCm, widthCm, heightCm] = given.sides;
    const weight = Math.round(given.kg * 1000);
    onAsked({ text: words.askFee(given.from, given.to, given.kg), fields: { from: given.from, to: given.to, weight } });
    quote.mutate({
      body: {
        from: given.from,
        to: given.to,
        weightG: weight,
        ...(lengthCm && widthCm && heightCm ? { lengthCm, widthCm, heightCm } : {}),
        ...(given.insured ? { insuredFen: Math.round(given.insured * 100) } : {}),
      },
    });
  };
  return (
    <div className="stack">
      <div className="row">
        <Input
          aria-label={words.from}
          placeholder={words.from}
          value={given.from}
          onChange={(event) => setGiven({ ...given, from: event.target.value })}
          style={{ width: 200 }}
        />
        <Input
          aria-label={words.to}
          placeholder={words.to}
          value={given.to}
          onChange={(event) => setGiven({ ...given, to: event.target.value })}
          onPressEnter={send}
          style={{ width: 200 }}
        />
        <InputNumber
          aria-label={words.weight}
          addonAfter="kg"
          min={0.01}
          max={1000}
          value={given.kg}
          onChange={(kg) => setGiven({ ...given, kg: kg ?? 1 })}
        />
      </div>
      <div className="row">
        <span className="quiet small">{words.sides}</span>
        {given.sides.map((side, at) => (
          <InputNumber
            // biome-ignore lint/suspicious/noArrayIndexKey: three sides, always in this order
            key={at}
            aria-label={`${words.sides} ${at + 1}`}
            min={1}
            max={1000}
            value={side}
            onChange={(value) => setGiven({ ...given, sides: given.sides.map((each, i) => (i === at ? value : each)) })}
            style={{ width: 80 }}
          />
        ))}
        <InputNumber
          aria-label={words.insured}
          placeholder={words.insured}
          min={0}
          value={given.insured}
          onChange={(insured) => setGiven({ ...given, insured })}
          style={{ width: 180 }}
        />
        <Button type="primary" loading={quote.isPending} disabled={!given.from.trim() || !given.to.trim()} onClick={send}>
          {words.reckon}
        </Button>
      </div>
      <ProblemNote refused={quote.error} />
      {quote.data ? (
        <Rows
          label={words.tabs.fee}
          rows={quote.data.items}
          keyOf={(row) => `${row.carrier.id}.${row.service}`}
          columns={[
            {
              key: 'carrier',
              title: words.columns.carrier,
              width: 180,
              render: (row) => (
                <div>
                  <span className="strong">{row.carrier.name}</span> {row.service}
                  <div className="quiet small">{words.days(row.daysLeast, row.daysMost)}</div>
                </div>
              ),
            },
            {
              key: 'total',
              title: words.total,
              width: 110,
              num: true,
              render: (row) => <span className="strong">{sayFen(row.totalFen)}</span>,
            },
            {
              key: 'why',
              title: words.source,
              render: (row) => (
                <div className="small">
                  {row.why.map((line) => (
                    <div key={line}>{line}</div>
                  ))}
                  <span className="quiet">{row.source}</span> {row.verified ? null : <Chip tone="amber">{words.example}</Chip>}
                </div>
              ),
            },
          ]}
        />
      ) : null}
    </div>
  );
}

/** Which carriers deliver to an address (EX-1). */
export function AreaTab({ onAsked }: Props) {
  const words = useAnswersWords();
  const [address, setAddress] = useState('');
  const asked = useAsked(answersRoutes.area, { query: { address } }, { on: address !== '' });
  const items = asked.data?.items;
  return (
    <div className="stack">
      <Input.Search
        aria-label={words.address}
        placeholder={words.address}
        enterButton={words.find}
        onSearch={(value) => {
          setAddress(value.trim());
          onAsked({ text: words.askArea(value.trim()), fields: { to: value.trim() } });
        }}
        style={{ maxWidth: 520 }}
      />
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {items?.length === 0 ? <Empty title={words.noCarrier[0]}>{words.noCarrier[1]}</Empty> : null}
      {items && items.length > 0 ? (
        <Rows
          label={words.tabs.area}
          rows={items}
          keyOf={(row) => row.carrier.id}
          columns={[
            { key: 'carrier', title: words.columns.carrier, width: 180, render: (row) => row.carrier.name },
            {
              key: 'delivered',
              title: words.tabs.area,
              width: 130,
              render: (row) => (
                <Chip tone={row.delivered === 'yes' ? 'green' : row.delivered === 'no' ? 'red' : 'amber'}>
                  {words.delivered[row.delivered]}
                </Chip>
              ),
            },
            { key: 'place', title: words.address, render: (row) => [row.place, row.zone, row.note].filter(Boolean).join(' · ') },
          ]}
        />
      ) : null}
    </div>
  );
}

/** Where a parcel is, without a case (EX-2). */
export function TrackTab({ onAsked }: Props) {
  const words = useAnswersWords();
  const page = usePageWords();
  const copy = useCopy();
  const when = useWhen();
  const [q, setQ] = useState('');
  const asked = useAsked(answersRoutes.tracking, { query: { q } }, { on: q !== '' });
  const found = asked.data;
  /** As it is sent on by SMS or WeChat: nothing of whose the parcel is. */
  const told = found
    ? [
        [found.carrier, found.waybill].filter(Boolean).join(' '),
        [found.stateWords, found.place].filter(Boolean).join(' · '),
        found.scanAt ? `${words.lastScan}${page.colon}${when(found.scanAt)} ${found.scanText ?? ''}` : '',
        found.expected ?? found.whyNot ?? '',
      ]
        .filter(Boolean)
        .join('\n')
    : '';
  return (
    <div className="stack">
      <Input.Search
        aria-label={words.waybill}
        placeholder={words.waybill}
        enterButton={words.track}
        onSearch={(value) => {
          setQ(value.trim());
          onAsked({ text: words.askParcel(value.trim()), orderNo: /^[A-Za-z0-9-]{6,40}$/.test(value.trim()) ? value.trim() : '' });
        }}
        style={{ maxWidth: 520 }}
      />
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {found ? (
        <div className="card">
          <div className="card-body">
            <Facts
              items={[
                [words.waybillNo, found.waybill],
                [words.columns.carrier, found.carrier ?? '—'],
                [words.state, found.stateWords],
                found.place ? [words.whereNow, found.place] : null,
                [words.lastScan, [found.scanAt ? when(found.scanAt) : '', found.scanText].filter(Boolean).join(' ')],
                [words.expected, found.expected ?? found.whyNot ?? ''],
              ]}
            />
            <div className="row" style={{ marginTop: 8 }}>
              <Button onClick={() => void copy(told)}>{words.copyTracking}</Button>
              <span className="quiet small">{words.copyTrackingHelp}</span>
            </div>
          </div>
        </div>
      ) : null}
    </div>
  );
}
