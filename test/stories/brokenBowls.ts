import { fileRoutes } from '#case/fileWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { uploadPhoto } from '../photos.ts';
import { allHold, type Story, type Told } from './telling.ts';

/** The shop sells the tableware whose bowls break. */
export async function sellBowls(story: Story): Promise<void> {
  await story.desk.as('operations').ok(commerceRoutes.putGoods, {
    params: { shop: 'qimu', goodsCode: 'QC-16' },
    body: {
      title: '16 头青瓷餐具 QC-16',
      priceFen: 26_800,
      warehouse: 'north',
      parts: [
        {
          code: 'QC-TW',
          name: '汤碗',
          nameEn: 'Soup bowl',
          model: 'TW',
          quantity: 2,
          valueFen: 1_800,
          costFen: 700,
          resentFrom: 'north',
          stock: 40,
        },
        {
          code: 'QC-CB',
          name: '茶杯',
          nameEn: 'Tea cup',
          model: 'CB',
          quantity: 2,
          valueFen: 900,
          costFen: 300,
          resentFrom: 'north',
          stock: 40,
        },
      ],
    },
  });
}

export const bowls = { partCode: 'QC-TW', name: '汤碗', quantity: 2 };
let orders = 0;
/** A report of broken bowls that was accepted. */
export async function bowlsBroken(story: Story, lines: { partCode: string; name: string; quantity: number }[] = [bowls]): Promise<Told> {
  orders += 1;
  const orderNo = `2611163000000${orders}`;
  await story.order(orderNo, {
    goodsFen: 26_800,
    paidFen: 26_800,
    lines: [{ lineNo: '1', goodsCode: 'QC-16', title: '16 头青瓷餐具 QC-16', quantity: 1, priceFen: 26_800, paidFen: 26_800 }],
  });
  const told = await story.report({
    orderNo,
    problem: 'damaged.goods',
    channel: 'email',
    lang: 'en',
    words: 'Two of the bowls arrived in pieces, the outer box looks fine.',
    lines,
    handles: [{ kind: 'email', value: `harper${orders}@post.example` }],
    fields: { wish: 'refund', contactName: 'Harper' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
  return told;
}
export const linesOf = async (story: Story, told: Told): Promise<string[]> =>
  (await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } })).lines.map((line) => line.id);
export const answer = (told: Told, who: 'agent' | 'lead', step: string, given: string) =>
  told.does(who, caseRoutes.answer, { step, answer: given, reason: '电话里说的' });

/** Both bowls are in pieces; the box was packed badly by the supplier. */
export async function toOffer(story: Story, told: Told): Promise<void> {
  await answer(told, 'agent', 'classify', 'damaged');
  const photo = await uploadPhoto(story.desk, 'agent');
  await told.does('agent', fileRoutes.attach, { files: [photo], material: 'photos' });
  await told.does('reviewer', photoRoutes.review, {
    answer: 'damaged',
    lines: (await linesOf(story, told)).map((lineId) => ({ lineId, verdict: 'packing-fault' as const, degree: 'heavy' as const })),
    photos: [photo],
    note: '碗底有压痕，外箱完好，缺少隔板',
  });
  await told.does('agent', liabilityRoutes.decide, {
    shares: [
      { party: 'supplier', name: '青陶', percent: 70 },
      { party: 'warehouse', id: story.desk.cast.warehouse, percent: 30 },
    ],
    cause: 'human',
  });
}

/** Offers what the policy permits of money, parts and a return; the customer takes one. */
export async function choose(story: Story, told: Told, remedy: string): Promise<void> {
  const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
  const wanted = proposal.options.filter((each) => each.allowed && ['part-refund', 'resend', 'return'].includes(each.remedy));
  await told.does('agent', remedyRoutes.offer, { options: wanted.slice(0, 4).map(({ key }) => ({ key })) });
  const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
  const offer = items.find((each) => each.state === 'open');
  const option = offer?.options.find((each) => each.remedy === remedy);
  if (!offer || !option) throw new Error(`${remedy} is not on offer: ${JSON.stringify(offer?.options.map((each) => each.remedy))}`);
  await told.does('agent', choiceRoutes.choose, { offerId: offer.id, option: option.n, channel: 'mail' });
}
