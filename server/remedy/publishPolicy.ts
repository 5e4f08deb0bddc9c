import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { checkTable } from './checkTable.ts';
import { insertVersion, lockPolicy, type PolicyVersion, policyVersion, policyVersions } from './policyStore.ts';
import type { PolicyTable } from './policyWire.ts';

/**
 * Publishes a new version of a policy; those before it stay (RE-2). Refuses `no-such-policy`, `policy-changed` when somebody else
 * published meanwhile, `policy-cells` with every cell that can't stand (data: faults), `valid-from-past`.
 */
export async function publishPolicy(
  command: Command,
  name: string,
  given: { table: PolicyTable; note: string; validFrom?: Date; basedOn: number },
): Promise<Result<PolicyVersion>> {
  if (!(await lockPolicy(command, name))) return refuse('no-such-policy', { data: { policy: name } });
  const [newest] = await policyVersions(command.tx, name);
  if ((newest?.version ?? 0) !== given.basedOn)
    return refuse('policy-changed', { field: 'basedOn', data: { version: newest?.version ?? 0 } });
  const faults = checkTable(given.table);
  const [first] = faults;
  if (first)
    return refuse('policy-cells', {
      field: `table.rules.${first.row - 1}.${first.column}`,
      data: { row: first.row, column: first.column, why: first.why, cell: first.cell, faults },
    });
  const validFrom = given.validFrom ?? command.now;
  if (validFrom < command.now) return refuse('valid-from-past', { field: 'validFrom' });
  const version = await insertVersion(command, {
    policy: name,
    table: given.table,
    origin: 'product',
    note: given.note,
    validFrom,
    by: `${command.actor.kind}:${command.actor.id}`,
  });
  await writeEvents(command, [{ kind: 'policy.published', data: { policy: name, version, validFrom: validFrom.toISOString() } }]);
  const made = await policyVersion(command.tx, name, version);
  if (!made) throw new Error('a version that was just published is there');
  return ok(made);
}
