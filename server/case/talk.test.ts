import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, caseNow, customerOf, onDesk, step } from '../../test/aCase.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import { type Mailbox, openMailbox } from '../../test/mailbox.ts';
import type { MessageView } from '#channels/wire.ts';
import { hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { clocksOf } from './clocks.ts';
import { customerLooked } from './talk.ts';
import { talkRoutes } from './talkWire.ts';

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

const thread = async (caseId: string): Promise<MessageView[]> =>
  (await desk.as('agent').ok(talkRoutes.thread, { params: { caseId } })).items;
const clock = async (caseId: string, name: string) => (await clocksOf(desk.house.db, caseId)).find((each) => each.name === name);
const lettersTo = (address: string) => mailbox.letters().filter((each) => each.to.includes(address));
const rejected = async (caseId: string) => {
  await step(desk, 'agent', caseId, 'matches');
  await step(desk, 'agent', caseId, 'rejected', '配件不在清单内。');
};

describe('a registered case', () => {
  it('is acknowledged at once on the customer’s own way, with number, what happens next and by when (IN-9)', async () => {
    const theCase = await aCase(desk, { email: 'xu@buyer.example' });
    expect((await thread(theCase.id)).map((each) => [each.template, each.channel, each.state])).toEqual([
      ['acknowledged', 'email', 'queued'],
    ]);
    await desk.settle();
    const [letter, ...more] = lettersTo('xu@buyer.example');
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ subject: `【栖木家居】服务单 ${theCase.number}` });
    expect(letter?.text).toContain(`服务单号 ${theCase.number}`);
    expect(letter?.text).toContain('正在核对您的订单');
    expect(letter?.text).toMatch(/最晚 11月21日/);
    expect(letter?.text).toMatch(/http:\/\/desk\.test\/c\/[\w-]{22}/);
    expect(letter?.text).not.toMatch(/[{}]/);
    const [message] = await thread(theCase.id);
    expect(message).toMatchObject({ state: 'delivered', toldHow: 'delivered', to: 'x***@buyer.example', by: null, may: [] });
  });

  it('is acknowledged in the customer’s language', async () => {
    const theCase = await aCase(desk, { email: 'jane@buyer.example', lang: 'en' });
    await desk.settle();
    const [letter] = lettersTo('jane@buyer.example');
    expect(letter?.subject).toBe(`Qimu Home: case ${theCase.number}`);
    expect(letter?.text).toContain('Hello, Qimu Home has received your claim');
    expect(letter?.text).toContain('Next: Checking your order');
  });
});

