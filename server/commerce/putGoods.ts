import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { shopFor } from './putOrder.ts';
import { type SavedGoods, saveGoods } from './saveGoods.ts';
import { goodsIds } from './saveStore.ts';
import type { GoodsGiven } from './wire.ts';

/**
 * Puts goods with parts, for systems (PUT, safe to repeat). Refuses: `shop-unknown`; `component-unknown` when a bundle
 * names goods that aren't there; `bundle-shares-not-whole` when a bundle's shares don't add up to 100 %.
 */
export async function putGoods(command: Command, shopCode: string, code: string, given: GoodsGiven): Promise<Result<SavedGoods>> {
  const shop = await shopFor(command.tx, command.actor, shopCode);
  if (!shop.ok) return shop;
  const components = given.components ?? [];
  const known = await goodsIds(
    command.tx,
    shop.value.id,
    components.map((each) => each.goodsCode),
  );
  const missing = components.find((each) => !known.has(each.goodsCode) || each.goodsCode === code);
  if (missing) return refuse('component-unknown', { field: 'components', data: { goodsCode: missing.goodsCode } });
  const shares = components.reduce((sum, each) => sum + each.shareBp, 0);
  if (components.length > 0 && shares !== 10_000)
    return refuse('bundle-shares-not-whole', { field: 'components', data: { percent: shares / 100 } });
  const [saved] = await saveGoods(command, shop.value, [{ code, given }], true);
  if (!saved) throw new Error('goods that were put did not come back');
  return ok(saved);
}
