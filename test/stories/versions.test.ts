import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncPlaybookFiles } from '#case/playbooks.ts';
import { caseRoutes } from '#case/wire.ts';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { openStory, type Story, type Told } from './telling.ts';

let story: Story;
let folder: string;
beforeAll(async () => {
  story = await openStory();
  folder = await mkdtemp(join(tmpdir(), 'amends-playbooks-'));
  await cp(join(import.meta.dirname, '../../playbooks'), folder, { recursive: true });
});
afterAll(async () => {
  await story.desk.close();
  await rm(folder, { recursive: true, force: true });
});

/** Changes the file as an operator would, and starts the program again. */
async function change(how: (text: string) => string): Promise<void> {
  const path = join(folder, 'missing-parts.yaml');
  const text = await readFile(path, 'utf8');
  const changed = how(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
  await syncPlaybookFiles(story.desk.house, folder);
}
let orders = 0;
async function atReview(): Promise<Told> {
  const orderNo = `2611168800000${(orders += 1)}`;
  await story.order(orderNo, { contact: { receiver: '许**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` } });
  const told = await story.report({ orderNo, handles: [{ kind: 'phone', value: `1990000066${orders}` }] });
  await told.leadTo('review');
  return told;
}
const playbookNow = () => story.desk.as('agent').ok(caseRoutes.playbook, { params: { name: 'missing-parts' } });
const chartOf = async (told: Told) => (await story.desk.as('agent').ok(caseRoutes.chart, { params: { caseId: told.id } })).svg;
const older = () => story.desk.as('operations').ok(caseRoutes.olderCases, { params: { name: 'missing-parts' } });
const versions = async () =>
  (
    await all(
      sql<{ v: string }>`select version || ' ' || origin as v from playbook_versions where playbook = 'missing-parts' order by version`,
      story.desk.house.db,
    )
  ).map((row) => row.v);

describe('a playbook whose file changes', () => {
  it('renames a step in chart, manual page and desk together; a running case keeps its own version and words', async () => {
    const running = await atReview();
    await change((text) => text.replaceAll('受理审核', '资料审阅'));
    const fresh = await atReview();
    expect(await playbookNow()).toMatchObject({
      version: 2,
      svg: expect.stringContaining('资料审阅'),
      manual: expect.stringContaining('资料审阅'),
    });
    // The stage is called so as well, and keeps its name.
    const { svg, manual } = await playbookNow();
    expect([/>受理审核</.test(svg), /<h3>受理审核|→ 受理审核/.test(manual)]).toEqual([false, false]);
    expect((await fresh.now()).current?.title).toBe('资料审阅');
    expect(await chartOf(fresh)).toContain('资料审阅');
    expect(await running.now()).toMatchObject({ playbook: { version: 1 }, current: { title: '受理审核' } });
    expect(await chartOf(running)).toContain('受理审核');
  });

  it('moves a running case on: it stays at its step with its clocks, what it was called before stays in its journey', async () => {
    const { version, items } = await older();
    expect([version, items]).toMatchObject([2, [{ playbookVersion: 1, step: 'review', misfits: [] }]]);
    const told = story.again(items[0]?.caseId ?? '');
    const before = await told.now();
    expect(await told.isRefused('agent', caseRoutes.moveToVersion, {})).toMatchObject({ status: 403 });
    await told.does('operations', caseRoutes.moveToVersion, {});
    const after = await told.now();
    expect(after).toMatchObject({ playbook: { version: 2 }, current: { step: 'review', title: '资料审阅' } });
    expect(after.clocks.map((clock) => [clock.name, clock.dueAt])).toEqual(before.clocks.map((clock) => [clock.name, clock.dueAt]));
    expect(await told.events()).toContain('case.version-moved');
    expect(await told.isRefused('operations', caseRoutes.moveToVersion, {})).toMatchObject({ code: 'version-in-force' });
    await told.leadTo('enquire');
  });

  it('lists the cases that do not fit, and refuses to move them', async () => {
    const told = await atReview();
    // The step is called otherwise from now on, and the same everywhere.
    await change((text) =>
      text
        .replace('\n  review:\n', '\n  vetting:\n')
        .replaceAll(/\b(to|reopenAt): review\b/g, '$1: vetting')
        .replace('[match-order, review]', '[match-order, vetting]')
        .replace('\n    review: {', '\n    vetting: {'),
    );
    const { version, items } = await older();
    expect(version).toBe(3);
    expect(items.find((each) => each.caseId === told.id)).toMatchObject({ step: 'review', misfits: ['step-gone'] });
    expect(items.filter((each) => each.step === 'enquire').map((each) => each.misfits)).toEqual([[]]);
    expect(await told.isRefused('operations', caseRoutes.moveToVersion, {})).toMatchObject({ code: 'version-does-not-fit' });
    await told.leadTo('enquire');
    await told.does('operations', caseRoutes.moveToVersion, {});
    expect(await told.now()).toMatchObject({
      playbook: { version: 3 },
      journey: [{}, { step: 'review', title: '资料审阅' }, { step: 'enquire' }],
    });
  });

  it('goes back to what it said before as a version of its own, and says the same twice without one', async () => {
    const path = join(folder, 'missing-parts.yaml');
    const original = await readFile(join(import.meta.dirname, '../../playbooks/missing-parts.yaml'), 'utf8');
    await writeFile(path, original);
    await syncPlaybookFiles(story.desk.house, folder);
    const once = await versions();
    await syncPlaybookFiles(story.desk.house, folder);
    expect(await versions()).toEqual(once);
    expect((await playbookNow()).svg).toContain('受理审核');
  });

  it('never replaces a version that was edited in the product', async () => {
    const { db, clock } = story.desk.house;
    const [newest] = await all(
      sql<{ body: unknown }>`select body from playbook_versions where playbook = 'missing-parts' order by version desc limit 1`,
      db,
    );
    await sql`insert into playbook_versions (id, playbook, version, origin, hash, body, valid_from, created_by)
      values (${newId()}, 'missing-parts', 90, 'product', 'edited', ${JSON.stringify(newest?.body)}::json, ${clock.now()}, 'staff:test')`.execute(
      db,
    );
    await change((text) => text.replaceAll('受理审核', '又改了'));
    expect((await versions()).at(-1)).toBe('90 product');
    await expect(sql`update playbook_versions set version = 91 where version = 90`.execute(db)).rejects.toThrow('never changed');
  });
});
