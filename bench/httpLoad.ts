import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** One connection that sends requests one after another: written by hand, because fetch would cost as much as what is measured. */
export interface Line {
  /** Sends one request and answers status and body. */
  ask(method: string, path: string, cookie: string, body?: unknown): Promise<{ status: number; body: string }>;
  end(): void;
}

export function openLine(port: number): Line {
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: { status: number; body: string }) => void; reject: (error: Error) => void } | null = null;
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (!answer || !waiting) return;
    received = Buffer.alloc(0);
    const { resolve } = waiting;
    waiting = null;
    resolve(answer);
  });
  const broken = (error?: Error): void => {
    waiting?.reject(error ?? new Error('the connection was closed'));
    waiting = null;
  };
  socket.on('error', broken);
  socket.on('close', () => broken());
  return {
    ask: (method, path, cookie, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const text = body === undefined ? '' : JSON.stringify(body);
        const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: amends_session=${cookie}\r\n`;
        const more =
          body === undefined
            ? ''
            : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nidempotency-key: ${randomUUID()}\r\n`;
        socket.write(`${head}${more}\r\n${text}`);
      }),
    end: () => socket.destroy(),
  };
}

/** A whole answer with a Content-Length, or undefined while more must come. */
function readAnswer(bytes: Buffer): { status: number; body: string } | undefined {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const text = bytes.toString('latin1', 0, head);
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`an answer without a length: ${text.slice(0, 200)}`);
  if (bytes.length < head + 4 + length) return undefined;
  return { status: Number(text.slice(9, 12)), body: bytes.toString('utf8', head + 4, head + 4 + length) };
}