describe('the customer counts as told (CL-4)', () => {
  it('when the mail server has taken the letter: the clock is met, and the case has no new version', async () => {
    const theCase = await aCase(desk, { email: 'told@buyer.example' });
    await desk.settle();
    await rejected(theCase.id);
    expect((await clock(theCase.id, 'tellRejection'))?.state).toBe('running');
    const before = await caseNow(desk, theCase.id);
    await desk.settle();
    expect(lettersTo('told@buyer.example').at(-1)?.text).toContain('配件不在清单内。如您不认同，可在 12月5日 24:00 前申请复核');
    expect((await clock(theCase.id, 'tellRejection'))?.state).toBe('met');
    expect((await clock(theCase.id, 'firstReview'))?.state).toBe('met');
    expect(await caseNow(desk, theCase.id)).toMatchObject({ version: before.version, lastToldAt: desk.clock.now() });
  });

  it('when the agent attests that it was sent in the marketplace chat: text without links, copied, sent (TA-11)', async () => {
    const theCase = await aCase(desk, { nick: '栖木的木', channel: 'byhand' });
    const [message] = await thread(theCase.id);
    expect(message).toMatchObject({ channel: 'byhand', state: 'to-copy', to: '栖***木', may: ['copy', 'attest', 'another-way'] });
    expect(message?.parts).toEqual([message?.body]);
    expect(message?.body).not.toContain('http');
    const params = { caseId: theCase.id, messageId: message?.id ?? '' };
    const agent = desk.as('agent');
    expect(await agent.ok(talkRoutes.copy, { params })).toMatchObject({ state: 'copied', toldAt: null });
    expect(await agent.ok(talkRoutes.attest, { params, body: { note: '旺旺已读' } })).toMatchObject({
      state: 'attested',
      toldHow: 'attested',
    });
    expect((await agent.refused(talkRoutes.attest, { params })).code).toBe('message-state');
    expect((await thread(theCase.id))[0]?.attempts.map((each) => [each.event, each.note, each.by])).toEqual([
      ['copy', null, '周小满'],
      ['attest', '旺旺已读', '周小满'],
    ]);
    await rejected(theCase.id);
    const rejection = (await thread(theCase.id)).find((each) => each.template === 'rejected');
    await agent.ok(talkRoutes.attest, { params: { caseId: theCase.id, messageId: rejection?.id ?? '' } });
    expect((await clock(theCase.id, 'tellRejection'))?.state).toBe('met');
  });

  it('when a call reached them; one that did not keeps the clock running and the promise to call again', async () => {
    const theCase = await aCase(desk, { phone: '17000000031', channel: 'phone' });
    expect((await thread(theCase.id))[0]).toMatchObject({ channel: 'portal', state: 'waiting' });
    await rejected(theCase.id);
    const agent = desk.as('agent');
    const callAt = new Date(desk.clock.now().getTime() + 2 * hour).toISOString();
    const missed = await agent.ok(talkRoutes.call, {
      params: { caseId: theCase.id },
      body: { outcome: 'no-answer', note: '无人接听', callAt },
    });
    expect(missed.items).toMatchObject([{ template: 'rejected', channel: 'phone', state: 'no-answer', callAt }]);
    expect((await clock(theCase.id, 'tellRejection'))?.state).toBe('running');
    const reached = await agent.ok(talkRoutes.call, { params: { caseId: theCase.id }, body: { outcome: 'reached', note: '已说明' } });
    expect(reached.items).toMatchObject([{ template: 'rejected', state: 'called', toldHow: 'called', callAt: null }]);
    expect((await clock(theCase.id, 'tellRejection'))?.state).toBe('met');
    expect(
      (
        await agent.refused(talkRoutes.call, {
          params: { caseId: theCase.id },
          body: { outcome: 'no-answer', callAt: '2026-11-01T00:00:00Z' },
        })
      ).code,
    ).toBe('call-in-past');
  });

  it('when they have opened their page on the portal, whichever way the message was to go', async () => {
    const theCase = await aCase(desk, { phone: '17000000032' });
    await rejected(theCase.id);
    expect(await onDesk(desk, customerOf(theCase), (command) => customerLooked(command, theCase.id))).toBe(2);
    await desk.settle();
    expect((await thread(theCase.id)).map((each) => [each.template, each.state])).toEqual([
      ['acknowledged', 'shown'],
      ['rejected', 'shown'],
    ]);
    expect((await clock(theCase.id, 'tellRejection'))?.state).toBe('met');
  });
});

