import type { Command } from '#platform/command.ts';
import { addPerson, createTeam } from '#staff/contract.ts';

/** Everybody signs in with this on the sample shop, which is on this machine only and says "demo" on every page. */
export const samplePassword = 'amends-demo';

/** The people of the sample shop (design/sample-shop.md); the sign-in name is what stands first. */
export const samplePeople = [
  { login: 'xiaoman', name: '周小满', role: 'agent', shops: ['qimu', 'qimu-outlet', 'hexiaochu'], words: '客服 agent' },
  { login: 'yifan', name: '林一帆', role: 'agent', shops: ['qimu', 'qimu-outlet', 'hexiaochu'], words: '客服 agent' },
  { login: 'heqing', name: '何青', role: 'agent', shops: ['qimu', 'xianhe'], words: '客服 agent' },
  { login: 'shenlan', name: '沈岚', role: 'lead', shops: ['qimu', 'qimu-outlet', 'hexiaochu', 'xianhe', 'wangyue'], words: '组长 lead' },
  {
    login: 'yanmin',
    name: '严敏',
    role: 'claims',
    shops: ['qimu', 'qimu-outlet', 'hexiaochu', 'xianhe', 'wangyue'],
    words: '理赔 claims',
  },
  {
    login: 'hanlei',
    name: '韩磊',
    role: 'lead',
    shops: ['qimu', 'qimu-outlet', 'hexiaochu', 'xianhe', 'wangyue'],
    words: '复核组长 lead (appeals)',
  },
  {
    login: 'tangke',
    name: '唐可',
    role: 'reviewer',
    shops: ['qimu', 'qimu-outlet', 'hexiaochu', 'xianhe', 'wangyue'],
    words: '图片鉴定 photo reviewer',
  },
  { login: 'dachuan', name: '罗大川', role: 'delivery', shops: ['xianhe'], words: '配送员 own delivery' },
  { login: 'bailu', name: '白露', role: 'finance', shops: [], words: '财务 finance (maker)' },
  { login: 'qinkuaiji', name: '秦会计', role: 'finance', shops: [], words: '财务 finance (checker)' },
  { login: 'mengzong', name: '孟总', role: 'executive', shops: [], words: '总经理 executive' },
  {
    login: 'qiushi',
    name: '邱石',
    role: 'logistics',
    shops: ['qimu', 'qimu-outlet', 'hexiaochu', 'xianhe', 'wangyue'],
    words: '物流 logistics',
  },
  { login: 'guxi', name: '顾西', role: 'operations', shops: [], words: '运营 operations' },
  { login: 'wangyue', name: '望岳店员', role: 'store', shops: ['wangyue'], words: '门店 store' },
  { login: 'admin', name: '管理员', role: 'administrator', shops: [], words: '管理员 administrator' },
] as const;

export type SampleLogin = (typeof samplePeople)[number]['login'];

/** Adds the sample's people and their team; answers ids by sign-in name. */
export async function seedPeople(
  command: Command,
  shops: ReadonlyMap<string, { id: string }>,
): Promise<{ ids: ReadonlyMap<string, string>; team: string }> {
  const team = await createTeam(command, { name: '售后一组', nameEn: 'After-sales 1' });
  if (!team.ok) throw new Error(team.refused.code);
  const ids = new Map<string, string>();
  for (const person of samplePeople) {
    const all = person.shops.length === 0;
    const added = await addPerson(command, {
      login: person.login,
      name: person.name,
      role: person.role,
      lang: 'zh',
      allShops: all,
      shopIds: person.shops.flatMap((code) => shops.get(code)?.id ?? []),
      teamIds: person.role === 'agent' || person.role === 'lead' ? [team.value.id] : [],
      email: null,
      password: samplePassword,
    });
    if (!added.ok) throw new Error(`${person.login}: ${added.refused.code}`);
    ids.set(person.login, added.value.id);
  }
  return { ids, team: team.value.id };
}
