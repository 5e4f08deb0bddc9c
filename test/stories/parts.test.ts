import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { hingeOrder, openStory, type Story, type Told } from './telling.ts';

let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report({ lines: [{ partCode: 'MB-2', name: '门板', quantity: 1 }] });
});
afterAll(() => story.desk.close());

const order = async () => {
  const { orderId } = await told.now();
  return story.desk.as('agent').ok(commerceRoutes.order, { params: { orderId: orderId ?? '' } });
};

describe('the parts of goods (OR-6)', () => {
  it('are known by name, model, quantity, cost, value, where they are resent from and stock', async () => {
    const [line] = (await order()).lines;
    expect(line?.parts.map((part) => part.code)).toEqual(['HJ-35', 'MB-2', 'LS-30']);
    expect(line?.parts[1]).toMatchObject({
      name: '门板',
      nameEn: 'Door',
      model: 'MB',
      quantity: 2,
      valueFen: 6_000,
      costFen: 2_800,
      resentFrom: { code: 'north' },
      stock: 20,
    });
  });

  it('price what is missing, and what it costs us to send it', async () => {
    const report = await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } });
    expect(report).toMatchObject({ lines: [{ partCode: 'MB-2', valueFen: 6_000, valueBasis: 'part' }] });
    await told.leadTo('offer');
    const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    expect(proposal.options.find((each) => each.remedy === 'resend')).toMatchObject({
      costFen: 2_800,
      warehouse: { name: expect.any(String) },
    });
    expect(proposal.options.find((each) => each.remedy === 'refund')).toMatchObject({ fen: 6_000 });
  });

  it('that are out of stock are said so before they are promised', async () => {
    await story.desk.as('operations').ok(commerceRoutes.putGoods, {
      params: { shop: 'qimu', goodsCode: 'FC-120' },
      body: {
        title: '栖木折叠餐边柜 FC-120',
        parts: [
          {
            code: 'MB-2',
            name: '门板',
            nameEn: 'Door',
            model: 'MB',
            quantity: 2,
            valueFen: 6_000,
            costFen: 2_800,
            stock: 0,
            stockUntil: '12 月 3 日到货',
          },
        ],
      },
    });
    const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const warned = proposal.options.flatMap((each) => each.warnings);
    expect(warned).toContain('门板 库存 0，需要 1，12 月 3 日到货');
  });
});
