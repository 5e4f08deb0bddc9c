import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PaidRefund {
  readonly out_request_no: string;
  readonly amount_fen: number;
  readonly status: 'PROCESSING' | 'SUCCESS' | 'REFUSED';
}

export interface PaymentDouble {
  readonly url: string;
  readonly secret: string;
  /** What the server's config wants. */
  readonly payment: { readonly url: string; readonly secret: string };
  /** Changes how it behaves: `{mode: 'slow', times: 1, delayMs: 500}`; see payment.md. */
  steer(control: Record<string, unknown>): Promise<void>;
  /** How many refund requests came in, well signed or not. */
  counts(): Promise<{ requests: number; refusedSignatures: number }>;
  /** Lets it call back now, also forged or with another status; answers our HTTP status. */
  callBack(given: { key: string; status?: string; forge?: boolean }): Promise<number>;
  /** Money that really left, read from its own book: each SUCCESS line by key. */
  paid(): PaidRefund[];
  stop(): Promise<void>;
}

/** Starts the payment partner as a process of its own on a free port. Stop it with `stop`. */
export async function startPaymentDouble(options: { callbackUrl?: string } = {}): Promise<PaymentDouble> {
  const secret = 'a secret shared with the partner';
  const book = join(mkdtempSync(join(tmpdir(), 'amends-payment-')), 'book.jsonl');
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'payment.ts'), '--secret', secret, '--book', book, '--callback', options.callbackUrl ?? ''],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  return {
    url,
    secret,
    payment: { url, secret },
    steer: async (control) => void (await post('/control', control)),
    counts: async () => (await (await fetch(`${url}/control`)).json()) as { requests: number; refusedSignatures: number },
    callBack: async (given) => ((await post('/control/callbacks', given)) as { status: number }).status,
    paid: () =>
      readFileSync(book, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((text) => JSON.parse(text) as PaidRefund)
        .filter((refund) => refund.status === 'SUCCESS'),
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
