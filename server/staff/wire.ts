import { z } from 'zod';
import { id, instant, route, someText } from '#platform/wire.ts';
import { actions, keyActions, staffRoles } from './roles.ts';

/** Letters, digits and . _ - @ in any script, 2 to 60; compared without regard to case. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}._@-]{2,60}$/u);
const password = z.string().min(1).max(200);
const lang = z.enum(['zh', 'en']);
export const role = z.enum(staffRoles);
const done = z.object({});

export const shopName = z.object({ id, code: z.string(), name: z.string(), nameEn: z.string() });
export const team = z.object({ id, name: z.string(), nameEn: z.string() });
export type Team = z.output<typeof team>;

/** The signed-in person, with what they may do: screens show by `actions` and never derive permissions themselves. */
export const me = z.object({
  id,
  login: z.string(),
  name: z.string(),
  role,
  lang,
  present: z.boolean(),
  allShops: z.boolean(),
  shops: z.array(shopName),
  teams: z.array(team),
  actions: z.array(z.enum(actions)),
  demo: z.boolean(),
});
export type Me = z.output<typeof me>;

export const person = z.object({
  id,
  login: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role,
  lang,
  allShops: z.boolean(),
  shopIds: z.array(id),
  teamIds: z.array(id),
  present: z.boolean(),
  active: z.boolean(),
  hasPassword: z.boolean(),
  lockedUntil: instant.nullable(),
});
export type Person = z.output<typeof person>;

/** `link` is in the first answer only: the person opens it to set a password; it ends after 72 hours. */
export const invited = z.object({ person, link: z.string().optional() });
export const colleague = z.object({
  id,
  name: z.string(),
  role,
  present: z.boolean(),
  shopIds: z.array(id),
  allShops: z.boolean(),
  teamIds: z.array(id),
});
export type Colleague = z.output<typeof colleague>;

const personFields = {
  name: someText(60),
  email: z.email().max(200).nullable(),
  role,
  lang,
  allShops: z.boolean(),
  shopIds: z.array(id).max(500),
  teamIds: z.array(id).max(100),
};

export const signInRoute = route({
  method: 'POST',
  path: '/api/v1/session',
  summary: { zh: '登录', en: 'Sign in' },
  permission: 'public',
  limit: 20,
  body: z.object({ login: z.string().min(1).max(100), password }),
  answer: me,
});
export const signOutRoute = route({
  method: 'DELETE',
  path: '/api/v1/session',
  summary: { zh: '退出登录', en: 'Sign out' },
  permission: 'signed-in',
  answer: done,
});
export const meRoute = route({
  method: 'GET',
  path: '/api/v1/me',
  summary: { zh: '我的身份与权限', en: 'Who I am and what I may do' },
  permission: 'signed-in',
  answer: me,
});
export const changeMeRoute = route({
  method: 'PUT',
  path: '/api/v1/me',
  summary: { zh: '修改我的语言与在岗状态', en: 'Change my language and presence' },
  permission: 'signed-in',
  body: z.object({ lang: lang.optional(), present: z.boolean().optional() }),
  answer: me,
});
export const changePasswordRoute = route({
  method: 'PUT',
  path: '/api/v1/me/password',
  summary: { zh: '修改我的密码', en: 'Change my password' },
  permission: 'signed-in',
  limit: 20,
  body: z.object({ current: password, password }),
  answer: done,
});
export const firstAdministratorRoute = route({
  method: 'POST',
  path: '/api/v1/first-administrator',
  summary: { zh: '凭一次性链接创建首位管理员', en: 'Create the first administrator with the one-time link' },
  permission: 'public',
  limit: 20,
  body: z.object({ token: z.string().min(1).max(100), login, name: someText(60), password }),
  answer: me,
});
export const setPasswordRoute = route({
  method: 'POST',
  path: '/api/v1/set-password',
  summary: { zh: '凭一次性链接设置密码', en: 'Set a password with the one-time link' },
  permission: 'public',
  limit: 20,
  body: z.object({ token: z.string().min(1).max(100), password }),
  answer: me,
});

