import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { isMachine } from './looked.ts';
import { freshCase, freshOrder, linkOf, opened } from './portal.fixture.ts';
import { visitorOf } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.60';

/** Where the acknowledgement of receipt stands, which nobody has told the customer yet. */
async function acknowledgement(told: Told): Promise<string | undefined> {
  await story.desk.settle();
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  return items.find((each) => each.template === 'acknowledged')?.state;
}

describe('a customer has looked at their page', () => {
  it('not when a mail filter or a chat fetched the address, however often; but when its script says that it is on a screen', async () => {
    const { told } = await freshCase(story);
    const link = await linkOf(story, told);
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      expect((await story.desk.app.inject({ method, url: link, headers: { 'user-agent': phone } })).statusCode).toBe(200);
    expect(await acknowledgement(told)).toBe('waiting');

    const page = await visitorOf(story.desk.app).get(link);
    const cookie = page.raw.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const { url, token } = JSON.parse(
      /data-island="seen" data-settings="([^"]*)"/.exec(page.html)?.[1]?.replaceAll('&quot;', '"') ?? '{}',
    ) as {
      url: string;
      token: string;
    };
    const seen = async (headers: Record<string, string>): Promise<number> =>
      (await story.desk.app.inject({ method: 'POST', url, headers: { 'user-agent': phone, ...headers } })).statusCode;
    expect(await seen({})).toBe(403);
    expect(await seen({ 'x-amends-form': token })).toBe(403);
    expect(await seen({ 'x-amends-form': token, cookie, 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' })).toBe(204);
    expect(await acknowledgement(told)).toBe('waiting');
    expect(await seen({ 'x-amends-form': token, cookie })).toBe(204);
    expect(await acknowledgement(told)).toBe('shown');
  });

  it('when they do something there without script', async () => {
    const { told } = await freshCase(story);
    const { page } = await opened(story, told);
    expect(await acknowledgement(told)).toBe('waiting');
    expect((await page.send('/hurry')).status).toBe(200);
    expect(await acknowledgement(told)).toBe('shown');
  });

  it('when they proved who they are and were led there', async () => {
    const orderNo = await freshOrder(story);
    const told = await story.report({ orderNo, handles: [] });
    const visitor = visitorOf(story.desk.app);
    const shown = await (await visitor.get('/status')).send('/status', { orderNo, tail: '1207' });
    expect(shown.path).toMatch(/^\/c\//);
    expect(await acknowledgement(told)).toBe('shown');
  });
});

it.each([
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
  ['Slackbot-LinkExpanding 1.0', true],
  ['facebookexternalhit/1.1', true],
  ['SkypeUriPreview Preview/0.5', true],
  ['curl/8.5.0', true],
  [undefined, true],
  [phone, false],
  ['Mozilla/5.0 (Linux; Android 15; CUBOT X90) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36', false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36', false],
])('%s: a machine is %s', (agent, machine) => {
  expect(isMachine(agent)).toBe(machine);
});
