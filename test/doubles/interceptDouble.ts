import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface InterceptDouble {
  readonly url: string;
  /** What the server's environment wants. */
  readonly settings: Readonly<Record<string, string>>;
  /** Changes how it behaves: `{mode: 'refuse', times: 1}`; see intercept.md. */
  steer(control: Record<string, unknown>): Promise<void>;
  /** What it took, and how many wrong signatures it saw. */
  asked(): Promise<{
    asked: { kuaidinum: string; interceptType: string; recManInfo?: { printAddr: string } }[];
    refusedSignatures: number;
  }>;
  /** Lets it tell now what became of a parcel; `base`: where the server under test listens. Answers our HTTP status. */
  callBack(given: { num: string; status: string; message?: string; forge?: boolean; base?: string; times?: number }): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the carriers' partner as a process of its own on a free port. Stop it with `stop`. */
export async function startInterceptDouble(): Promise<InterceptDouble> {
  const account = { key: 'a key of ours', secret: 'a secret of ours' };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'intercept.ts'), '--key', account.key, '--secret', account.secret], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  return {
    url,
    settings: { INTERCEPT_URL: url, INTERCEPT_KEY: account.key, INTERCEPT_SECRET: account.secret, INTERCEPT_SALT: 'a salt of ours' },
    steer: async (control) => void (await post('/control', control)),
    asked: async () => (await (await fetch(`${url}/control`)).json()) as never,
    callBack: async (given) => ((await post('/control/callbacks', given)) as { status: number }).status,
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
