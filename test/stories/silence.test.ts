import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePlaybook } from '#case/parsePlaybook.ts';
import type { Playbook } from '#case/playbook.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { publicRoutes } from '#insight/publicWire.ts';
import { day, hour } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import { openMailbox, type Mailbox } from '../mailbox.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// Friday evening, three working days: nothing is new, and the customer hears from us all the same (TA-9).
let story: Story;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  story = await openStory({ config: { mail: mailbox.mail } });
});
afterAll(async () => {
  await story.desk.close();
  await mailbox.close();
});

const silenceOf = async (told: Told) =>
  (await told.now('operations')).clocks.filter((clock) => clock.name === 'silence' && clock.endedAt === null);
const silent = (who: 'lead' | 'agent' = 'lead') => story.desk.as(who).ok(publicRoutes.silent);
const noticesOf = async (told: Told) =>
  (
    await sql<{
      staff: string | null;
      role: string | null;
    }>`select s.name as staff, n.role from notices n left join staff s on s.id = n.staff_id
    where n.case_id = ${told.id} and n.kind = 'clock.breached' and n.data ->> 'clock' = 'silence' order by n.at, n.id`.execute(
      story.desk.house.db,
    )
  ).rows;

async function inquired(orderNo: string, handle: { kind: 'email' | 'phone'; value: string }): Promise<Told> {
  // Without a phone of the order's: the only way to this customer is the one given.
  await story.order(orderNo, { contact: { nick: `静${orderNo.slice(-4)}`, buyerId: orderNo, address: '澜江市望岳区***' } });
  const told = await story.report({ orderNo, channel: handle.kind, handles: [handle] });
  await told.leadTo('enquire');
  await story.desk.settle();
  return told;
}

/** Nearly six days go by, the last of them looked at every three hours. */
async function nothingNew(): Promise<void> {
  for (let days = 0; days < 5; days += 1) await story.desk.later(day);
  for (let looks = 0; looks < 9; looks += 1) await story.desk.later(3 * hour);
}

describe('while nothing is new (TA-9)', () => {
  it('every procedure says how often the customer hears from us, and what', () => {
    const folder = join(import.meta.dirname, '../../playbooks');
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !name.endsWith('.words.yaml'));
    expect(files.length).toBeGreaterThan(9);
    for (const name of files) {
      const playbook = parsed(folder, name);
      expect([name, playbook.silence.tellEvery.n > 0, playbook.silence.say in playbook.messages]).toEqual([name, true, true]);
    }
  });

  it('the customer gets the message of the playbook by itself, before the days are over, and the clock begins anew', async () => {
    const told = await inquired('26111688001001', { kind: 'email', value: 'quiet@post.example' });
    const before = (await silenceOf(told))[0];
    await nothingNew();
    const said = (await messagesOf(story.desk, told.id)).filter((each) => each === 'still-working');
    expect(said.length).toBeGreaterThan(0);
    expect(mailbox.letters().some((letter) => letter.to.includes('quiet@post.example') && /仍在|核实|处理/.test(letter.text))).toBe(true);
    const after = (await silenceOf(told))[0];
    expect([after?.state, Date.parse(after?.dueAt ?? '') > Date.parse(before?.dueAt ?? '')]).toEqual(['running', true]);
    expect((await silent()).items.map((each) => each.caseId)).not.toContain(told.id);
  });

  it('what can’t be brought to them is a breach of the step, told to its owner and up the ladder, and stands on the leads’ list', async () => {
    const told = await inquired('26111688001002', { kind: 'phone', value: '19900008802' });
    // The call that nobody makes tells nobody.
    await nothingNew();
    expect((await silenceOf(told))[0]).toMatchObject({ state: 'overdue' });
    expect(await told.events()).toContain('clock.breached');
    expect((await noticesOf(told)).slice(0, 2)).toEqual([
      { staff: '周小满', role: null },
      { staff: null, role: 'lead' },
    ]);
    const [first] = (await silent()).items.filter((each) => each.caseId === told.id);
    expect(first).toMatchObject({ missedAt: '核对订单', owner: '周小满', stuck: 'to-call' });
  });

  it('is over once somebody calls', async () => {
    const [first] = (await silent()).items;
    const caseId = first?.caseId ?? '';
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId }, body: { outcome: 'reached', note: '已告知进展' } });
    expect((await silent()).items.map((each) => each.caseId)).not.toContain(caseId);
    expect((await silenceOf(story.again(caseId)))[0]).toMatchObject({ state: 'running' });
  });
});

function parsed(folder: string, name: string): Playbook {
  const words = name.replace('.yaml', '.words.yaml');
  const read = (file: string) => ({ text: readFileSync(join(folder, file), 'utf8'), file });
  const found = parsePlaybook(read(name).text, name, existsSync(join(folder, words)) ? read(words) : undefined);
  if (!found.ok) throw new Error(`${name}: ${JSON.stringify(found.faults)}`);
  return found.playbook;
}
