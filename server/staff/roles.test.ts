import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { actions, keyActions, type Scope, staffRoles } from './roles.ts';
import { conditionWithin, may, mayOn, playbookRolesOf, reachOf, rowWithin, scopeCondition, shopsOf } from './scope.ts';

const [mine, teamMate] = [newId(), newId()];
const [shopA, shopB] = [newId(), newId()];
const [teamA, teamB] = [newId(), newId()];

const rows = [shopA, shopB, null].flatMap((shopId) =>
  [teamA, teamB, null].flatMap((teamId) => [mine, teamMate, null].map((ownerId) => ({ id: newId(), shopId, teamId, ownerId }))),
);

function person(role: string, shopIds: readonly string[] | 'all'): Actor {
  return { kind: 'staff', id: mine, role, shopIds, teamIds: [teamA], lang: 'zh', sessionId: 's' };
}

const actors: [string, Actor][] = [
  ...staffRoles.map((role): [string, Actor] => [`${role} of one shop`, person(role, [shopA])]),
  ...staffRoles.map((role): [string, Actor] => [`${role} of all shops`, person(role, 'all')]),
  ['agent of no shop', person('agent', [])],
  ['somebody of an unknown role', person('owner', 'all')],
  ['a key of one shop', { kind: 'key', id: newId(), scopes: ['case.read', 'order.import'], shopIds: [shopA] }],
  ['a key of all shops', { kind: 'key', id: newId(), scopes: ['case.read'], shopIds: 'all' }],
  ['a customer', { kind: 'customer', id: newId(), caseId: null }],
  ['the system', { kind: 'system', id: 'system' }],
];

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await sql`create table scoped (id uuid, shop_id uuid, team_id uuid, owner_id uuid)`.execute(house.db);
  for (const row of rows) await sql`insert into scoped values (${row.id}, ${row.shopId}, ${row.teamId}, ${row.ownerId})`.execute(house.db);
});
afterAll(() => house.close());

const columns = { shop: 's.shop_id', team: 's.team_id', owner: 's.owner_id' };

async function listedBy(condition: ReturnType<typeof scopeCondition>): Promise<string[]> {
  const listed = await all(sql<{ id: string }>`select id from scoped s where ${condition}`, house.db);
  return listed.map((row) => row.id).sort();
}

describe('the check and the SQL condition say the same of every row', () => {
  test.each(actors)('%s, every action', async (_, actor) => {
    for (const action of [...actions, 'no.such']) {
      const checked = rows.filter((row) => mayOn(actor, action, row)).map((row) => row.id);
      expect({ action, listed: await listedBy(scopeCondition(actor, action, columns)) }).toEqual({ action, listed: checked.sort() });
    }
  });

  // Today's table uses `own` once and `team` nowhere; it may, so all scopes are tried beside it.
  test.each<[Scope | null, number]>([
    ['all', 27],
    ['shop', 9],
    ['team', 5],
    ['own', 3],
    [null, 0],
  ])('scope %s reaches %i of 27 rows', async (scope, n) => {
    const actor = person('agent', [shopA]);
    const listed = await listedBy(conditionWithin(scope, actor, columns));
    expect(listed).toHaveLength(n);
    expect(listed).toEqual(
      rows
        .filter((row) => rowWithin(scope, actor, row))
        .map((row) => row.id)
        .sort(),
    );
  });
});

describe('what each role may', () => {
  test.each([
    ['agent', 'case.answer', 'shop'],
    ['agent', 'case.assign', 'own'],
    ['agent', 'appeal.decide', null],
    ['agent', 'staff.manage', null],
    ['lead', 'appeal.decide', 'shop'],
    ['logistics', 'fulfilment.work', 'shop'],
    ['logistics', 'remedy.offer', null],
    ['operations', 'case.read', 'all'],
    ['operations', 'remedy.policy-edit', 'all'],
    ['operations', 'staff.manage', null],
    ['administrator', 'case.read', 'all'],
    ['administrator', 'case.answer', null],
    ['administrator', 'liability.decide', null],
    ['administrator', 'key.manage', 'all'],
    ['store', 'case.register', 'shop'],
    ['store', 'order.import', null],
  ])('%s · %s: %s', (role, action, scope) => {
    expect(reachOf(person(role, [shopA]), action)).toBe(scope);
  });

  test('every action is held by somebody', () => {
    expect(actions.filter((action) => !staffRoles.some((role) => may(person(role, 'all'), action)))).toEqual([]);
  });

  test('a key never makes people or keys', () => {
    expect(keyActions).not.toContain('staff.manage');
    expect(keyActions).not.toContain('key.manage');
  });

  test('the parts of a playbook that somebody fills', () => {
    expect(playbookRolesOf(person('agent', [shopA]))).toContain('service');
    expect(playbookRolesOf(person('administrator', 'all'))).toEqual([]);
    expect(playbookRolesOf({ kind: 'key', id: newId(), scopes: ['case.read'], shopIds: 'all' })).toEqual([]);
    expect(playbookRolesOf({ kind: 'customer', id: newId(), caseId: null })).toEqual(['customer']);
  });

  test('the shops that an action reaches', () => {
    expect(shopsOf(person('agent', [shopA]), 'case.read')).toEqual([shopA]);
    expect(shopsOf(person('operations', [shopA]), 'case.read')).toBe('all');
    expect(shopsOf(person('agent', [shopA]), 'staff.manage')).toEqual([]);
  });
});
