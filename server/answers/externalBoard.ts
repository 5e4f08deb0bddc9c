import type { Actor, Lang } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import type { Answer } from '#platform/wire.ts';
import { scopeCondition } from '#staff/contract.ts';
import { answerDueOf } from './externalComplaint.ts';
import type { externalRoutes, externalTabs } from './externalWire.ts';
import type { Authority } from './termsStore.ts';

type Rates = Answer<typeof externalRoutes.rates>;
type Listed = Answer<typeof externalRoutes.list>['items'][number];

export interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly now: Date;
}

interface ListRow {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly shopZh: string;
  readonly shopEn: string;
  readonly carrierZh: string | null;
  readonly carrierEn: string | null;
  readonly authority: Authority;
  readonly authorityNo: string;
  readonly receivedAt: Date;
  readonly answerDue: Date | null;
  readonly verdict: 'valid' | 'invalid' | null;
  readonly answeredAt: Date | null;
}

interface RateRow {
  readonly carrierId: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly complaints: number;
  readonly valid: number;
  readonly invalid: number;
  readonly parcels: number;
}

/** What authorities forwarded, the newest first, with when it is to be answered (EX-11). */
export async function externalPage(
  on: Reader,
  reading: Reading,
  state: (typeof externalTabs)[number],
  after: { receivedAt: string; id: string } | null,
  limit: number,
): Promise<Listed[]> {
  const rows = await all(
    sql<ListRow>`select x.case_id as "caseId", c.number as "caseNumber", x.shop_id as "shopId", s.name as "shopZh", s.name_en as "shopEn", k.name as "carrierZh", k.name_en as "carrierEn",
        x.authority, x.authority_no as "authorityNo", x.received_at as "receivedAt", x.answer_due as "answerDue", x.verdict, x.answered_at as "answeredAt"
      from external_complaints x join cases c on c.id = x.case_id join shops s on s.id = x.shop_id left join carriers k on k.id = x.carrier_id
      where ${fits(reading.actor, state)} and ${after === null ? sql`true` : sql`(x.received_at, x.case_id) < (${after.receivedAt}::timestamptz, ${after.id}::uuid)`}
      order by x.received_at desc, x.case_id desc limit ${limit}`,
    on,
  );
  const zh = reading.lang === 'zh';
  const listed: Listed[] = [];
  for (const { shopId, shopZh, shopEn, carrierZh, carrierEn, ...row } of rows) {
    const due = await answerDueOf(on, { ...row, shopId });
    listed.push({
      ...row,
      shop: zh ? shopZh : shopEn,
      carrier: zh ? carrierZh : carrierEn,
      receivedAt: row.receivedAt.toISOString(),
      answerDue: due.toISOString(),
      late: (row.answeredAt ?? reading.now) > due,
      answeredAt: row.answeredAt?.toISOString() ?? null,
    });
  }
  return listed;
}

export async function countExternal(on: Reader, actor: Actor, state: (typeof externalTabs)[number]): Promise<number> {
  const row = await one(
    sql<{
      n: number;
    }>`select count(*)::int as n from (select 1 from external_complaints x join cases c on c.id = x.case_id where ${fits(actor, state)} limit ${countCap}) y`,
    on,
  );
  return row?.n ?? 0;
}

function fits(actor: Actor, state: (typeof externalTabs)[number]) {
  const mine = scopeCondition(actor, 'case.read', { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' });
  const inState = { open: sql`x.answered_at is null and c.closed_at is null`, answered: sql`x.answered_at is not null`, all: sql`true` }[
    state
  ];
  return sql`${mine} and ${inState}`;
}

/** How many complaints came per million parcels that went out in the same time, and how many of them were valid (EX-11, domain.md §1.5). */
export async function externalRates(on: Reader, reading: Reading, days: number): Promise<Rates> {
  const from = new Date(reading.now.getTime() - days * day);
  const rows = await all(
    sql<RateRow>`select r.carrier_id as "carrierId", k.name as zh, k.name_en as en, sum(r.complaints)::int as complaints, sum(r.valid)::int as valid, sum(r.invalid)::int as invalid,
        sum(r.parcels)::int as parcels
      from (
        select x.carrier_id, 1 as complaints, (x.verdict is not distinct from 'valid')::int as valid, (x.verdict is not distinct from 'invalid')::int as invalid, 0 as parcels
        from external_complaints x join cases c on c.id = x.case_id
        where x.received_at >= ${from} and ${scopeCondition(reading.actor, 'case.read', { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' })}
        union all
        select p.carrier_id, 0, 0, 0, count(*) from parcels p
        where p.shipped_at >= ${from} and p.shipped_at <= ${reading.now} and ${scopeCondition(reading.actor, 'case.read', { shop: 'p.shop_id' })} group by p.carrier_id
      ) r left join carriers k on k.id = r.carrier_id group by r.carrier_id, k.name, k.name_en order by 4 desc, 7 desc, 2`,
    on,
  );
  const items = rows.map((row) => {
    const name = reading.lang === 'zh' ? row.zh : row.en;
    return rated(row, row.carrierId !== null && name !== null ? { id: row.carrierId, name } : null);
  });
  const sum = (key: 'complaints' | 'valid' | 'invalid' | 'parcels') => rows.reduce((done, row) => done + row[key], 0);
  const total = { complaints: sum('complaints'), valid: sum('valid'), invalid: sum('invalid'), parcels: sum('parcels') };
  return { from: from.toISOString(), items, total: rated(total, null) };
}

function rated(
  row: { complaints: number; valid: number; invalid: number; parcels: number },
  carrier: Rates['total']['carrier'],
): Rates['total'] {
  const { complaints, valid, invalid, parcels } = row;
  return {
    carrier,
    complaints,
    valid,
    invalid,
    open: complaints - valid - invalid,
    parcels,
    ratePpm: perMillion(complaints, parcels),
    validPpm: perMillion(valid, parcels),
  };
}

/** To one decimal; null without parcels: nothing to be a rate of. */
function perMillion(n: number, parcels: number): number | null {
  return parcels === 0 ? null : Math.round((n / parcels) * 10_000_000) / 10;
}
