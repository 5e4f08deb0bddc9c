import type { Carried } from '#case/contract.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import type { PayWay } from '#remedy/contract.ts';
import { fateOf, type TaskState } from './taskStates.ts';

interface Row {
  readonly choiceId: string;
  readonly part: number;
  readonly state: TaskState;
  readonly failure: string | null;
  readonly fen: number | null;
  readonly points: number | null;
  readonly way: PayWay | null;
  readonly numbers: readonly string[];
}

/**
 * What was carried out of the choices in these cases, task by task (RE-13). A slot says which part of the choice it is (`+1/points`,
 * plan.ts). Goods that came back gave nothing by themselves: their money is a task of its own.
 */
export async function carriedOut(on: Reader, caseIds: readonly string[]): Promise<Carried[]> {
  const rows = await all(
    sql<Row>`select substring(t.source from 8 for 36) as "choiceId", coalesce(substring(t.slot from '^[+]([0-9]+)/'), '0')::int as part, t.state, t.failure,
        t.amount_fen as fen, t.points, t.pay_way as way, array_remove(array[t.key, i.answer ->> 'refundNo'], null) as numbers
      from fulfilment_tasks t left join intents i on i.id = t.intent_id where t.case_id = any(${[...caseIds]}::uuid[]) and starts_with(t.source, 'choice:')
        and not (t.kind = 'return' and t.state = 'done') order by t.case_id, t.n`,
    on,
  );
  return rows.map(({ state, failure, ...row }) => ({
    ...row,
    fate: fateOf(state),
    failed: state === 'failed' && failure !== 'given-meanwhile',
  }));
}
