import type { RefusalTable } from '#platform/result.ts';

/** Words and status of each refusal of this folder; every text names the way out. */
export const staffRefusals: RefusalTable = {
  'sign-in-failed': {
    status: 401,
    zh: { agent: '登录名或密码不正确。连续输错 5 次会锁定 15 分钟（再错则更久），锁定期间请稍候，或请管理员重置密码。' },
    en: {
      agent:
        'Wrong login or password. Five wrong tries lock sign-in for 15 minutes, further ones for longer: wait, or ask your administrator for a new password link.',
    },
  },
  'password-wrong': {
    status: 422,
    zh: { agent: '当前密码不正确，请重新输入；忘记密码请联系管理员重置。' },
    en: { agent: 'The current password is wrong. Type it again, or ask your administrator for a new password link.' },
  },
  'password-too-short': {
    status: 422,
    zh: { agent: '密码至少 10 个字符，可以用一句好记的话。' },
    en: { agent: 'A password has at least 10 characters; a sentence that you remember will do.' },
  },
  'password-too-simple': {
    status: 422,
    zh: { agent: '密码不能包含登录名，也不能只由几个重复字符组成，请换一个。' },
    en: { agent: 'A password must not contain the login, nor repeat a few characters. Choose another.' },
  },
  'link-over': {
    status: 410,
    zh: { agent: '链接已使用或已过期。请联系管理员重新生成；首位管理员请重启程序，会显示新的链接。' },
    en: {
      agent:
        'This link was used or is over. Ask your administrator for a new one; for the first administrator, restart the program and it shows a new link.',
    },
  },
  'login-taken': {
    status: 409,
    zh: { agent: '登录名已被使用，请换一个。' },
    en: { agent: 'This login is taken. Choose another.' },
  },
  'team-name-taken': {
    status: 409,
    zh: { agent: '已有同名小组，请换一个名称。' },
    en: { agent: 'There is a team of this name. Choose another name.' },
  },
  'last-administrator': {
    status: 409,
    zh: { agent: '这是最后一位可用的管理员，请先指定另一位管理员。' },
    en: { agent: 'This is the last active administrator. Make another person administrator first.' },
  },
  'no-such-shop': {
    status: 422,
    zh: { agent: '所选店铺不存在，请刷新后重选。' },
    en: { agent: 'A chosen shop does not exist. Reload and choose again.' },
  },
  'no-such-team': {
    status: 422,
    zh: { agent: '所选小组不存在，请刷新后重选。' },
    en: { agent: 'A chosen team does not exist. Reload and choose again.' },
  },
  'wrong-year': {
    status: 422,
    zh: { agent: '导入的日期须都在所选年份内，请检查后重试。' },
    en: { agent: 'All days must be in the chosen year. Check them and try again.' },
  },
  'foreign-origin': {
    status: 403,
    zh: { agent: '请求来自其他网站，已拒绝。请直接打开工作台操作；若经代理访问，请管理员检查 PUBLIC_URL 设置。' },
    en: { agent: 'The request came from another site and was refused. Open the desk itself; behind a proxy, have PUBLIC_URL checked.' },
  },
};
