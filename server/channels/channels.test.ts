import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, onDesk } from '../../test/aCase.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import { type Mailbox, openMailbox } from '../../test/mailbox.ts';
import { systemActor } from '#platform/actor.ts';
import { hour, minute } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { runDueIntents } from '#platform/intents.ts';
import { messageById, type MessageRow, messagesOfCase } from './messageStore.ts';
import { type MessageEvent, statesOf, toldBy } from './messageStates.ts';
import { moveMessage } from './moveMessage.ts';
import { queueMessage } from './queueMessage.ts';
import { receiveMessage } from './receiveMessage.ts';
import { wayTo } from './ways.ts';
import { type ChannelName, channelRoutes, messageChannels, messageStates } from './wire.ts';

let desk: Desk;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  desk = await openDesk({ config: { mail: mailbox.mail } });
});
afterAll(async () => {
  await desk.close();
  await mailbox.close();
});

const everyWay = { phone: '17000000041', nick: '木木', channel: 'byhand' };
type TheCase = Awaited<ReturnType<typeof aCase>>;
let people = 0;
const reachable = (email?: string): Promise<TheCase> => {
  people += 1;
  return aCase(desk, {
    ...everyWay,
    phone: `1700001${String(people).padStart(4, '0')}`,
    nick: `木木${people}`,
    email: email ?? `person${people}@buyer.example`,
  });
};
const say = (
  theCase: TheCase,
  channel: ChannelName,
  more: { template?: string | null; seq?: number; body?: string } = {},
): Promise<MessageRow> =>
  onDesk(desk, systemActor, async (command) => {
    const way = await wayTo(
      command.tx,
      { customerId: theCase.customerId, shopId: theCase.shopId, caseChannel: theCase.channel, mustReach: true },
      command.now,
      channel,
    );
    if (!way.ok) throw new Error(way.refused.code);
    return queueMessage(command, way.value, {
      caseId: theCase.id,
      caseNumber: theCase.number,
      shopId: theCase.shopId,
      customerId: theCase.customerId,
      round: 1,
      template: 'test',
      subject: '主题',
      body: '您好',
      ...more,
    });
  });
const move = (id: string, event: MessageEvent) => onDesk(desk, systemActor, (command) => moveMessage(command, id, { event }));
const stateOf = async (id: string) => (await messageById(desk.house.db, id))?.state;
const lettersTo = (address: string) => mailbox.letters().filter((each) => each.to.includes(address));

/** What the channel reports when the customer was reached, and something that it never reports. */
const reports: Record<ChannelName, { reached: MessageEvent; strange: MessageEvent }> = {
  email: { reached: 'accept', strange: 'attest' },
  byhand: { reached: 'attest', strange: 'accept' },
  phone: { reached: 'reach', strange: 'copy' },
  portal: { reached: 'see', strange: 'reach' },
};

describe.each(messageChannels.map((channel) => [channel]))('the channel %s', (channel) => {
  it('makes a message once, however often it is said', async () => {
    const theCase = await reachable();
    const first = await say(theCase, channel, { seq: 1 });
    const second = await say(theCase, channel, { seq: 1, body: 'another' });
    expect(second).toEqual(first);
    expect(first).toMatchObject({ direction: 'out', channel, state: statesOf(channel).initial, toldAt: null });
    expect((await say(theCase, channel)).seq).toBe(2);
  });

  it('takes a customer’s message once, with what it came with', async () => {
    const theCase = await reachable();
    const incoming = {
      channel,
      caseId: theCase.id,
      caseNumber: theCase.number,
      shopId: theCase.shopId,
      customerId: theCase.customerId,
      round: 1,
      lang: 'zh' as const,
      at: new Date(desk.clock.now().getTime() + hour),
      from: { kind: 'nick', value: '木木' },
      text: '收到了 <b>谢谢</b> 🎉',
      fileIds: [],
      externalId: `x-${channel}`,
    };
    const taken = await onDesk(desk, systemActor, (command) => receiveMessage(command, incoming));
    const again = await onDesk(desk, systemActor, (command) => receiveMessage(command, { ...incoming, text: 'changed' }));
    expect(taken.isNew).toBe(true);
    expect(again).toEqual({ isNew: false, message: taken.message });
    expect(taken.message).toMatchObject({ direction: 'in', state: 'received', body: '收到了 <b>谢谢</b> 🎉', at: desk.clock.now() });
    expect((await move(taken.message.id, 'see')).ok).toBe(false);
  });

  it('reports that the customer was reached, once; what it can’t report leaves the message as it was', async () => {
    const theCase = await reachable();
    const message = await say(theCase, channel);
    expect(await move(message.id, reports[channel].strange)).toMatchObject({ ok: false, refused: { code: 'message-state' } });
    expect(await messageById(desk.house.db, message.id)).toEqual(message);
    expect(await move(message.id, reports[channel].reached)).toMatchObject({ ok: true });
    const told = await messageById(desk.house.db, message.id);
    expect(told).toMatchObject({ toldAt: desk.clock.now(), toldHow: toldBy(told?.state ?? 'queued') });
    expect((await move(message.id, reports[channel].reached)).ok).toBe(false);
  });

  it('knows only states that everybody knows', () => {
    expect(statesOf(channel).states.filter((state) => !messageStates.includes(state))).toEqual([]);
  });
});

