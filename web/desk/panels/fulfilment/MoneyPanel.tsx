import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { Card, Loading } from '../../../ui/parts.tsx';
import { sayFen } from '../../../ui/money.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import type { PanelProps } from '../contract.ts';
import { useFulfilmentWords } from './words.ts';

/** What was given before, what this case costs, who bears it (RE-13). */
export function MoneyPanel({ theCase }: PanelProps) {
  const words = useFulfilmentWords();
  const app = useAppWords();
  const asked = useAsked(fulfilmentRoutes.money, { params: { caseId: theCase.id } });
  const money = asked.data;
  const rows: readonly (readonly [string, string, string])[] = money
    ? [
        ...(money.orderPaidFen === null ? [] : [[words.paid, sayFen(money.orderPaidFen), ''] as const]),
        ...(money.givenFen > 0 ? [[words.given, sayFen(money.givenFen), 'red'] as const] : []),
        [words.expected, sayFen(money.cost.expectedFen), ''],
        [words.real, sayFen(money.cost.realFen), ''],
        ...(money.cost.points > 0 ? [['', words.points(money.cost.points), ''] as const] : []),
        [words.recovered, money.cost.recoveredFen === 0 ? '—' : sayFen(money.cost.recoveredFen), ''],
        [words.net, sayFen(money.cost.netFen), 'strong'],
        ...money.byParty.map((each) => [`· ${each.party}`, sayFen(each.fen), 'quiet'] as const),
      ]
    : [];
  return (
    <Card title={words.money} id="money" lit={theCase.current?.shows.includes('money') ?? false}>
      {asked.isPending ? <Loading label={app.loading} rows={3} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      <table className="lines">
        <tbody>
          {rows.map(([label, value, tone]) => (
            <tr key={label + value} className={tone}>
              <td>{label}</td>
              <td className="num">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
