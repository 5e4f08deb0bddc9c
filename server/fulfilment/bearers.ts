import { all, type Reader, sql } from '#platform/db.ts';
import { liabilitiesOf } from '#liability/contract.ts';
import { type Bearer, ownCost } from './ledger.ts';

/**
 * Who bears what this case costs: the shares of its latest liability (LI-2); nobody was found liable: the company itself.
 * Parties are things: `warehouse:<id>`, `carrier:<id>`, `staff:<id>`, `supplier:<name>`, `system`, `listing` …
 */
export async function bearersFor(on: Reader, caseId: string): Promise<readonly Bearer[]> {
  const [latest] = await liabilitiesOf(on, caseId);
  if (!latest) return ownCost;
  return latest.shares.map((share) => ({ party: [share.party, share.id ?? share.name].filter(Boolean).join(':'), percent: share.percent }));
}

/** Names of parties for the ledger's pages. */
export async function partyNames(on: Reader, parties: readonly string[], lang: 'zh' | 'en'): Promise<Map<string, string>> {
  const ids = parties.flatMap((party) => /:([0-9a-f-]{36})$/.exec(party)?.[1] ?? []);
  const rows = await all(
    sql<{ id: string; zh: string; en: string }>`select id, name as zh, name_en as en from warehouses where id = any(${ids}::uuid[])
      union all select id, name, name_en from carriers where id = any(${ids}::uuid[]) union all select id, name, name from staff where id = any(${ids}::uuid[])`,
    on,
  );
  const found = new Map(rows.map((row) => [row.id, row[lang]]));
  return new Map(
    parties.map((party) => [party, found.get(party.split(':')[1] ?? '') ?? aloneWords[party]?.[lang] ?? party.replace(/^supplier:/, '')]),
  );
}

const aloneWords: Readonly<Record<string, { zh: string; en: string }>> = {
  own: { zh: '本公司', en: 'the company' },
  system: { zh: '系统', en: 'the system' },
  listing: { zh: '商品描述', en: 'the listing' },
  customer: { zh: '客户', en: 'the customer' },
  'force-majeure': { zh: '不可抗力', en: 'force majeure' },
};
