import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { openStory, type Story } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

const set = (name: string, shopIds: readonly string[]) => ({ params: { name }, body: { shopIds: [...shopIds] } });
const claim = { fields: { contactName: '林' } };
let orders = 0;

/** Under which playbook a lost parcel of the flagship shop is registered when nobody names one. */
async function chosen(fields: { fields?: Record<string, string> } = {}): Promise<string> {
  orders += 1;
  const orderNo = `261116740000${String(orders).padStart(2, '0')}`;
  await story.order(orderNo, { contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` } });
  const told = await story.report({ orderNo, problem: 'lost.parcel', words: '一直没收到', ...fields });
  return (await told.now()).playbook.name;
}

describe('playbooks that know the same problem (IN-3, IN-4)', () => {
  it('are chosen by their name while both are for every shop, always the same', async () => {
    expect(await chosen()).toBe('damaged-lost');
    expect(await chosen()).toBe('damaged-lost');
  });

  it('the one that names the shop wins over the one for every shop', async () => {
    await story.desk.as('operations').ok(caseRoutes.setShops, set('express-claim', [story.desk.cast.shop]));
    expect(await chosen(claim)).toBe('express-claim');
    const { items } = await story.desk.as('agent').ok(caseRoutes.playbooks);
    expect(items.find((each) => each.name === 'express-claim')?.shops).toEqual([story.desk.cast.shop]);
    expect(items.find((each) => each.name === 'damaged-lost')?.shops).toBeNull();
  });

  it('are never given the same shop both, nor every shop both, and the refusal says which and over what', async () => {
    const both = await story.desk.as('operations').refused(caseRoutes.setShops, set('damaged-lost', [story.desk.cast.shop]));
    expect(both).toMatchObject({ status: 409, code: 'playbooks-overlap' });
    expect(JSON.stringify(both)).toMatch(/damaged\.|lost\./);
    expect(await story.desk.as('operations').refused(caseRoutes.setShops, set('express-claim', []))).toMatchObject({
      code: 'playbooks-overlap',
    });
    await story.desk.as('operations').ok(caseRoutes.setShops, set('damaged-lost', [story.desk.cast.otherShop]));
    await story.desk.as('operations').ok(caseRoutes.setShops, set('invoice', []));
    expect(await chosen(claim)).toBe('express-claim');
  });

  it('a shop that none is for is told so, and only who edits playbooks chooses', async () => {
    await story.desk.as('operations').ok(caseRoutes.setShops, set('price', [story.desk.cast.otherShop]));
    const asked = { shopId: story.desk.cast.shop, problem: 'price.dropped', channel: 'phone' as const, words: '降价了' };
    expect(await story.desk.as('agent').refused(intakeRoutes.register, { body: asked })).toMatchObject({ code: 'no-playbook-for-problem' });
    expect(await story.desk.as('agent').refused(caseRoutes.setShops, set('price', []))).toMatchObject({ status: 403 });
    expect(await story.desk.as('operations').refused(caseRoutes.setShops, set('no-such', []))).toMatchObject({ status: 404 });
  });
});
