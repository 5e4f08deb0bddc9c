import type { DeskOption } from '#remedy/wire.ts';
import { Key } from '../../../ui/parts.tsx';
import { sayFen } from '../../../ui/money.ts';
import { useCodes } from '../../words/codes.ts';
import { useDay } from '../../words/useWhen.ts';
import { useApprovalWords } from './approvalWords.ts';
import { useRemedyWords } from './words.ts';

/** Their title is the remedy and its amount; the card shows the amount large, as set just now. */
const amountKinds: readonly string[] = ['refund', 'part-refund', 'difference', 'claim-payment', 'coupon', 'points'];

/** One option as a card with its key: what, how much, when, what to send back, and which row of which policy allows it. */
export function OptionCard({
  option,
  n,
  pressed,
  onPress,
  fen,
  points,
  mayAsk = false,
}: {
  option: DeskOption;
  n: number;
  pressed: boolean;
  onPress: () => void;
  fen?: number;
  points?: number;
  /** What isn't allowed can be handed in for approval. */
  mayAsk?: boolean;
}) {
  const words = useRemedyWords();
  const approval = useApprovalWords();
  const day = useDay();
  const code = useCodes();
  const money = fen ?? option.fen;
  const granted = points ?? option.points;
  const large = money ? sayFen(money) : granted ? words.points(granted) : option.remedy === 'explanation' ? '' : words.free;
  const back = option.sendBack.map((each) => `${each.name} ×${each.quantity}`).join('、');
  return (
    <button type="button" className="answer" aria-pressed={pressed} disabled={!option.allowed && !mayAsk} onClick={onPress}>
      <span>
        {!option.together && amountKinds.includes(option.remedy) ? code('wishes', option.remedy) : option.title}
        {large ? <span className="option-big">{large}</span> : null}
        {option.shares.map((share) => (
          <span key={share} className="option-under">
            {share}
          </span>
        ))}
        {option.promisedArrival ? <span className="option-under">{words.arrival(day(option.promisedArrival))}</span> : null}
        {option.payWords ? <span className="option-under">{option.payWords}</span> : null}
        {back ? <span className="option-under">{words.sendBack(back)}</span> : null}
        {option.warehouse ? <span className="option-under">{option.warehouse.name}</span> : null}
        {option.costFen ? <span className="option-under">{words.cost(sayFen(option.costFen))}</span> : null}
        {option.allowed ? null : <span className="option-under amber">{mayAsk ? approval.needsApproval : words.notAllowed}</span>}
        {option.warnings.map((warning) => (
          <span key={warning} className="option-under amber">
            {warning}
          </span>
        ))}
        <span className="option-under">{option.cites}</span>
      </span>
      <Key>{n}</Key>
    </button>
  );
}
