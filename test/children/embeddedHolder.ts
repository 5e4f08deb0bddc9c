// Holds the built-in PostgreSQL of the data folder given, as `npm start` would, until it is killed or told to end.
import { startEmbedded } from '#platform/embeddedPostgres.ts';
import { untilItEnds } from '#platform/lifetime.ts';

await untilItEnds({ staysUp: true, explain: () => undefined }, async (life) => {
  const started = await startEmbedded({ dataDir: String(process.argv[2]), log: () => undefined });
  if (started.ok) life.stops.push(() => started.value.stop());
  console.log(JSON.stringify(started.ok ? { url: started.value.url, pid: started.value.pid } : started.refused));
  if (!started.ok) process.exit(1);
  setInterval(() => undefined, 1000);
});
