import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { listTeams, saveTeam } from './staffStore.ts';
import type { Team } from './wire.ts';

/** Adds a team. Refuses: team-name-taken. */
export async function createTeam(command: Command, given: { name: string; nameEn: string }): Promise<Result<Team>> {
  return save(command, { id: newId(), ...given });
}

/** Renames a team. Refuses: not-found, team-name-taken. */
export async function renameTeam(command: Command, id: string, given: { name: string; nameEn: string }): Promise<Result<Team>> {
  const known = (await listTeams(command.tx)).some((team) => team.id === id);
  return known ? save(command, { id, ...given }) : refuse('not-found');
}

async function save(command: Command, team: Team): Promise<Result<Team>> {
  if (!(await saveTeam(command.tx, team))) return refuse('team-name-taken', { field: 'name' });
  await writeEvents(command, [{ kind: 'team.saved', data: { teamId: team.id } }]);
  return ok(team);
}
