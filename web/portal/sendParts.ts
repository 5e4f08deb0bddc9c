/** Bytes of one part. A part that breaks off costs at most this much again. */
const partSize = 1024 * 1024;
/** Pauses between tries after the connection broke, in ms; the last one repeats. */
const pauses = [500, 1000, 2000, 5000, 10_000];
const mostTries = 60;

export interface Sending {
  readonly base: string;
  readonly token: string;
  readonly material: string;
}

export type Sent =
  | { readonly ok: true; readonly id: string; readonly pictures: boolean }
  | { readonly ok: false; readonly why: string | null };

/**
 * Sends a file in parts. After a broken connection, or a restart of the server, it asks how much has arrived and goes on from
 * there. A refusal comes back in the server's words; null: the connection never came back.
 */
export async function sendParts(
  to: Sending,
  file: File,
  known: string | null,
  tell: (told: { id?: string; received?: number; broken?: boolean }) => void,
): Promise<Sent> {
  let id = known;
  let received = id === null ? 0 : -1;
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      if (id === null) {
        const begun = await call(
          to,
          'POST',
          '',
          JSON.stringify({ name: file.name, size: file.size, material: to.material }),
          'application/json',
        );
        if (!begun.ok) return { ok: false, why: begun.words };
        id = String(begun.body['id']);
        tell({ id });
      }
      if (received < 0) {
        const state = await call(to, 'GET', `/${id}`);
        if (!state.ok) return { ok: false, why: state.words };
        received = Number(state.body['received']);
      }
      while (received < file.size) {
        const part = await call(
          to,
          'PUT',
          `/${id}?offset=${received}`,
          file.slice(received, received + partSize),
          'application/octet-stream',
        );
        const arrived = Number(part.body['received']);
        if (!part.ok && !Number.isFinite(arrived)) return { ok: false, why: part.words };
        received = arrived;
        tries = 0;
        tell({ received, broken: false });
      }
      const done = await call(to, 'POST', `/${id}/finish`, '{}', 'application/json');
      return done.ok ? { ok: true, id, pictures: done.body['pictures'] === true } : { ok: false, why: done.words };
    } catch (error) {
      if (!(error instanceof TypeError) && !(error instanceof Unreachable)) throw error;
      received = -1;
      tell({ broken: true });
      await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(tries, pauses.length - 1)]));
    }
  }
  return { ok: false, why: null };
}

/** The server is being started anew, or a proxy says so. */
class Unreachable extends Error {}

async function call(
  to: Sending,
  method: string,
  path: string,
  body?: BodyInit,
  type?: string,
): Promise<{ ok: boolean; words: string | null; body: Record<string, unknown> }> {
  const answer = await fetch(to.base + path, {
    method,
    headers: { accept: 'application/json', 'x-amends-form': to.token, ...(type ? { 'content-type': type } : {}) },
    ...(body === undefined ? {} : { body }),
  });
  if (answer.status >= 502 || answer.status === 500 || answer.status === 429) throw new Unreachable();
  const told = (await answer.json()) as Record<string, unknown>;
  // The server still holds the part whose connection broke.
  if (told['code'] === 'part-under-way') throw new Unreachable();
  return { ok: answer.ok, words: typeof told['detail'] === 'string' ? told['detail'] : null, body: told };
}

export async function removeFile(to: Sending, id: string): Promise<void> {
  await call(to, 'DELETE', `/${id}`);
}