describe('mail', () => {
  it('goes out signed, with the shop’s reply address and a Message-ID of its own, and is delivered when the server took it', async () => {
    await sql`update shops set reply_from = 'reply@qimu.example' where id = ${desk.cast.shop}`.execute(desk.house.db);
    const theCase = await reachable('signed@buyer.example');
    const message = await say(theCase, 'email', { body: '第一段\n\n第二段 http://desk.test/c/x' });
    await desk.settle();
    const letter = lettersTo('signed@buyer.example').find((each) => each.messageId.includes(message.id));
    expect(letter).toMatchObject({
      from: expect.stringContaining('help@qimu.example'),
      replyTo: 'reply@qimu.example',
      subject: '主题',
      messageId: `<${message.id}@qimu.example>`,
    });
    expect(letter?.text).toContain('第一段\n\n第二段 http://desk.test/c/x\n\n-- \n栖木家居');
    expect(letter?.html).toContain('<a href="http://desk.test/c/x"');
    expect(await stateOf(message.id)).toBe('delivered');
  });

  it('is tried again while the server says later, then delivered once', async () => {
    const theCase = await reachable('later@buyer.example');
    const message = await say(theCase, 'email');
    await desk.settle();
    expect(await stateOf(message.id)).toBe('queued');
    expect((await all(sql`select event, fault from message_attempts where message_id = ${message.id}`, desk.house.db)).at(-1)).toEqual({
      event: 'later',
      fault: 'mail-later',
    });
    await desk.later(5 * minute);
    await desk.later(hour);
    expect(await stateOf(message.id)).toBe('delivered');
    expect(lettersTo('later@buyer.example').filter((each) => each.messageId.includes(message.id))).toHaveLength(1);
  });

  it.each([
    ['nobody', 'mail-no-such-box'],
    ['spam', 'mail-refused'],
  ])('to %s@… fails for good, and can be sent again by hand', async (name, fault) => {
    const theCase = await reachable(`${name}${people}@buyer.example`);
    const message = await say(theCase, 'email');
    await desk.settle();
    expect(await stateOf(message.id)).toBe('failed');
    expect(await all(sql`select fault from message_attempts where message_id = ${message.id}`, desk.house.db)).toEqual([{ fault }]);
    const listed = await desk.as('agent').ok(channelRoutes.list, { query: { state: 'failed' } });
    expect(listed.items.map((each) => each.id)).toContain(message.id);
    await desk.as('agent').ok(channelRoutes.again, { params: { messageId: message.id } });
    expect(await stateOf(message.id)).toBe('queued');
    await desk.settle();
    expect(await stateOf(message.id)).toBe('failed');
    expect((await desk.as('stranger').refused(channelRoutes.again, { params: { messageId: message.id } })).code).toBe('not-found');
  });

  it('that was broken off while calling goes out again with the same Message-ID', async () => {
    const theCase = await reachable('crash@buyer.example');
    const message = await say(theCase, 'email');
    await desk.settle();
    // The answer was lost: the intent still stands in the middle of its call.
    await sql`update intents set state = 'calling', wake_at = ${desk.clock.now()} where subject_id = ${message.id}`.execute(desk.house.db);
    await sql`update messages set state = 'queued', told_at = null, told_how = null where id = ${message.id}`.execute(desk.house.db);
    await runDueIntents(desk.house, desk.handlers);
    const letters = lettersTo('crash@buyer.example').filter((each) => each.messageId.includes(message.id));
    expect(letters).toHaveLength(2);
    expect(new Set(letters.map((each) => each.messageId)).size).toBe(1);
    expect(await stateOf(message.id)).toBe('delivered');
  });

  it('that the customer has read on the portal meanwhile is not sent', async () => {
    const theCase = await reachable(`nobody-read@buyer.example`);
    const message = await say(theCase, 'email');
    await desk.settle();
    await move(message.id, 'see');
    expect(await stateOf(message.id)).toBe('shown');
    expect((await desk.as('agent').refused(channelRoutes.again, { params: { messageId: message.id } })).code).toBe('message-state');
  });

  it('can be tried by an administrator, who is told how it went', async () => {
    const administrator = desk.as('administrator');
    await administrator.ok(channelRoutes.mailTest, { body: { to: 'admin@qimu.example' } });
    await desk.settle();
    expect(lettersTo('admin@qimu.example')).toMatchObject([{ subject: '测试邮件' }]);
    expect(await desk.as('agent').ok(channelRoutes.mailStatus)).toMatchObject({
      setUp: true,
      from: 'h***@qimu.example',
      lastTest: { to: 'a***@qimu.example', state: 'delivered', fault: null },
    });
    expect((await desk.as('agent').refused(channelRoutes.mailTest, { body: { to: 'a@b.example' } })).code).toBe('not-allowed');
    await administrator.ok(channelRoutes.mailTest, { body: { to: 'nobody@qimu.example' } });
    await desk.settle();
    expect((await desk.as('agent').ok(channelRoutes.mailStatus)).lastTest).toMatchObject({ state: 'failed' });
  });
});

