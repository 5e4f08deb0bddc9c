import type { z } from 'zod';
import type { Lang } from './actor.ts';
import type { Refusal, RefusalTable, RefusalText } from './result.ts';
import type { Problem } from './wire.ts';

/** Refusals that belong to no stage. */
export const platformRefusals: RefusalTable = {
  'not-signed-in': { status: 401, zh: { agent: '请先登录。' }, en: { agent: 'Please sign in first.' } },
  'not-allowed': {
    status: 403,
    zh: { agent: '您的角色没有此项权限，如确有需要请联系组长或管理员。', customer: '您无权进行此操作。' },
    en: { agent: 'Your role does not allow this. Ask your team lead or administrator if you need it.', customer: 'You cannot do this.' },
  },
  'not-found': {
    status: 404,
    zh: { agent: '没有找到，或不在您可查看的店铺范围内。', customer: '没有找到，请核对后重试。' },
    en: { agent: 'Not found, or outside the shops you may see.', customer: 'Not found. Please check and try again.' },
  },
  'bad-input': {
    status: 400,
    zh: { agent: (data) => `请检查“${String(data.field)}”：${String(data.message)}` },
    en: { agent: (data) => `Please check “${String(data.field)}”: ${String(data.message)}` },
  },
  'too-many-requests': {
    status: 429,
    zh: { agent: '操作过于频繁，请一分钟后再试。', customer: '操作过于频繁，请稍后再试。' },
    en: { agent: 'Too many requests. Try again in a minute.' },
  },
  'version-needed': {
    status: 428,
    zh: { agent: '请求须带 If-Match（您所看到的工单版本号）。' },
    en: { agent: 'Send If-Match with the version of the case that you saw.' },
  },
  'key-needed': {
    status: 400,
    zh: { agent: '请求须带 Idempotency-Key（1–100 个字符），重复提交才不会重复执行。' },
    en: { agent: 'Send an Idempotency-Key (1–100 characters) so that a repeated request is not carried out twice.' },
  },
  'foreign-cursor': {
    status: 400,
    zh: { agent: '翻页标记与当前筛选条件不符，请从第一页重新开始。' },
    en: { agent: 'This cursor belongs to another list. Start again from the first page.' },
  },
  'no-such-move': {
    status: 409,
    zh: { agent: '当前状态下不能进行此操作，请刷新后查看最新状态。', customer: '当前状态下不能进行此操作，请刷新页面查看最新进展。' },
    en: { agent: 'This is not possible in the present state. Reload to see how things stand.' },
  },
  'not-an-amount': {
    status: 422,
    zh: { agent: '金额格式有误，请填写如 12.50 的数字（单位：元）。' },
    en: { agent: 'This is not an amount. Write yuan as a number, like 12.50.' },
  },
  'amount-finer-than-fen': {
    status: 422,
    zh: { agent: '金额最多两位小数（精确到分），请更正。' },
    en: { agent: 'An amount has at most two decimals (fen). Correct it.' },
  },
  'amount-below-zero': {
    status: 422,
    zh: { agent: '金额不能小于 0，请更正。' },
    en: { agent: 'An amount must not be below 0. Correct it.' },
  },
  'amount-too-large': {
    status: 422,
    zh: { agent: '金额超过上限（1 亿元），请核对小数点。' },
    en: { agent: 'The amount is above the limit (100 million yuan). Check the decimal point.' },
  },
  'body-too-large': {
    status: 413,
    zh: { agent: '提交内容过大，请缩短后再试。' },
    en: { agent: 'The request is too large. Shorten it and try again.' },
  },
  'broken-request': {
    status: 400,
    zh: { agent: '请求格式有误（不是有效的 JSON），请检查后重发。' },
    en: { agent: 'The request is not valid JSON. Check it and send it again.' },
  },
};

/** A refusal's status and text for the reader; a code without words is a fault of ours and says so in tests and logs. */
export function explainRefusal(
  table: RefusalTable,
  refused: Refusal,
  lang: Lang,
  reader: 'agent' | 'customer',
): { status: number; detail: string } {
  const words = table[refused.code];
  if (!words) throw new Error(`refusal ${refused.code} has no words`);
  const text: RefusalText = words[lang];
  const chosen = reader === 'customer' ? (text.customer ?? text.agent) : text.agent;
  return { status: words.status, detail: typeof chosen === 'function' ? chosen({ field: refused.field, ...refused.data }) : chosen };
}

/** RFC 9457 body of a refusal. */
export function problemOf(refused: Refusal, explained: { status: number; detail: string }, requestId: string): Problem {
  return {
    type: `/problems/${refused.code}`,
    title: explained.detail,
    status: explained.status,
    detail: explained.detail,
    code: refused.code,
    ...(refused.field === undefined ? {} : { field: refused.field }),
    ...(refused.data === undefined ? {} : { data: { ...refused.data } }),
    requestId,
  };
}

/** A zod error as a refusal that names the first field and lists all, in the reader's language. */
export function refusalOfZod(error: z.ZodError, lang: Lang): { refused: Refusal; faults: { field: string; message: string }[] } {
  const faults = error.issues.map((issue) => ({ field: issue.path.join('.') || '(body)', message: messageOf(issue, lang) }));
  const first = faults[0] ?? { field: '(body)', message: '' };
  return { refused: { code: 'bad-input', field: first.field, data: { message: first.message } }, faults };
}

function messageOf(issue: z.core.$ZodIssue, lang: Lang): string {
  const zh = lang === 'zh';
  switch (issue.code) {
    case 'too_big':
      return zh ? `最多 ${String(issue.maximum)}` : `at most ${String(issue.maximum)}`;
    case 'too_small':
      return zh
        ? issue.minimum === 1
          ? '不能为空'
          : `至少 ${String(issue.minimum)}`
        : issue.minimum === 1
          ? 'must not be empty'
          : `at least ${String(issue.minimum)}`;
    case 'invalid_type':
      return issue.input === undefined ? (zh ? '必填' : 'is required') : zh ? `格式应为 ${issue.expected}` : `must be ${issue.expected}`;
    case 'invalid_value':
      return zh ? `只能是 ${issue.values.map(String).join('、')} 之一` : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return zh ? `不认识的字段 ${issue.keys.join('、')}` : `unknown field ${issue.keys.join(', ')}`;
    default:
      return issue.message === 'control-characters'
        ? zh
          ? '含有不可见的控制字符，请删除后再试'
          : 'contains control characters; remove them'
        : zh
          ? '格式不正确'
          : 'has the wrong format';
  }
}
