import { systemActor } from '#platform/actor.ts';
import { inTransaction, one, sql } from '#platform/db.ts';
import type { House, IntentAnswer, IntentHandler, IntentRow } from '#platform/module.ts';
import { never } from '#platform/result.ts';
import { mailBody } from './mailBody.ts';
import { mailSend, mailTest } from './mailIntent.ts';
import { messageById, messageIdFor, writeAttempt } from './messageStore.ts';
import { moveMessage } from './moveMessage.ts';
import { addressOf, sendBySmtp } from './smtp.ts';

/** About five days of trying with growing pauses; then a person is shown that it failed. */
const mostTries = 18;

/** Sends a message of a case by mail (TA-1). Repeatable: the same Message-ID goes out each time, so a repetition after a crash is one letter. */
export const mailHandler: IntentHandler = {
  kind: mailSend,
  repeatable: true,
  call: async (intent, house) => {
    const { mail } = house.config;
    const message = await messageById(house.db, String(intent.payload['message']));
    if (!message?.toHandle || message.erasedAt) return { outcome: 'refused', answer: {}, fault: 'mail-erased' };
    // The customer has read it on the portal meanwhile, or it was sent another way: a letter would only repeat it.
    if (message.state === 'shown' || message.state === 'replaced') return { outcome: 'done', answer: { unneeded: true } };
    if (!mail) return waits(house, message.id);
    if (intent.attempts > mostTries) return { outcome: 'refused', answer: {}, fault: 'mail-gave-up' };
    const shop = await shopOf(house, message.shopId);
    const messageId = await messageIdFor(house.db, message.id, `<${message.id}@${addressOf(mail.from).split('@').at(-1) ?? 'amends'}>`);
    const sender = message.lang === 'zh' ? shop.signature || shop.name : shop.nameEn || shop.name;
    return sendBySmtp(mail, {
      messageId,
      to: message.toHandle,
      senderName: sender,
      replyTo: shop.replyFrom,
      subject: message.subject,
      ...mailBody(message.body, sender),
      lang: message.lang,
    });
  },
  settle: async (command, intent, answer) => {
    const id = String(intent.payload['message']);
    const happened = eventOf(answer);
    if (happened.event === 'later')
      return writeAttempt(command, { messageId: id, event: 'later', fault: happened.fault, note: null, fileId: null });
    if (answer.outcome === 'done' && answer.answer['unneeded'] === true) return;
    const moved = await moveMessage(command, id, { event: happened.event, ...(happened.fault ? { fault: happened.fault } : {}) });
    if (!moved.ok && moved.refused.code !== 'message-state')
      throw new Error(`mail ${id} settled as ${happened.event}: ${moved.refused.code}`);
  },
};

/** A test letter to an address that an administrator names; its outcome is read from the intent. */
export const testHandler: IntentHandler = {
  kind: mailTest,
  repeatable: true,
  call: (intent, house) => {
    const { mail } = house.config;
    if (!mail) return Promise.resolve({ outcome: 'refused', answer: {}, fault: 'mail-not-set-up' });
    if (intent.attempts > 3) return Promise.resolve({ outcome: 'refused', answer: {}, fault: intent.fault ?? 'mail-unreachable' });
    const zh = intent.payload['lang'] !== 'en';
    const body = zh ? '这是一封测试邮件。收到即说明发信设置正确。' : 'This is a test. If you read it, outgoing mail is set up correctly.';
    return sendBySmtp(mail, {
      messageId: `<${intent.id}@${addressOf(mail.from).split('@').at(-1) ?? 'amends'}>`,
      to: String(intent.payload['to']),
      senderName: zh ? '善后' : 'Amends',
      replyTo: null,
      subject: zh ? '测试邮件' : 'Test mail',
      ...mailBody(body, ''),
      lang: zh ? 'zh' : 'en',
    });
  },
  settle: () => Promise.resolve(),
};

/** Shows on the message that it waits for the mail server to be set up; answers null: the intent waits with it. */
async function waits(house: House, id: string): Promise<null> {
  const command = { now: house.clock.now(), actor: systemActor, cause: 'intent:mail' };
  await inTransaction(house.db, (tx) => moveMessage({ ...command, tx }, id, { event: 'wait', fault: 'mail-not-set-up' }));
  return null;
}

function eventOf(answer: IntentAnswer): { event: 'accept' | 'refuse' | 'later'; fault: string | null } {
  switch (answer.outcome) {
    case 'done':
    case 'waiting':
      return { event: 'accept', fault: null };
    case 'refused':
      return { event: 'refuse', fault: answer.fault };
    case 'again':
    case 'uncertain':
      return { event: 'later', fault: answer.fault };
    default:
      return never(answer);
  }
}

async function shopOf(house: House, id: string): Promise<{ name: string; nameEn: string; signature: string; replyFrom: string | null }> {
  const row = await one(
    sql<{
      name: string;
      nameEn: string;
      signature: string;
      replyFrom: string | null;
    }>`select name, name_en as "nameEn", signature, reply_from as "replyFrom" from shops where id = ${id}`,
    house.db,
  );
  if (!row) throw new Error(`shop ${id} is not there`);
  return row;
}

/** The newest test letter, or undefined. */
export function lastTest(house: Pick<House, 'db'>): Promise<Pick<IntentRow, 'payload' | 'state' | 'fault' | 'changedAt'> | undefined> {
  return one(
    sql<
      Pick<IntentRow, 'payload' | 'state' | 'fault' | 'changedAt'>
    >`select payload, state, fault, changed_at as "changedAt" from intents where kind = ${mailTest} order by created_at desc, id desc limit 1`,
    house.db,
  );
}
