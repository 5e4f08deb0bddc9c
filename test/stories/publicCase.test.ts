import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { publicRoutes } from '#insight/publicWire.ts';
import { newId } from '#platform/ids.ts';
import { loadFacts } from '#case/contract.ts';
import { caseNow } from '../aCase.ts';
import { hingeOrder, openStory, type Story, type Told } from './telling.ts';

// "Half the hinges missing, avoid!" stands under the listing for everybody to read.
let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report({ channel: 'review' });
});
afterAll(() => story.desk.close());

const on = () => ({ params: { caseId: told.id } });
const read = () => story.desk.as('agent').ok(publicRoutes.ofCase, on());
const post = (body: string) => story.desk.as('agent').send(publicRoutes.answer, { ...on(), body: { body } });
const put = (words: { zh: string; en: string }, problem = 'missing') =>
  story.desk.as('operations').send(publicRoutes.putWording, { params: { wordingId: newId() }, body: { problem, words } });

describe('a case that stands in public (RE-9)', () => {
  it('is known as such, and no offer can be carried there', async () => {
    expect((await told.now()).channel).toBe('review');
    expect(
      await loadFacts(story.desk.house.db, await caseNow(story.desk, told.id), ['channelCanOffer'], story.desk.clock.now()),
    ).toMatchObject({ channelCanOffer: false });
    expect((await read()).isPublic).toBe(true);
  });

  it('is answered by an approved wording with its blanks filled', async () => {
    const { number } = await told.now();
    const text = (await read()).texts.find((each) => each.lang === 'zh');
    expect(text?.body).toContain(number);
    expect(text?.body).toContain('栖木家居');
    expect((await post(text?.body ?? '')).status).toBe(200);
    expect((await read()).posted).toMatchObject([{ by: '周小满', body: text?.body }]);
    expect(await told.events()).toContain('public.answered');
  });

  it.each([
    ['own words', '亲，我们马上给您补发，别急哦'],
    ['an amount', '给您退款 20 元，请查收'],
    ['an approved wording with something added', ''],
  ])('is never answered with %s; the way out is said', async (_, body) => {
    const approved = (await read()).texts[0]?.body ?? '';
    const sent = await post(body || `${approved}另外给您补 10 元。`);
    expect(sent.body).toMatchObject({ code: 'not-approved-wording' });
    expect(sent.body.detail).toMatch(/话术.*运营/);
  });

  it('is never bought off: no text and no wording is tied to a review (RE-11)', async () => {
    expect((await post('改成好评就给您返现 10 元')).body).toMatchObject({ code: 'text-ties-review' });
    expect((await put({ zh: '删除差评后我们为您补偿', en: 'Delete the review and we compensate' })).body).toMatchObject({
      code: 'text-ties-review',
    });
  });

  it('has wordings per problem, kept by operations alone, with nothing of the person in them', async () => {
    const words = { zh: '您好，缺少的配件我们会核实（{caseNumber}）。', en: 'We are checking the missing part ({caseNumber}).' };
    expect((await put({ zh: '您好 {customer}', en: 'Dear {customer}' })).body).toMatchObject({ code: 'wording-blank' });
    expect((await put(words)).status).toBe(200);
    expect((await put({ zh: '您好，发票问题请私信。', en: 'Please write to us about the invoice.' }, 'invoice')).status).toBe(200);
    const { texts } = await read();
    expect(texts.map((each) => each.body)).toContain(`您好，缺少的配件我们会核实（${(await told.now()).number}）。`);
    expect(texts.map((each) => each.body)).not.toContain('您好，发票问题请私信。');
    expect(
      (await story.desk.as('agent').send(publicRoutes.putWording, { params: { wordingId: newId() }, body: { problem: '*', words } }))
        .status,
    ).toBe(403);
    const { items } = await story.desk.as('operations').ok(publicRoutes.wordings);
    const own = items.find((each) => each.words.zh === words.zh);
    await story.desk.as('operations').ok(publicRoutes.retireWording, { params: { wordingId: own?.id ?? '' }, body: {} });
    expect((await read()).texts.map((each) => each.body).join()).not.toContain('缺少的配件我们会核实');
  });

  it('keeps nobody from writing privately; a private case has nothing to post', async () => {
    await story.order('26111688009901');
    const other = await story.report({ orderNo: '26111688009901' });
    const { isPublic, texts } = await story.desk.as('agent').ok(publicRoutes.ofCase, { params: { caseId: other.id } });
    expect([isPublic, texts]).toEqual([false, []]);
    expect(
      await story.desk.as('agent').refused(publicRoutes.answer, { params: { caseId: other.id }, body: { body: '您好' } }),
    ).toMatchObject({ code: 'not-public' });
    expect((await story.desk.as('agent').ok(caseRoutes.read, on())).closedAt).toBeNull();
  });
});
