import type { Command } from '#platform/command.ts';
import { jsonb, one, type Reader, sql } from '#platform/db.ts';
import { kept } from '#platform/kept.ts';
import type { PlatformText } from './wire.ts';

const key = 'channels.platform-texts';
/** What each marketplace's chat allows until somebody changes it. Marketplaces punish links that lead out; our own shop and counter don't. */
const usual: readonly PlatformText[] = [
  { platform: 'taobao', limit: 500, link: false },
  { platform: 'tmall', limit: 500, link: false },
  { platform: 'jd', limit: 500, link: false },
  { platform: 'pdd', limit: 300, link: false },
  { platform: 'douyin', limit: 400, link: false },
  { platform: 'own', limit: 1000, link: true },
  { platform: 'store', limit: 1000, link: true },
];
/** A marketplace that nobody has described: short texts, no link. */
const unknown = { limit: 300, link: false };

const changedTexts = kept(['settings'], async (on) => {
  const row = await one(sql<{ value: PlatformText[] }>`select value from settings where key = ${key}`, on);
  return row?.value ?? [];
});

/** All marketplaces that are known, with what was changed in the product. */
export async function platformTexts(on: Reader): Promise<PlatformText[]> {
  const changed = await changedTexts(on);
  const names = new Set([...usual, ...changed].map((each) => each.platform));
  return [...names].map(
    (platform) =>
      changed.find((each) => each.platform === platform) ?? usual.find((each) => each.platform === platform) ?? { platform, ...unknown },
  );
}

/** What a marketplace's chat allows: length, links. */
export async function platformTextOf(on: Reader, platform: string): Promise<PlatformText> {
  return (await platformTexts(on)).find((each) => each.platform === platform) ?? { platform, ...unknown };
}

/** Saves what a marketplace's chat allows. */
export async function savePlatformText(command: Command, text: PlatformText): Promise<PlatformText[]> {
  const kept = (await platformTexts(command.tx)).filter((each) => each.platform !== text.platform);
  await sql`insert into settings (key, value, changed_at, changed_by) values (${key}, ${jsonb([...kept, text])}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
  return platformTexts(command.tx);
}
