import { sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';

/** The people of the stories: few, named, always the same (sample-shop.md). */
export const people = {
  agent: { name: '周小满', role: 'agent' },
  agent2: { name: '林一帆', role: 'agent' },
  lead: { name: '沈岚', role: 'lead' },
  lead2: { name: '何青', role: 'lead' },
  logistics: { name: '邱石', role: 'logistics' },
  operations: { name: '顾西', role: 'operations' },
  administrator: { name: '管理员', role: 'administrator' },
  store: { name: '望岳店员', role: 'store' },
  reviewer: { name: '唐可', role: 'reviewer' },
  delivery: { name: '罗大川', role: 'delivery' },
  claims: { name: '严敏', role: 'claims' },
  finance: { name: '白露', role: 'finance' },
  finance2: { name: '秦会计', role: 'finance' },
  executive: { name: '孟总', role: 'executive' },
  /** An agent of another shop only. */
  stranger: { name: '外店客服', role: 'agent' },
} as const;
export type Who = keyof typeof people;

export interface Cast {
  readonly ids: Readonly<Record<Who, string>>;
  cookie(who: Who): string;
  /** ① 栖木家居旗舰店 (Taobao), where most stories happen. */
  readonly shop: string;
  /** ⑤ 望岳路体验店, the counter. */
  readonly store: string;
  /** ② 栖木家居折扣店: the stranger's. */
  readonly otherShop: string;
  readonly team: string;
  readonly warehouse: string;
  readonly carrier: string;
}

export async function seedCast(house: Pick<House, 'db' | 'clock'>): Promise<Cast> {
  const now = house.clock.now();
  const shop = newId();
  const store = newId();
  const otherShop = newId();
  const team = newId();
  const warehouse = newId();
  const carrier = newId();
  await sql`insert into shops (id, code, name, name_en, platform, entity, order_form, signature, created_at) values
    (${shop}, 'qimu', '栖木家居旗舰店', 'Qimu Home', 'taobao', '栖禾商贸', '^2611\\d{8,12}$', '栖木家居', ${now}),
    (${store}, 'wangyue', '望岳路体验店', 'Wangyue Road Store', 'store', '栖禾商贸', '^WY\\d{6,}$', '望岳路体验店', ${now}),
    (${otherShop}, 'qimu2', '栖木家居折扣店', 'Qimu Outlet', 'pdd', '栖禾商贸', '^26\\d{4}-\\d{6,}$', '栖木折扣', ${now})`.execute(
    house.db,
  );
  await sql`insert into warehouses (id, code, name, name_en) values (${warehouse}, 'north', '澜江北仓', 'Lanjiang North')`.execute(
    house.db,
  );
  await sql`insert into carriers (id, code, name, name_en) values (${carrier}, 'xunchuan', '迅川快递', 'Xunchuan Express')`.execute(
    house.db,
  );
  await sql`insert into teams (id, name, name_en) values (${team}, '售后一组', 'After-sales 1')`.execute(house.db);
  const ids = {} as Record<Who, string>;
  const cookies = {} as Record<Who, string>;
  for (const [who, { name, role }] of Object.entries(people) as [Who, { name: string; role: string }][]) {
    const id = newId();
    const secret = newSecret();
    ids[who] = id;
    cookies[who] = secret;
    await sql`insert into staff (id, login, name, role, all_shops, created_at) values (${id}, ${who}, ${name}, ${role}, ${['operations', 'administrator', 'finance', 'executive'].includes(role)}, ${now})`.execute(
      house.db,
    );
    await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
      values (${hashSecret(secret)}, ${id}, ${now}, ${now}, ${new Date(now.getTime() + 365 * 86_400_000)})`.execute(house.db);
    const mine = who === 'stranger' ? [otherShop] : who === 'store' ? [store] : [shop, store];
    for (const each of mine) await sql`insert into staff_shops (staff_id, shop_id) values (${id}, ${each})`.execute(house.db);
    if (who === 'agent' || who === 'agent2' || who === 'lead')
      await sql`insert into staff_teams (staff_id, team_id) values (${id}, ${team})`.execute(house.db);
  }
  return { ids, cookie: (who) => cookies[who], shop, store, otherShop, team, warehouse, carrier };
}
