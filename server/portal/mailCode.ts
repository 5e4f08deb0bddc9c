import { randomInt } from 'node:crypto';
import { addressOf, mailBody, sendBySmtp } from '#channels/contract.ts';
import { ordersByNumber } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { minute } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { createIntent } from '#platform/intents.ts';
import { newId } from '#platform/ids.ts';
import type { IntentHandler } from '#platform/module.ts';
import type { Seals } from '#platform/sealed.ts';
import { codeById, insertCode, mailOfOrder } from './portalStore.ts';

const codeMail = 'portal.code';
const goodFor = 10 * minute;

/** What a code is sealed to: six digits behind a hash would be found by trying. */
export const sealOfCode = (id: string): string => `portal-code:${id}`;

/**
 * Sends a code to the mail address that we know for an order (TA-5). Says nothing about whether there is one: the caller tells
 * everybody the same. The intent carries only the code's id.
 */
export async function sendCode(command: Command, seals: Seals, asked: { orderNo: string; visitHash: string; lang: Lang }): Promise<void> {
  const number = asked.orderNo.normalize('NFKC').replace(/\s/g, '');
  for (const order of number === '' ? [] : await ordersByNumber(command.tx, null, number)) {
    const address = await mailOfOrder(command.tx, order.id);
    if (!address) continue;
    const id = newId();
    const expiresAt = new Date(command.now.getTime() + goodFor);
    await insertCode(command, {
      id,
      orderId: order.id,
      visitHash: asked.visitHash,
      code: seals.seal(String(randomInt(1_000_000)).padStart(6, '0'), sealOfCode(id)),
      address,
      lang: asked.lang,
      tries: 0,
      expiresAt,
    });
    await createIntent(command, { key: `portal-code:${id}`, kind: codeMail, shopId: order.shopId, payload: { code: id } });
  }
}

/** The mail with the code. A second one with the same code harms nobody, so a broken call is repeated. */
export const codeMailHandler: IntentHandler = {
  kind: codeMail,
  repeatable: true,
  call: async (intent, house) => {
    const { mail } = house.config;
    if (!mail) return null;
    const found = await codeById(house.db, String(intent.payload['code']));
    if (!found) return { outcome: 'refused', answer: {}, fault: 'code-over' };
    const code = house.seals.unseal(found.code, sealOfCode(found.id));
    const zh = found.lang === 'zh';
    const text = zh
      ? `您的验证码：${code}，10 分钟内有效。如非您本人操作，请忽略此邮件。`
      : `Your code: ${code}. It is valid for 10 minutes. If you did not ask for it, ignore this mail.`;
    return sendBySmtp(mail, {
      messageId: `<portal-code-${found.id}@${addressOf(mail.from).split('@').at(-1) ?? 'amends'}>`,
      to: found.address,
      senderName: '',
      replyTo: null,
      subject: zh ? '售后查询验证码' : 'Your code for after-sales service',
      ...mailBody(text, ''),
      lang: found.lang,
    });
  },
  settle: async () => undefined,
};
