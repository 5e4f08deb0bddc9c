import { readCase } from '#case/contract.ts';
import type { AskedRead } from '#platform/module.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer } from '#platform/wire.ts';
import { checkTable } from './checkTable.ts';
import { completeFacts, policyInputs, policyOutputs } from './policyColumns.ts';
import { codeOf, policies, policyDocument, policyInForce, type PolicyVersion, policyVersion, policyVersions } from './policyStore.ts';
import { policyFacts } from './policyFacts.ts';
import { publishPolicy } from './publishPolicy.ts';
import { documentOf, prepare, runPolicy, tableOf } from './runPolicy.ts';
import { policyRoutes as wire } from './policyWire.ts';

export const policyRoutes: readonly Route[] = [
  read(wire.policies, async ({ db, lang, now }) => {
    const items = await Promise.all(
      (await policies(db)).map(async (policy) => {
        const inForce = await policyInForce(db, policy.name, null, now);
        return {
          name: policy.name,
          title: policy[lang],
          inForce: inForce ? present(inForce, true, await policyVersions(db, policy.name)) : null,
        };
      }),
    );
    return ok({ items });
  }),
  read(wire.versions, async ({ db, params, now }) => {
    const inForce = await policyInForce(db, params.name, null, now);
    const all = await policyVersions(db, params.name);
    return ok({ items: all.map((version) => present(version, version.id === inForce?.id, all)) });
  }),
  read(wire.version, async ({ db, params, now }) => {
    const version = await policyVersion(db, params.name, params.version);
    if (!version) return refuse('no-such-policy', { data: { policy: params.name } });
    const inForce = await policyInForce(db, params.name, null, now);
    const columns = (known: typeof policyInputs) => known.map(({ field, words, type }) => ({ field, words, type }));
    return ok({
      ...present(version, version.id === inForce?.id, await policyVersions(db, params.name)),
      table: tableOf(await policyDocument(db, version.id)),
      inputs: columns(policyInputs),
      outputs: columns(policyOutputs),
    });
  }),
  command(wire.addVersion, async (asked) => {
    const { table, note, basedOn, validFrom } = asked.body;
    const made = await publishPolicy(asked, asked.params.name, {
      table,
      note,
      basedOn,
      ...(validFrom ? { validFrom: new Date(validFrom) } : {}),
    });
    return made.ok ? ok(present(made.value, made.value.validFrom <= asked.now, [])) : made;
  }),
  read(wire.dryRun, (asked) => dryRun(asked)),
];

/** A version holds until the first start of one that was published after it. */
function present(version: PolicyVersion, inForce: boolean, all: readonly PolicyVersion[]) {
  const next = all.filter((each) => each.version > version.version).map((each) => each.validFrom.getTime());
  return {
    validUntil: next.length === 0 ? null : new Date(Math.max(version.validFrom.getTime(), Math.min(...next))).toISOString(),
    version: version.version,
    code: codeOf(version),
    validFrom: version.validFrom.toISOString(),
    createdBy: version.createdBy,
    createdAt: version.createdAt.toISOString(),
    note: version.note,
    example: version.origin === 'file',
    inForce,
  };
}

/** Which rows would fit, and what they grant: on facts typed in, on those of a past case, or both (RE-2, 试算). */
async function dryRun(asked: AskedRead<typeof wire.dryRun>): Promise<Result<Answer<typeof wire.dryRun>>> {
  const { db, actor, params, body, now } = asked;
  const table = await tableFor(asked);
  if (!table.ok) return table;
  let facts = completeFacts({});
  if (body.caseId) {
    const found = await readCase(db, actor, body.caseId);
    if (!found.ok) return found;
    facts = await policyFacts(db, found.value, now);
  }
  const known = new Set(policyInputs.map((column) => column.field));
  const foreign = Object.keys(body.facts).find((field) => !known.has(field));
  if (foreign) return refuse('unknown-fact', { field: `facts.${foreign}`, data: { policy: params.name, fact: foreign } });
  const asks = completeFacts({ ...facts, ...body.facts });
  const rows = await runPolicy(prepare(documentOf(table.value)), asks);
  return ok({ facts: { ...asks }, rows: rows.map(({ row, rowId, description, ...output }) => ({ row, rowId, description, output })) });
}

async function tableFor({ db, params, body, now }: AskedRead<typeof wire.dryRun>) {
  if (body.table) {
    const [fault] = checkTable(body.table);
    return fault
      ? refuse('policy-cells', {
          field: `table.rules.${fault.row - 1}.${fault.column}`,
          data: { row: fault.row, column: fault.column, why: fault.why, cell: fault.cell },
        })
      : ok(body.table);
  }
  const version = body.version ? await policyVersion(db, params.name, body.version) : await policyInForce(db, params.name, null, now);
  return version ? ok(tableOf(await policyDocument(db, version.id))) : refuse('no-such-policy', { data: { policy: params.name } });
}