export const listStaffRoute = route({
  method: 'GET',
  path: '/api/v1/staff',
  summary: { zh: '员工列表', en: 'List staff' },
  permission: 'staff.manage',
  answer: z.object({ items: z.array(person) }),
});
export const inviteRoute = route({
  method: 'POST',
  path: '/api/v1/staff',
  summary: { zh: '新增员工并生成设置密码的链接', en: 'Add a person and make the link that sets their password' },
  permission: 'staff.manage',
  limit: 60,
  body: z.object({
    login,
    ...personFields,
    email: personFields.email.default(null),
    lang: lang.default('zh'),
    allShops: z.boolean().default(false),
    shopIds: personFields.shopIds.default([]),
    teamIds: personFields.teamIds.default([]),
  }),
  answer: invited,
});
export const changeStaffRoute = route({
  method: 'PUT',
  path: '/api/v1/staff/:staffId',
  summary: { zh: '修改员工', en: 'Change a person' },
  permission: 'staff.manage',
  params: z.object({ staffId: id }),
  body: z.object({ ...personFields, active: z.boolean(), present: z.boolean() }).partial(),
  answer: person,
});
export const newLinkRoute = route({
  method: 'POST',
  path: '/api/v1/staff/:staffId/password-links',
  summary: { zh: '重新生成设置密码的链接并解除锁定', en: 'Make a new link to set the password, and unlock' },
  permission: 'staff.manage',
  limit: 60,
  params: z.object({ staffId: id }),
  answer: invited,
});
export const colleaguesRoute = route({
  method: 'GET',
  path: '/api/v1/colleagues',
  summary: { zh: '同店铺的同事（派单、@ 用）', en: 'Colleagues in my shops, for assigning and mentioning' },
  permission: 'signed-in',
  answer: z.object({ items: z.array(colleague) }),
});

export const listTeamsRoute = route({
  method: 'GET',
  path: '/api/v1/teams',
  summary: { zh: '小组列表', en: 'List teams' },
  permission: 'signed-in',
  answer: z.object({ items: z.array(team) }),
});
const teamBody = z.object({ name: someText(60), nameEn: someText(60) });
export const createTeamRoute = route({
  method: 'POST',
  path: '/api/v1/teams',
  summary: { zh: '新增小组', en: 'Add a team' },
  permission: 'staff.manage',
  limit: 60,
  body: teamBody,
  answer: team,
});
export const changeTeamRoute = route({
  method: 'PUT',
  path: '/api/v1/teams/:teamId',
  summary: { zh: '修改小组名称', en: 'Rename a team' },
  permission: 'staff.manage',
  params: z.object({ teamId: id }),
  body: teamBody,
  answer: team,
});

export const apiKey = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.enum(actions)),
  allShops: z.boolean(),
  shopIds: z.array(id),
  createdBy: z.object({ id, name: z.string() }),
  createdAt: instant,
  usedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKey = z.output<typeof apiKey>;
export const listKeysRoute = route({
  method: 'GET',
  path: '/api/v1/keys',
  summary: { zh: 'API 密钥列表', en: 'List API keys' },
  permission: 'key.manage',
  answer: z.object({ items: z.array(apiKey) }),
});
export const createKeyRoute = route({
  method: 'POST',
  path: '/api/v1/keys',
  summary: { zh: '新建 API 密钥（密钥只显示一次）', en: 'Make an API key (shown once)' },
  permission: 'key.manage',
  limit: 60,
  body: z.object({
    name: someText(60),
    scopes: z.array(z.enum(keyActions as [string, ...string[]])).min(1),
    allShops: z.boolean().default(false),
    shopIds: z.array(id).max(500).default([]),
  }),
  /** `key` (`amk_…`) is in the first answer only. */
  answer: z.object({ apiKey, key: z.string().optional() }),
});
export const revokeKeyRoute = route({
  method: 'DELETE',
  path: '/api/v1/keys/:keyId',
  summary: { zh: '吊销 API 密钥', en: 'Revoke an API key' },
  permission: 'key.manage',
  params: z.object({ keyId: id }),
  answer: done,
});
