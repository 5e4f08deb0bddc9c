/** Kinds of intent by which mail leaves. */
export const mailSend = 'mail.send';
export const mailTest = 'mail.test';
