import type { FactProvider } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { goodsWorth } from './planContext.ts';
import { linesToMend } from './linesToMend.ts';

/** How often the customer said in this case that all was not well, or disagreed. */
export async function countDissatisfied(on: Reader, caseId: string): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from journey_steps where case_id = ${caseId} and answer in ('dissatisfied', 'disagreed')`,
    on,
  );
  return row?.n ?? 0;
}

/** Deadlines that we missed in this case: promises broken (RE-2). */
async function countBroken(on: Reader, caseId: string): Promise<number> {
  const row = await one(
    sql<{
      n: number;
    }>`select count(*) as n from clocks where case_id = ${caseId} and breached_at is not null and purpose in ('deadline', 'limit', 'silence', 'task')`,
    on,
  );
  return row?.n ?? 0;
}

/** What is worth what, as sold and as insured; what isn't known is 0. */
export const worthFacts: FactProvider = {
  names: ['orderValue', 'goodsValue', 'insuredValue'],
  load: async (on, theCase) => {
    const order = theCase.orderId ? ((await orderForCase(on, theCase.orderId)) ?? null) : null;
    const lines = await linesToMend(on, theCase);
    return { orderValue: order?.paidFen ?? 0, goodsValue: goodsWorth({ lines, order }), insuredValue: order?.insuredFen ?? 0 };
  },
};

export const promiseFacts: FactProvider = {
  names: ['promisesBroken'],
  load: async (on, theCase) => ({ promisesBroken: await countBroken(on, theCase.id) }),
};

/** The customer's tier as the shop's members list says; `none` for who isn't on it. */
export const tierFacts: FactProvider = {
  names: ['customerTier'],
  load: async (on, theCase) => {
    const row =
      theCase.customerId === null
        ? undefined
        : await one(sql<{ tier: string }>`select tier from customer_tiers where customer_id = ${theCase.customerId}`, on);
    return { customerTier: row?.tier ?? 'none' };
  },
};

/** What the customer paid for a way of shipping that they didn't get, as it was registered (SI). */
export const differenceFacts: FactProvider = {
  names: ['methodDifference'],
  load: async (on, theCase) => {
    const row = await one(
      sql<{
        fen: string | null;
      }>`select registered ->> 'methodDifference' as fen from reports where case_id = ${theCase.id} order by round desc limit 1`,
      on,
    );
    const fen = Number(row?.fen ?? 0);
    return { methodDifference: Number.isSafeInteger(fen) && fen > 0 ? fen : 0 };
  },
};

/** Whether an offer of the case waits for somebody to approve it (RE-7). */
export const approvalFact: FactProvider = {
  names: ['offerNeedsApproval'],
  load: async (on, theCase) => {
    const row = await one(
      sql<{ found: boolean }>`select exists (select from approvals where case_id = ${theCase.id} and state = 'waiting') as found`,
      on,
    );
    return { offerNeedsApproval: row?.found ?? false };
  },
};
