// Which statements one registration makes and how long each takes: `node bench/statements.ts`. For whoever makes it faster.
import { tmpdir } from 'node:os';
import pg from 'pg';
import { fillCases } from './fill.ts';
import { openInstallation } from './installation.ts';
import { reportOf } from './register.ts';
import { seedShop } from './seed.ts';

const installation = await openInstallation();
const pool = new pg.Pool({ connectionString: installation.url, max: 1 });
const times = 200;
try {
  const seeded = await seedShop(installation.url, pool, 20_000);
  const { openAmends } = await import('../server/main.ts');
  const config = {
    demo: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://desk.test',
    dataDir: tmpdir(),
    logLevel: 'error',
    trustProxy: false,
  } as const;
  const amends = await openAmends(config, installation.url);
  await fillCases(pool, seeded.cast, 0, 10_000, 10_000);
  const heard = new Map<string, { n: number; ms: number }>();
  const proto = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const plain = proto.query;
  let on = false;
  let sent = 0;
  proto.query = function timed(this: unknown, ...given: unknown[]): unknown {
    const [first] = given;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    const from = performance.now();
    const result = plain.apply(this, given);
    if (on && result instanceof Promise) {
      sent += 1;
      void result.then(
        () => {
          const known = heard.get(text) ?? { n: 0, ms: 0 };
          heard.set(text, { n: known.n + 1, ms: known.ms + performance.now() - from });
        },
        () => undefined,
      );
    }
    return result;
  };
  for (let n = 0; n < times + 20; n += 1) {
    on = n >= 20;
    const answer = await amends.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { cookie: `amends_session=${seeded.sessions[n % seeded.sessions.length] ?? ''}`, 'idempotency-key': `k${n}` },
      payload: reportOf(n),
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  }
  await amends.close();
  const rows = [...heard]
    .map(([text, { n, ms }]) => ({ text: text.replaceAll(/\s+/g, ' '), n: n / times, ms: ms / times }))
    .sort((a, b) => b.ms - a.ms);
  console.log(`${(sent / times).toFixed(1)} statements a case, ${rows.reduce((sum, row) => sum + row.ms, 0).toFixed(2)} ms in them`);
  for (const row of rows)
    console.log(`${row.ms.toFixed(3)} ms  ${row.n.toFixed(1)}×  ${row.text.slice(0, process.env['WIDE'] ? 2000 : 150)}`);
} finally {
  await pool.end();
  await installation.stop();
}
