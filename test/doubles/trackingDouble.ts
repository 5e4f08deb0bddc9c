import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface KnownParcel {
  readonly com: string;
  readonly num: string;
  readonly state: string;
  readonly data: readonly { ftime: string; context: string; areaName?: string; statusCode?: string }[];
}

export interface TrackingDouble {
  readonly url: string;
  /** What the server's config wants. */
  readonly tracking: { readonly url: string; readonly customer: string; readonly key: string; readonly salt: string };
  /** Changes how it behaves: `{mode: 'error', times: 1}`; see tracking.md. */
  steer(control: { mode: string; times?: number }): Promise<void>;
  /** What it knows of a parcel or of several, the newest scan first. */
  put(parcel: KnownParcel | readonly KnownParcel[]): Promise<void>;
  asked(): Promise<{ asked: { num: string; com: string; phone: string }[]; refusedSignatures: number; subscribed: string[] }>;
  /** Lets it call back now; answers what we said. */
  callBack(given: { num: string; url?: string; status?: string; forge?: boolean }): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

/** Starts the tracking source as a process of its own on a free port. Stop it with `stop`. */
export async function startTrackingDouble(): Promise<TrackingDouble> {
  const account = { customer: 'QIHE', key: 'a key of the source', salt: 'a salt of ours' };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'tracking.ts'), '--customer', account.customer, '--key', account.key, '--salt', account.salt],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  return {
    url,
    tracking: { url, ...account },
    steer: async (control) => void (await post('/control', control)),
    put: async (parcel) => void (await post('/control/parcels', parcel)),
    asked: async () => (await (await fetch(`${url}/control`)).json()) as never,
    callBack: async (given) => (await post('/control/callbacks', given)) as never,
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