describe('writing by hand', () => {
  it('fills in the case, and goes out on the way that was chosen', async () => {
    const theCase = await aCase(desk, { email: 'hand@buyer.example', phone: '17000000033' });
    const agent = desk.as('agent');
    const made = await agent.ok(talkRoutes.write, {
      params: { caseId: theCase.id },
      body: { body: '您好，{caseNumber} 的铰链明天发出：{link}' },
    });
    expect(made).toMatchObject({ channel: 'email', template: null, by: '周小满' });
    await desk.settle();
    expect(lettersTo('hand@buyer.example').at(-1)?.text).toMatch(new RegExp(`${theCase.number} 的铰链明天发出：http://desk\\.test/c/`));
    expect(
      (await agent.refused(talkRoutes.write, { params: { caseId: theCase.id }, body: { body: '您好', channel: 'byhand' } })).code,
    ).toBe('no-such-way');
  });

  it('refuses what ties our help to a review (RE-11), and in a marketplace chat what leads outside', async () => {
    const theCase = await aCase(desk, { nick: '木木', channel: 'byhand' });
    const agent = desk.as('agent');
    const params = { caseId: theCase.id };
    expect(await agent.refused(talkRoutes.write, { params, body: { body: '麻烦您给个好评返现 5 元' } })).toMatchObject({
      code: 'text-ties-review',
      field: 'body',
    });
    expect((await agent.refused(talkRoutes.write, { params, body: { body: '加微信聊' } })).code).toBe('text-leads-outside');
    expect(await agent.ok(talkRoutes.check, { params, body: { body: '您好 {caseNumber}，加微信聊' } })).toMatchObject({
      text: `您好 ${theCase.number}，加微信聊`,
      found: [{ kind: 'outside' }],
    });
    expect((await thread(theCase.id)).filter((each) => each.template === null)).toEqual([]);
  });

  it('goes another way when the letter has no mailbox; the first try rests as replaced', async () => {
    const theCase = await aCase(desk, { email: 'nobody@buyer.example', phone: '17000000034' });
    await desk.settle();
    const [failed] = await thread(theCase.id);
    expect(failed).toMatchObject({
      state: 'failed',
      fault: '收件地址不存在或不收信，请换一种方式告知，并核对邮箱。',
      may: ['again', 'another-way'],
    });
    expect(
      await all(sql`select kind, staff_id from notices where case_id = ${theCase.id} and kind = 'message.failed'`, desk.house.db),
    ).toEqual([{ kind: 'message.failed', staff_id: desk.cast.ids.agent }]);
    const moved = await desk
      .as('agent')
      .ok(talkRoutes.anotherWay, { params: { caseId: theCase.id, messageId: failed?.id ?? '' }, body: { channel: 'phone' } });
    expect(moved).toMatchObject({ template: 'acknowledged', channel: 'phone', state: 'to-call' });
    expect((await thread(theCase.id))[0]).toMatchObject({ state: 'replaced', may: [] });
  });
});

describe('an answer that is pasted', () => {
  it('is kept once with nick, time and words, and answers no step by itself', async () => {
    const theCase = await aCase(desk, { nick: '栖木的木', channel: 'byhand' });
    const agent = desk.as('agent');
    const body = { nick: '栖木的木', at: '2026-11-20T09:00:00Z', text: '好的，谢谢 🙏' };
    await agent.ok(talkRoutes.reply, { params: { caseId: theCase.id }, body });
    await agent.ok(talkRoutes.reply, { params: { caseId: theCase.id }, body });
    await desk.settle();
    const received = (await thread(theCase.id)).filter((each) => each.direction === 'in');
    expect(received).toMatchObject([{ body: '好的，谢谢 🙏', to: '栖***木', state: 'received', may: [] }]);
    expect((await caseNow(desk, theCase.id)).step).toBe('match-order');
  });
});

describe('who may', () => {
  it('does not reach another shop’s conversation', async () => {
    const theCase = await aCase(desk, { email: 'own@buyer.example' });
    expect((await desk.as('stranger').refused(talkRoutes.thread, { params: { caseId: theCase.id } })).code).toBe('not-found');
    expect((await desk.as('stranger').refused(talkRoutes.write, { params: { caseId: theCase.id }, body: { body: '您好' } })).code).toBe(
      'not-found',
    );
    expect(
      (await desk.as('administrator').refused(talkRoutes.write, { params: { caseId: theCase.id }, body: { body: '您好' } })).code,
    ).toBe('not-allowed');
    expect((await desk.as('agent').refused(talkRoutes.copy, { params: { caseId: theCase.id, messageId: theCase.id } })).code).toBe(
      'not-found',
    );
  });

  it('leaves no name, address or words in the events (IV-7)', async () => {
    const events = JSON.stringify(await all(sql`select data from events`, desk.house.db));
    for (const personal of ['buyer.example', '170000000', '许知远', '栖木的木', '铰链', '旺旺已读', '谢谢'])
      expect(events).not.toContain(personal);
  });
});
