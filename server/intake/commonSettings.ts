import type { Command } from '#platform/command.ts';
import { jsonb, one, type Reader, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, type Result } from '#platform/result.ts';
import { type CommonSettings, commonSettings } from './commonWire.ts';

const key = 'common-complaints';

export async function commonSettingsOf(on: Reader): Promise<CommonSettings> {
  const row = await one(sql<{ value: unknown }>`select value from settings where key = ${key}`, on);
  return commonSettings.parse(row?.value ?? {});
}

export async function setCommonSettings(command: Command, given: CommonSettings): Promise<Result<CommonSettings>> {
  await sql`insert into settings (key, value, changed_at, changed_by) values (${key}, ${jsonb(given)}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
  await writeEvents(command, [{ kind: 'common-complaints.changed', data: { ...given } }]);
  return ok(given);
}
