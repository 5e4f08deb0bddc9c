import { sql } from '#platform/db.ts';
import { day } from '#platform/clock.ts';
import { startPaymentDouble } from '../doubles/paymentDouble.ts';
import { openStory, type Story } from '../stories/telling.ts';
import { randomCases, type Tally } from './randomCases.ts';

/** What must be so of all rows, whatever was done: each a query that finds what breaks it. */
const randomInvariants: readonly { readonly what: string; readonly text: string }[] = [
  {
    what: 'an open case without a clock that runs or rests',
    text: `select c.number from cases c where c.closed_at is null and not exists
      (select 1 from clocks k where k.case_id = c.id and k.state in ('running', 'paused', 'overdue'))`,
  },
  {
    what: 'an open case in no step or in two',
    text: `select c.number from cases c where c.closed_at is null and (select count(*) from journey_steps j where j.case_id = c.id and j.left_at is null) <> 1`,
  },
  {
    what: 'a nearest clock that does not stand on its case',
    text: `select c.number from cases c where c.closed_at is null and c.nearest_due is distinct from (select min(due_at) from clocks k
      where k.case_id = c.id and k.state in ('running', 'overdue') and k.purpose in ('deadline', 'limit', 'task'))`,
  },
  {
    what: 'a running clock that nobody will look at again',
    text: `select c.number, k.name from clocks k join cases c on c.id = k.case_id where k.state = 'running' and k.fires_at is null`,
  },
  {
    what: 'a ledger entry that does not balance',
    text: `select entry_id from ledger_lines group by entry_id, unit having sum(debit) <> sum(credit)`,
  },
  {
    what: 'more refunded on an order than was paid',
    text: `select o.order_no from fulfilment_tasks t join orders o on o.id = t.order_id where t.kind in ('refund', 'part-refund', 'difference') and t.state = 'done'
      group by o.id, o.order_no, o.paid_fen having sum(t.amount_fen) > o.paid_fen`,
  },
  {
    what: 'one thing carried out twice',
    text: `select source, slot from fulfilment_tasks group by source, slot having count(*) > 1`,
  },
  {
    what: 'a payout paid twice',
    text: `select task_id from payout_rows where outcome = 'paid' group by task_id having count(*) > 1
      union all select p.task_id from payouts p join fulfilment_tasks t on t.id = p.task_id join ledger_entries e on e.case_id = p.case_id and e.key = 'paid:' || t.key
        where p.state <> 'paid' or t.state <> 'done'`,
  },
  {
    what: 'a payment that was sent and stands in another batch, or in none',
    text: `select p.task_id from payouts p where (select count(*) from payout_rows r where r.task_id = p.task_id and r.outcome = 'waiting')
      <> case when p.state in ('in-batch', 'sent') then 1 else 0 end`,
  },
  {
    what: 'an event without its case, or of a version that the case never had',
    text: `select e.id::text from events e join cases c on c.id = e.case_id where e.version > c.version`,
  },
];

/** A run on a database and with a payment partner of its own; answers what it did and which invariants are broken. */
export async function runRandomly(options: {
  seed: number;
  steps: number;
  only?: readonly string[];
}): Promise<{ tally: Tally; broken: string[] }> {
  const partner = await startPaymentDouble();
  const story = await openStory({ config: { payment: partner.payment } });
  try {
    const tally = await randomCases(story, options);
    const broken = await whatIsBroken(story);
    // What was due all the while is done now; a deadline that passed is overdue, never running.
    await story.desk.later(40 * day);
    broken.push(...(await whatIsBroken(story)));
    const { rows } = await sql<{
      name: string;
    }>`select name from clocks where state = 'running' and due_at < ${story.desk.clock.now()}`.execute(story.desk.house.db);
    broken.push(...rows.map((row) => `a deadline was lost: ${row.name}`));
    const keys = partner.paid().map((each) => each.out_request_no);
    broken.push(...keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `paid twice at the partner: ${key}`));
    return { tally, broken };
  } finally {
    await story.desk.close();
    await partner.stop();
  }
}

async function whatIsBroken({ desk }: Story): Promise<string[]> {
  const found: string[] = [];
  for (const { what, text } of randomInvariants) {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(text)}`.execute(desk.house.db);
    if (rows.length > 0) found.push(`${what}: ${rows.length}, first ${JSON.stringify(rows[0])}`);
  }
  return found;
}
