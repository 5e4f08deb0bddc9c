// What other stages may use of the ways to customers.
export { checkText, type FoundWords } from './checkText.ts';
export { splitText } from './splitText.ts';
export { type Addressee, type Way, wayTo } from './ways.ts';
export { type NewMessage, queueMessage } from './queueMessage.ts';
export { type Incoming, receiveMessage } from './receiveMessage.ts';
export { type Happened, markShown, moveMessage } from './moveMessage.ts';
export { messageById, type MessageRow, messagesOfCase, noMessagesYet, untoldOfCase } from './messageStore.ts';
export { mailBody } from './mailBody.ts';
export { addressOf, type Letter, sendBySmtp } from './smtp.ts';
export { presentMessages } from './presentMessage.ts';
export type { ChannelName, MessageState, MessageView } from './wire.ts';

/**
 * Events of this folder, each with the case, `{message, channel, template}` and, where something went wrong, `{fault}`:
 * message.queued, message.waiting (for the mail server to be set up), message.delivered (taken by the mail server, or seen on
 * the portal), message.failed, message.attested, message.called, message.unanswered, message.received (no template).
 */
export const messageDelivered = 'message.delivered';
export const messageFailed = 'message.failed';
export const messageReceived = 'message.received';
