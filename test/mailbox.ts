import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailConfig } from '#platform/config.ts';

export interface KeptLetter {
  readonly to: readonly string[];
  readonly from: string;
  readonly replyTo: string | null;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailbox {
  /** Settings with which the product sends to it. */
  readonly mail: MailConfig;
  letters(): KeptLetter[];
  close(): Promise<void>;
}

/** Starts the mail server double (test/doubles/mailbox.ts) in a process of its own. */
export async function openMailbox(sign?: { user: string; password: string }): Promise<Mailbox> {
  const file = join(mkdtempSync(join(tmpdir(), 'amends-mail-')), 'letters.jsonl');
  const args = [
    join(import.meta.dirname, 'doubles/mailbox.ts'),
    '--file',
    file,
    ...(sign ? ['--user', sign.user, '--password', sign.password] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const port = await portOf(child);
  return {
    mail: { host: '127.0.0.1', port, secure: false, from: '善后 <help@qimu.example>', ...sign },
    letters: () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as KeptLetter),
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the mailbox ended with ${String(code)}`)));
    child.stdout?.once('data', (line: Buffer) => resolve((JSON.parse(line.toString()) as { port: number }).port));
  });
}
