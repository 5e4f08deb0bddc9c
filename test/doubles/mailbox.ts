import { appendFileSync, existsSync } from 'node:fs';
import { callbackify, parseArgs } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/**
 * A mail server in a process of its own, speaking real SMTP on this machine. Each letter becomes a line of JSON in `--file`.
 * How it behaves is chosen by the recipient: `nobody…@` has no mailbox (550 at RCPT), `spam…@` is refused after the letter
 * was read (554), `later…@` is greylisted twice (451), everybody else gets their letter. `--user`, `--password`: sign-in is
 * demanded. Prints `{"port": …}` when it listens.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, file: { type: 'string' }, user: { type: 'string' }, password: { type: 'string' } },
});
const { file, user } = values;
if (!file) throw new Error('--file says where letters are kept');

const greylisted = new Map<string, number>();
const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

/** Reads a letter and writes it down; it counts as taken only once it is kept. */
const keep = callbackify(async (stream: SMTPServerDataStream, to: string[]) => {
  const letter = await simpleParser(stream);
  if (to.some((address) => address.startsWith('spam'))) throw refuse(554, 'refused');
  const kept = {
    to,
    from: letter.from?.text ?? '',
    replyTo: letter.replyTo?.text ?? null,
    messageId: letter.messageId ?? '',
    subject: letter.subject ?? '',
    text: letter.text ?? '',
    html: letter.html === false ? '' : letter.html,
  };
  appendFileSync(file, `${JSON.stringify(kept)}\n`);
});

const server = new SMTPServer({
  disabledCommands: user ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
  authOptional: !user,
  allowInsecureAuth: true,
  onAuth: (auth, _session, done) => {
    if (auth.username === user && auth.password === values.password) done(null, { user: auth.username });
    else done(refuse(535, 'wrong user or password'));
  },
  onRcptTo: ({ address }, _session, done) => {
    if (address.startsWith('nobody')) return done(refuse(550, 'no such mailbox'));
    const times = greylisted.get(address) ?? 0;
    if (address.startsWith('later') && times < 2) {
      greylisted.set(address, times + 1);
      return done(refuse(451, 'greylisted, try again'));
    }
    return done();
  },
  onData: (stream, session, done) =>
    keep(
      stream,
      session.envelope.rcptTo.map((each) => each.address),
      (error) => done(error),
    ),
});
if (!existsSync(file)) appendFileSync(file, '');
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' && address ? address.port : 0 })}\n`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
process.on('disconnect', () => process.exit(0));
