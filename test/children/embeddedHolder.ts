// Holds the built-in PostgreSQL of the data folder given, as `npm start` would, until it is killed or told to end.
import { startEmbedded } from '#platform/embeddedPostgres.ts';

const started = await startEmbedded({ dataDir: String(process.argv[2]), log: () => undefined });
console.log(JSON.stringify(started.ok ? { url: started.value.url, pid: started.value.pid } : started.refused));
if (!started.ok) process.exit(1);
process.once('SIGTERM', () => void started.value.stop().then(() => process.exit(0)));
setInterval(() => undefined, 1000);
