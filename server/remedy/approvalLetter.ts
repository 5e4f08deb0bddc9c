import { holdCase } from '#case/contract.ts';
import { addressOf, mailBody, sendBySmtp } from '#channels/contract.ts';
import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import { createIntent } from '#platform/intents.ts';
import type { House, IntentHandler } from '#platform/module.ts';
import { formatFen } from '#platform/money.ts';
import { letterOf, makeApprovalLink } from './approvalLinks.ts';
import { approvalById } from './approvalStore.ts';
import { approversIn } from './delegationStore.ts';
import { isSubject } from './fairness.ts';
import { offerById } from './offerStore.ts';
import { approvingRoles } from './policyColumns.ts';
import { standInFor } from './standIn.ts';

const approvalMail = 'remedy.approval-mail';

/** An offer waits: everybody who may approve it, and has a mailbox, gets a letter with a link of their own (RE-7). */
export function writeToApprovers(event: StoredEvent, house: House): Promise<void> {
  return inTransaction(house.db, async (tx) => {
    const command: Command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
    const asked = event.data['approval'];
    const approval = typeof asked === 'string' ? await approvalById(tx, asked) : undefined;
    if (approval?.state !== 'waiting') return;
    const held = await holdCase(command, approval.caseId);
    const offer = await offerById(tx, approval.caseId, approval.offerId);
    if (!held.ok || !offer) return;
    const plans = offer.options.map((option) => option.plan);
    for (const person of await approversIn(tx, approval.shopId, approvingRoles)) {
      const { id, role, lang } = person;
      const actor = { kind: 'staff', id, role, lang, shopIds: [approval.shopId], teamIds: [], sessionId: '' } as const;
      if (!person.email || id === approval.askedBy || (await isSubject(tx, approval.caseId, actor))) continue;
      if ((await standInFor(tx, actor, held.value, approval, plans, command.now)) === undefined) continue;
      const link = await makeApprovalLink(command, house.seals, approval.id, id);
      await createIntent(command, {
        key: `approval-mail:${approval.id}:${id}`,
        kind: approvalMail,
        caseId: approval.caseId,
        shopId: approval.shopId,
        subjectId: approval.id,
        payload: { link },
      });
    }
  });
}

/** The letter: number and sum, no words of the customer. A second one with the same link harms nobody. */
export const approvalMailHandler: IntentHandler = {
  kind: approvalMail,
  repeatable: true,
  call: async (intent, house) => {
    const { mail, publicUrl } = house.config;
    if (!mail) return null;
    const linkId = String(intent.payload['link']);
    const letter = await letterOf(house.db, house.seals, linkId);
    const approval = letter && (await approvalById(house.db, letter.approvalId));
    if (!letter?.email || approval?.state !== 'waiting') return { outcome: 'refused', answer: {}, fault: 'approval-over' };
    const zh = letter.lang === 'zh';
    const url = `${publicUrl}/desk/approvals/by-link#${letter.secret}`;
    const sum = formatFen(approval.mostFen, letter.lang);
    const text = zh
      ? `${letter.name}：\n工单 ${approval.caseNumber} 有一个处理方案待您审批，最高 ${sum}，由 ${approval.asker ?? ''} 提交。\n登录后打开以下链接查看并决定（7 天内有效，仅限一次，仅限您本人）：\n${url}`
      : `${letter.name},\nan offer in case ${approval.caseNumber} waits for your approval: up to ${sum}, made by ${approval.asker ?? ''}.\nSign in and open this link to see and decide it (7 days, once, for you alone):\n${url}`;
    return sendBySmtp(mail, {
      messageId: `<approval-${linkId}@${addressOf(mail.from).split('@').at(-1) ?? 'amends'}>`,
      to: letter.email,
      senderName: '',
      replyTo: null,
      subject: zh ? `待审批：工单 ${approval.caseNumber}，${sum}` : `To approve: case ${approval.caseNumber}, ${sum}`,
      ...mailBody(text, ''),
      lang: letter.lang,
    });
  },
  settle: async () => undefined,
};
