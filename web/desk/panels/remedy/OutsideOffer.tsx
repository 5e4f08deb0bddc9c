import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { plannedRemedies } from '#remedy/wire.ts';
import { sayFen } from '../../../ui/money.ts';
import { useApprovalWords } from './approvalWords.ts';
import { useRemedyWords } from './words.ts';

export interface OutsideOption {
  readonly remedy: (typeof plannedRemedies)[number];
  readonly fen: number | null;
  readonly points: number | null;
}

const ofMoney: readonly string[] = ['refund', 'part-refund', 'difference', 'claim-payment', 'return'];
/** A coupon comes out of a pool that only a row names. */
const offered = plannedRemedies.filter((each) => each !== 'coupon');

/** Remedies that no row allows, with their amount: somebody else approves them (RE-7). */
export function OutsideOffer({
  outside,
  onChange,
}: {
  outside: readonly OutsideOption[];
  onChange: (outside: readonly OutsideOption[]) => void;
}) {
  const words = useApprovalWords();
  const remedy = useRemedyWords();
  const [chosen, setChosen] = useState<OutsideOption['remedy'] | null>(null);
  const [amount, setAmount] = useState<number | null>(null);
  const isMoney = chosen !== null && ofMoney.includes(chosen);
  const isPoints = chosen === 'points';
  const add = (): void => {
    if (!chosen || ((isMoney || isPoints) && !amount)) return;
    onChange([...outside, { remedy: chosen, fen: isMoney && amount ? Math.round(amount * 100) : null, points: isPoints ? amount : null }]);
    setChosen(null);
    setAmount(null);
  };
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={words.outside}
          placeholder={words.outside}
          style={{ minWidth: 160 }}
          value={chosen}
          onChange={setChosen}
          options={offered.map((value) => ({ value, label: words.remedies[value] ?? value }))}
        />
        {isMoney || isPoints ? (
          <InputNumber
            aria-label={isPoints ? remedy.pointsGiven : remedy.amount}
            min={isPoints ? 1 : 0.01}
            precision={isPoints ? 0 : 2}
            value={amount}
            onChange={setAmount}
          />
        ) : null}
        <Button disabled={chosen === null} onClick={add}>
          {words.outsideAdd}
        </Button>
      </div>
      {outside.map((each, at) => (
        <div key={`${each.remedy}-${at}`} className="row">
          <span>
            {words.remedies[each.remedy] ?? each.remedy}{' '}
            {each.fen === null ? (each.points === null ? '' : remedy.points(each.points)) : sayFen(each.fen)}
          </span>
          <span className="amber small">{words.needsApproval}</span>
          <Button size="small" type="text" onClick={() => onChange(outside.filter((_, index) => index !== at))}>
            {words.remove}
          </Button>
        </div>
      ))}
    </div>
  );
}
