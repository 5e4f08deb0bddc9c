import type { Transporter } from 'nodemailer';
import type { MailConfig } from '#platform/config.ts';
import type { IntentAnswer } from '#platform/module.ts';

/** A mail, complete but for the mailbox that it leaves from. */
export interface Letter {
  readonly messageId: string;
  readonly to: string;
  readonly senderName: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly lang: string;
}

/** One try takes at most this long; it must end within the lease of a call in flight (60 s). */
const patience = 15_000;

/** Hands a letter to the mail server. Sending the same again is harmless: it carries the same Message-ID. */
export async function sendBySmtp(mail: MailConfig, letter: Letter): Promise<IntentAnswer> {
  const { createTransport } = await import('nodemailer');
  const transport: Transporter = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.secure,
    ...(mail.user === undefined ? {} : { auth: { user: mail.user, pass: mail.password ?? '' } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent = (await transport.sendMail({
      messageId: letter.messageId,
      from: { name: letter.senderName, address: addressOf(mail.from) },
      to: { name: '', address: letter.to },
      ...(letter.replyTo === null ? {} : { replyTo: letter.replyTo }),
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      headers: { 'Content-Language': letter.lang, 'Auto-Submitted': 'auto-generated' },
    })) as { response?: string };
    return { outcome: 'done', answer: { messageId: letter.messageId, code: (sent.response ?? '').slice(0, 3) } };
  } catch (error) {
    return verdictOf(error as SmtpError);
  } finally {
    transport.close();
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** What the mail server said of the person or the letter is final; what it said of us, or didn't say, is tried again. Pure. */
export function verdictOf(error: SmtpError): IntentAnswer {
  const { responseCode = 0, command = '', code = '' } = error;
  if (code === 'EAUTH') return { outcome: 'again', fault: 'mail-sign-in' };
  if (responseCode >= 400 && responseCode < 500) return { outcome: 'again', fault: 'mail-later' };
  if (responseCode >= 500) {
    if (command === 'RCPT TO') return { outcome: 'refused', answer: { code: responseCode }, fault: 'mail-no-such-box' };
    if (command === 'DATA') return { outcome: 'refused', answer: { code: responseCode }, fault: 'mail-refused' };
    return { outcome: 'again', fault: 'mail-server-refuses-us' };
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { outcome: 'refused', answer: {}, fault: 'mail-no-such-box' };
  return { outcome: 'again', fault: 'mail-unreachable' };
}

/** The bare address of `售后 <help@example.com>`. */
export function addressOf(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1]?.trim() ?? from.trim();
}
