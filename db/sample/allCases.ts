import type { SettableClock } from '#platform/clock.ts';
import type { Amends } from '../../server/main.ts';
import { seedCases } from './cases.ts';
import { seedCommon } from './casesCommon.ts';
import { seedDamage } from './casesDamage.ts';
import { seedEnds } from './casesEnds.ts';
import { seedExpress } from './casesExpress.ts';
import { seedIncident } from './casesIncident.ts';
import { seedMoney } from './casesMoney.ts';
import { seedShipping } from './casesShipping.ts';
import type { SampleShop } from './signedIn.ts';

/** The cases of every procedure, one after the other: each file of `db/sample/cases*.ts` has its line here. The clock ends at `now`. */
export async function seedAllCases(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  for (const seed of [seedCases, seedShipping, seedExpress, seedDamage, seedMoney, seedEnds, seedIncident, seedCommon])
    await seed(amends, clock, shop);
}
