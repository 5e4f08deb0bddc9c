import pg from 'pg';
import type { PaidRefund } from '../doubles/paymentDouble.ts';
import type { Acknowledged } from './client.ts';

/** Holds what the program acknowledged against what stands in its database and in the partner's book. Answers what is wrong. */
export async function whatIsWrong(url: string, seen: Acknowledged, paid: readonly PaidRefund[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const wrong: string[] = [...seen.surprises];
  const none = async (what: string, text: string, values: unknown[] = []): Promise<void> => {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    if (rows.length > 0) wrong.push(`${what}: ${rows.length}, first ${JSON.stringify(rows[0])}`);
  };
  try {
    const known = await client.query<{ id: string; number: string }>('select id, number from cases');
    const byNumber = new Map(known.rows.map((row) => [row.number, row.id]));
    for (const [key, { id, number }] of seen.cases)
      if (byNumber.get(number) !== id) wrong.push(`case ${number} (${key}) was acknowledged and is lost`);
    const acknowledged = new Set([...seen.cases.values()].map((each) => each.id));
    if (acknowledged.size !== seen.cases.size) wrong.push('two keys were answered with one case');

    const paidKeys = paid.map((each) => each.out_request_no);
    const twice = paidKeys.filter((key, i) => paidKeys.indexOf(key) !== i);
    if (twice.length > 0) wrong.push(`paid twice at the partner: ${twice.join(', ')}`);
    for (const [caseId, { remedy, choiceId }] of seen.choices) {
      const refunds = paidKeys.filter((key) => key.includes(choiceId)).length;
      if (remedy === 'refund' && refunds !== 1) wrong.push(`case ${caseId} was promised one refund; the partner's book has ${refunds}`);
      if (remedy !== 'refund' && refunds !== 0) wrong.push(`case ${caseId} chose ${remedy}; the partner paid ${refunds} refunds`);
      const tasks = await client.query<{ n: number }>(`select count(*)::int as n from fulfilment_tasks where case_id = $1 and kind = $2`, [
        caseId,
        remedy,
      ]);
      if (tasks.rows[0]?.n !== 1) wrong.push(`case ${caseId} should have one ${remedy}, has ${tasks.rows[0]?.n ?? 0}`);
    }
    await none(
      'paid without a chosen refund of ours',
      `select key from unnest($1::text[]) as key where not exists (select 1 from intents i where i.key = key)`,
      [paidKeys],
    );
    await none(
      'open cases without a running or resting clock',
      `select c.number from cases c where c.closed_at is null and not exists (select 1 from clocks k where k.case_id = c.id and k.state in ('running', 'paused', 'overdue'))`,
    );
    await none(
      'open cases in no step or in two',
      `select c.number from cases c where c.closed_at is null and (select count(*) from journey_steps j where j.case_id = c.id and j.left_at is null) <> 1`,
    );
    await none(
      'nearest clock does not stand on the case',
      `select c.number from cases c where c.closed_at is null and c.nearest_due is distinct from (select min(due_at) from clocks k
        where k.case_id = c.id and k.state in ('running', 'overdue') and k.purpose in ('deadline', 'limit', 'task'))`,
    );
    await none(
      'clocks that fell due and were not fired',
      `select case_id, name from clocks where state = 'running' and fires_at < now() - interval '30 seconds'`,
    );
    await none(
      'money intents left hanging',
      `select key, state, fault from intents where kind like 'payment.%' and state in ('ready', 'calling', 'waiting')`,
    );
    await none(
      'ledger entries that do not balance',
      `select entry_id, unit from ledger_lines group by entry_id, unit having sum(debit) <> sum(credit)`,
    );
    await none('two cases with one number', `select number from cases group by number having count(*) > 1`);
    return wrong;
  } finally {
    await client.end();
  }
}
