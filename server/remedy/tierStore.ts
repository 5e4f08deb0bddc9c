import { tidyHandle } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';

interface Tier {
  readonly code: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly rank: number;
  readonly people: number;
}

/** The house's tiers, the highest first, each with how many customers have it. */
export async function allTiers(on: Reader): Promise<Tier[]> {
  const rows = await all(
    sql<{ code: string; zh: string; en: string; rank: number; people: number }>`select t.code, t.words as zh, t.words_en as en, t.rank,
        (select count(*) from customer_tiers c where c.tier = t.code) as people from tiers t order by t.rank desc, t.code`,
    on,
  );
  return rows.map(({ zh, en, ...row }) => ({ ...row, words: { zh, en } }));
}

export async function saveTier(
  { tx, now, actor }: Command,
  tier: { code: string; words: { zh: string; en: string }; rank: number },
): Promise<void> {
  await sql`insert into tiers (code, words, words_en, rank, changed_at, changed_by)
    values (${tier.code}, ${tier.words.zh}, ${tier.words.en}, ${tier.rank}, ${now}, ${`${actor.kind}:${actor.id}`})
    on conflict (code) do update set words = excluded.words, words_en = excluded.words_en, rank = excluded.rank, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(tx);
}

/** Takes a tier away, held against anybody who gives it meanwhile; answers whether it was there, and how many have it. */
export async function removeTier({ tx }: Command, code: string): Promise<{ readonly there: boolean; readonly people: number }> {
  const held = await one(sql<{ code: string }>`select code from tiers where code = ${code} for update`, tx);
  if (!held) return { there: false, people: 0 };
  const row = await one(sql<{ n: number }>`select count(*) as n from customer_tiers where tier = ${code}`, tx);
  if (row?.n === 0) await sql`delete from tiers where code = ${code}`.execute(tx);
  return { there: true, people: row?.n ?? 0 };
}

interface TierOfCustomer {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly since: Date;
  readonly by: string | null;
}

/** The tier that a customer has; undefined: none. */
export function tierOf(on: Reader, customerId: string): Promise<TierOfCustomer | undefined> {
  return one(
    sql<TierOfCustomer>`select t.code, t.words as zh, t.words_en as en, c.changed_at as since, s.name as by from customer_tiers c
      join tiers t on t.code = c.tier left join staff s on c.changed_by = 'staff:' || s.id where c.customer_id = ${customerId}`,
    on,
  );
}

interface TierGiven {
  readonly customerId?: string | undefined;
  readonly handle?: string | undefined;
  readonly tier: string;
}

interface Placed {
  /** Place in the list that was given. */
  readonly n: number;
  readonly customerId: string;
  readonly tier: string;
  readonly before: string;
}

/** Who is meant by each item, in its order, with the tier of before; who isn't known here is left out. Phones are compared by their digits. */
export function placeTiers({ tx }: Command, items: readonly TierGiven[]): Promise<Placed[]> {
  const given = jsonb(
    items.map(({ customerId = null, handle, tier }, n) => ({ n, customerId, tier, ...(handle === undefined ? {} : keyOf(handle)) })),
  );
  return all(
    sql<Placed>`select g.n, c.id as "customerId", g.tier, coalesce(t.tier, 'none') as before
      from jsonb_to_recordset(${given}) as g(n int, "customerId" uuid, kind text, value text, tier text)
      join customers c on c.erased_at is null and c.merged_into is null and (c.id = g."customerId"
        or g.value is not null and exists (select from customer_handles h where h.customer_id = c.id and h.kind = g.kind and h.value = g.value))
      left join customer_tiers t on t.customer_id = c.id order by g.n, c.id`,
    tx,
  );
}

/** Writes down who has which tier from now on; `none`: no tier. */
export async function keepTiers({ tx, now, actor }: Command, placed: readonly Placed[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${jsonb(placed)}) as g("customerId" uuid, tier text)`;
  await sql`delete from customer_tiers where customer_id in (select g."customerId" from ${given} where g.tier = 'none')`.execute(tx);
  await sql`insert into customer_tiers (customer_id, tier, changed_at, changed_by)
    select g."customerId", g.tier, ${now}, ${`${actor.kind}:${actor.id}`} from ${given} where g.tier <> 'none'
    on conflict (customer_id) do update set tier = excluded.tier, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    tx,
  );
}

/** A phone or a mail as it is kept. */
function keyOf(value: string): { kind: string; value: string } {
  const tidy = tidyHandle({ kind: value.includes('@') ? 'email' : 'phone', value });
  return { kind: tidy.kind, value: tidy.value };
}
