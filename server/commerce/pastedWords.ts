/** `栖***木 2026-11-20 17:20:11`, `栖木 (2026/11/20 17:20):`: the head of a line of chat, perhaps with the text behind it. */
const chatHead = /^([^\s:：]{1,30})\s*[(（[]?\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?[)）\]]?\s*[:：]?\s*/;

const labelsAndNumbers =
  /(?:收货人|收件人|(?:我|你)?的?(?:手机|电话|联系方式)|买家|昵称|旺旺|会员名?|用户名?|(?:子|主)?订单|运单|快递|物流|面单|售后|退款|工单|服务单|交易|单|编|号|码|顺丰|中通|圆通|申通|韵达|极兔|京东|邮政|德邦|尾号|转)|[A-Za-z\d*@._-]{4,}|[\s\p{P}\p{S}\d]/gu;

/**
 * The customer's own words in pasted text, untouched but for blanks at the ends of lines: lines that hold only numbers and
 * their labels are left out. Of a chat, the first speaker's first words, without name and time.
 */
export function wordsOf(text: string): string {
  const lines = text
    .replace(/[\u00ad\u200b\u200c\u2060\ufeff]/g, '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim());
  const kept: string[] = [];
  let speaker: string | undefined;
  for (const line of lines) {
    const head = chatHead.exec(line);
    if (head && kept.length > 0 && head[1] !== speaker) break;
    if (head && kept.length === 0) speaker = head[1];
    const said = head ? line.slice(head[0].length) : line;
    if (saysSomething(said)) kept.push(said);
  }
  return kept.join('\n');
}

/** `收件人：林木 199…`, `快递 迅川 7729…`: a field, not a sentence. */
const field =
  /^(?:收货人|收件人|收货地址|地址|手机|电话|联系|买家|昵称|旺旺|会员|订单|子订单|主订单|运单|快递|物流|面单|售后|退款单|工单|服务单)[^，。！？,!?]{0,10}?[:： ][^，。！？!?]*$/;

function saysSomething(line: string): boolean {
  if (field.test(line) && (/\d{4}/.test(line) || /^(?:收|地址|买家|昵称|旺旺)/.test(line))) return false;
  const cjk = line.replace(labelsAndNumbers, '').match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = line.match(/(?<![A-Za-z\d])[A-Za-z']{2,}(?![A-Za-z\d@])/g)?.length ?? 0;
  return cjk >= 2 || latin >= 3;
}
