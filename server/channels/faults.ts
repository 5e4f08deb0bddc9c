import type { Lang } from '#platform/actor.ts';

/** Why a message failed or waits, with the way out. */
const words: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'mail-not-set-up': {
    zh: '发信邮箱尚未设置，设置后自动发出；也可换一种方式告知客户。',
    en: 'Outgoing mail is not set up. It goes out by itself once it is; you can also tell the customer another way.',
  },
  'mail-sign-in': {
    zh: '发信邮箱的账号或密码不被接受，请管理员检查；会自动重试。',
    en: 'The mail server refuses our user or password. Ask an administrator; it is tried again by itself.',
  },
  'mail-later': {
    zh: '收件方邮箱要求稍后再发，会自动重试。',
    en: 'The mail server asked us to come back later. It is tried again by itself.',
  },
  'mail-unreachable': { zh: '连接不上发信服务器，会自动重试。', en: 'The mail server cannot be reached. It is tried again by itself.' },
  'mail-server-refuses-us': {
    zh: '发信服务器拒绝了我们的发件地址，请管理员检查；会自动重试。',
    en: 'The mail server refuses our sender. Ask an administrator; it is tried again by itself.',
  },
  'mail-no-such-box': {
    zh: '收件地址不存在或不收信，请换一种方式告知，并核对邮箱。',
    en: 'There is no such mailbox. Tell the customer another way and check the address.',
  },
  'mail-refused': { zh: '邮件被收件方拒收，请换一种方式告知。', en: 'The letter was refused. Tell the customer another way.' },
  'mail-gave-up': {
    zh: '多次尝试仍未发出，请换一种方式告知，或检查后重新发送。',
    en: 'It could not be sent after many tries. Tell the customer another way, or check and send again.',
  },
  'mail-erased': { zh: '客户信息已删除，无法发送。', en: "The customer's data was erased; it cannot be sent." },
  'adapter-failed': { zh: '发送时出错，会自动重试。', en: 'Sending went wrong. It is tried again by itself.' },
};

/** A fault's code in words; a code without words is shown as it is rather than hidden. */
export function faultWords(code: string | null, lang: Lang): string | null {
  return code === null ? null : (words[code]?.[lang] ?? code);
}