describe('without a mail server', () => {
  it('letters wait, visibly, and go out by themselves once it is set up', async () => {
    const theCase = await reachable('patient@buyer.example');
    const { mail } = desk.house.config;
    const house = { ...desk.house, config: { ...desk.house.config } };
    delete (house.config as { mail?: unknown }).mail;
    const message = await say(theCase, 'email');
    await runDueIntents(house, desk.handlers);
    expect(await stateOf(message.id)).toBe('waiting-setup');
    const waiting = await desk.as('agent').ok(channelRoutes.list, { query: { state: 'waiting-setup' } });
    expect(waiting.items).toMatchObject([{ id: message.id, fault: expect.stringContaining('尚未设置'), to: 'p***@buyer.example' }]);
    expect((await desk.as('agent').ok(channelRoutes.counts)).items.find((each) => each.state === 'waiting-setup')).toMatchObject({
      n: 1,
      capped: false,
    });
    expect((await desk.as('stranger').ok(channelRoutes.list, { query: { state: 'waiting-setup' } })).items).toEqual([]);
    expect(mail).toBeDefined();
    await desk.later(2 * minute);
    expect(await stateOf(message.id)).toBe('delivered');
    expect(lettersTo('patient@buyer.example')).toHaveLength(1);
  });
});

describe('a marketplace', () => {
  it('has its limit and whether links may stand there, changed by an administrator only', async () => {
    const administrator = desk.as('administrator');
    expect((await desk.as('agent').ok(channelRoutes.platformTexts)).items).toContainEqual({ platform: 'taobao', limit: 500, link: false });
    await administrator.ok(channelRoutes.savePlatformText, { body: { platform: 'taobao', limit: 50, link: false } });
    const theCase = await reachable();
    const message = await say(theCase, 'byhand', { body: '您好，这是第一句话。'.repeat(12) });
    expect(message.parts.length).toBeGreaterThan(1);
    expect(message.parts.every((part) => Array.from(part).length <= 50)).toBe(true);
    expect(
      (await desk.as('agent').refused(channelRoutes.savePlatformText, { body: { platform: 'taobao', limit: 500, link: true } })).code,
    ).toBe('not-allowed');
  });
});

describe('a person who is erased', () => {
  it('leaves no word and no address in messages; that something was said stays', async () => {
    const theCase = await reachable('gone@buyer.example');
    await desk.settle();
    await onDesk(desk, systemActor, (command) =>
      sql`insert into events (at, kind, actor_kind, actor_id, cause, data) values (${command.now}, 'customer.erased', 'system', 'system', 'test', ${JSON.stringify({ customerId: theCase.customerId })}::jsonb)`.execute(
        command.tx,
      ),
    );
    await desk.settle();
    expect(await messagesOfCase(desk.house.db, theCase.id)).toMatchObject([{ body: '', subject: '', toHandle: null, parts: [] }]);
  });
});
