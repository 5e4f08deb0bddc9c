import { InputNumber } from 'antd';
import type { DeskOption } from '#remedy/wire.ts';
import { sayFen } from '../../../ui/money.ts';
import { useRemedyWords } from './words.ts';

/** Another amount than proposed, of money or of points, and how far one may go alone. */
export function AmountRow({
  option,
  set,
  mayAsk,
  onSet,
}: {
  option: DeskOption;
  set: number | undefined;
  mayAsk: boolean;
  onSet: (value: number) => void;
}) {
  const words = useRemedyWords();
  const points = option.settable === 'points';
  const most = option.most === null || mayAsk ? undefined : option.most;
  const now = set ?? (points ? option.points : option.fen) ?? 0;
  return (
    <div className="row">
      <span>{option.title}</span>
      <InputNumber
        aria-label={`${points ? words.pointsGiven : words.amount}: ${option.title}`}
        min={points ? 1 : 0.01}
        {...(most === undefined ? {} : { max: points ? most : most / 100 })}
        precision={points ? 0 : 2}
        value={points ? now : now / 100}
        onChange={(value) => onSet(points ? (value ?? 1) : Math.round((value ?? 0) * 100))}
      />
      {option.most === null ? null : <span className="quiet small">{words.most(points ? String(option.most) : sayFen(option.most))}</span>}
    </div>
  );
}
