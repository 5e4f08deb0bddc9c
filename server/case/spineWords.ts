import { one, type Reader, sql } from '#platform/db.ts';
import { kept } from '#platform/kept.ts';
import { nameOfStaff } from '#staff/contract.ts';
import { byDue, freshClocks } from './freshClocks.ts';
import { momentWords } from './momentWords.ts';
import type { PlaceholderProvider } from './wiring.ts';

/** What every letter may say of the case itself. */
export const spineWords: PlaceholderProvider = {
  names: ['caseNumber', 'orderNo', 'shop', 'dueBy', 'agent', 'objectBy'],
  load: async (on, theCase, lang) => {
    const [shop, owner, due] = await Promise.all([
      shopWords(on, theCase.shopId),
      theCase.ownerId === null ? undefined : nameOfStaff(on, theCase.ownerId),
      deadlineOf(on, theCase.id),
    ]);
    const when = (at: Date | null) => (at ? momentWords(at, shop?.zone ?? 'Asia/Shanghai', lang) : '');
    return {
      caseNumber: theCase.number,
      orderNo: theCase.orderNo ?? '',
      shop: shop?.[lang] ?? '',
      agent: owner ?? (lang === 'zh' ? '售后专员' : 'our after-sales team'),
      dueBy: when(due),
      objectBy: when(theCase.appealUntil),
    };
  },
};

const shopWords = kept(['shops'], (on, shopId) =>
  one(sql<{ zh: string; en: string; zone: string }>`select name as zh, name_en as en, zone from shops where id = ${shopId}`, on),
);

/** When the case's nearest deadline falls. */
async function deadlineOf(on: Reader, caseId: string): Promise<Date | null> {
  const fresh = freshClocks(on, caseId);
  if (fresh) return byDue(fresh.filter((each) => each.purpose === 'deadline'))[0]?.dueAt ?? null;
  const row = await one(
    sql<{
      due: Date | null;
    }>`select min(due_at) as due from clocks where case_id = ${caseId} and state in ('running', 'overdue') and purpose = 'deadline'`,
    on,
  );
  return row?.due ?? null;
}
