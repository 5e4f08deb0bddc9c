import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import type { OrderAnswer } from '#commerce/wire.ts';
import { Card, Key } from '../../ui/parts.tsx';
import { sayFen } from '../../ui/money.ts';
import { useMe } from '../app/useMe.ts';
import { useLang } from '../words/useWords.ts';
import type { Draft, Tickable } from './report.ts';
import { useIntakeWords } from './words.ts';

interface Props {
  readonly order: OrderAnswer | null;
  readonly items: readonly Tickable[];
  /** Parts are missing; else it is about whole goods. */
  readonly parts: boolean;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

/** The order's own parts as tick boxes; without an order its number and the thing in words. */
export function MissingParts({ order, items, parts, draft, onDraft }: Props) {
  const words = useIntakeWords();
  if (order === null) return <WithoutOrder draft={draft} onDraft={onDraft} />;
  const set = (item: Tickable, quantity: number): void => onDraft({ ...draft, ticks: { ...draft.ticks, [item.key]: quantity } });
  return (
    <Card
      flush
      title={`${parts ? words.what : words.whatGoods} · ${order.orderNo}`}
      aside={`${order.shop.name}${order.paidFen === null ? '' : ` · ${sayFen(order.paidFen)}`} · ${words.whatHelp}`}
    >
      {items.map((item, at) => {
        const quantity = draft.ticks[item.key] ?? 0;
        const isFirst = item.goods !== items[at - 1]?.goods;
        return (
          <div key={item.key}>
            {isFirst && parts ? <div style={{ padding: '8px 12px 4px', fontWeight: 600 }}>{item.goods}</div> : null}
            <div className={`tick-row ${quantity > 0 ? 'ticked' : ''}`}>
              {at < 9 ? <Key>{at + 1}</Key> : <span />}
              <Checkbox checked={quantity > 0} onChange={(event) => set(item, event.target.checked ? 1 : 0)}>
                {item.partCode === null && parts ? words.whole : item.name} {item.model ?? ''}
              </Checkbox>
              <span className="quiet small">{words.due(item.due)}</span>
              {quantity > 0 ? (
                <InputNumber
                  size="small"
                  aria-label={`${words.quantity}: ${item.name}`}
                  min={0}
                  max={item.due}
                  precision={0}
                  value={quantity}
                  onChange={(value) => set(item, value ?? 0)}
                  style={{ width: 64 }}
                />
              ) : (
                <span style={{ width: 64 }} />
              )}
            </div>
          </div>
        );
      })}
    </Card>
  );
}

function WithoutOrder({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const words = useIntakeWords();
  const lang = useLang();
  const me = useMe();
  const put = (at: number, change: Partial<Draft['free'][number]>): void =>
    onDraft({ ...draft, free: draft.free.map((line, i) => (i === at ? { ...line, ...change } : line)) });
  return (
    <Card title={words.find}>
      <div className="stack">
        <p className="quiet">{words.findHelp}</p>
        <div className="two">
          <label className="field">
            <span>{words.orderNo}</span>
            <Input maxLength={64} value={draft.orderNo} onChange={(event) => onDraft({ ...draft, orderNo: event.target.value })} />
          </label>
          <label className="field">
            <span>{words.shop}</span>
            <Select
              style={{ width: '100%' }}
              aria-label={words.shop}
              allowClear
              placeholder={words.shopHelp}
              value={draft.shopId}
              onChange={(shopId: string | null) => onDraft({ ...draft, shopId: shopId ?? null })}
              options={me.shops.map((shop) => ({ value: shop.id, label: lang === 'zh' ? shop.name : shop.nameEn }))}
            />
          </label>
        </div>
        <p className="quiet small">{words.free}</p>
        {draft.free.map((line, at) => (
          <div className="row" key={at}>
            <Input
              className="grow"
              aria-label={words.freeName}
              placeholder={words.freeName}
              maxLength={200}
              value={line.name}
              onChange={(event) => put(at, { name: event.target.value })}
            />
            <Input
              className="grow"
              aria-label={words.freeModel}
              placeholder={words.freeModel}
              maxLength={100}
              value={line.model}
              onChange={(event) => put(at, { model: event.target.value })}
            />
            <InputNumber
              aria-label={words.quantity}
              min={1}
              max={9999}
              precision={0}
              value={line.quantity}
              onChange={(value) => put(at, { quantity: value ?? 1 })}
              style={{ width: 72 }}
            />
          </div>
        ))}
        <div>
          <Button size="small" onClick={() => onDraft({ ...draft, free: [...draft.free, { name: '', model: '', quantity: 1 }] })}>
            {words.addLine}
          </Button>
        </div>
      </div>
    </Card>
  );
}
