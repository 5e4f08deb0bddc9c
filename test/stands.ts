import { remedyRoutes } from '#remedy/wire.ts';
import type { RouteSpec } from '#platform/wire.ts';
import { allHold, type Story, type Told } from './stories/telling.ts';

/** Where a case has to stand for a route to be taken, and a body that is; a route that isn't named is sent what its schema asks for. */
const stands: Readonly<Record<string, { readonly at?: Parameters<Told['leadTo']>[0]; readonly body: Record<string, unknown> }>> = {
  '/order-matches': { body: { answer: 'not-borne-out', reason: '不符' } },
  '/reviews': { at: 'review', body: { answer: 'rejected', ticks: { ...allHold, 'in-window': { holds: false } }, reason: '超期' } },
  '/findings': { at: 'enquire', body: { answer: 'not-missing', text: '看过', reason: '未缺' } },
  '/questions': { at: 'enquire', body: { party: 'operations', ask: '请核对' } },
  '/extensions': { at: 'enquire', body: { reason: '等录像', n: 1 } },
  '/liabilities': { at: 'liability', body: { shares: [{ party: 'supplier', name: '某厂', percent: 100 }], cause: 'human' } },
  '/offers': { at: 'offer', body: { options: [{ key: 'explanation' }] } },
  '/choices': { at: 'choice', body: { proposal: '换一个' } },
  '/confirmations': { at: 'confirm', body: { answer: 'dissatisfied', note: '不满意' } },
  '/cases': {
    body: {
      problem: 'missing.accessory',
      channel: 'phone',
      words: '少了',
      fields: { contactName: '林', contact: '13800000000' },
      lines: [{ name: '铰链' }],
    },
  },
  '/messages': { body: { body: '您好' } },
  '/replies': { body: { text: '好的' } },
  '/moves': { body: { move: 'withdraw', reason: '客户撤回' } },
};

let orders = 0;

/** A fresh case where the route is to be tried. */
export async function standAt(story: Story, spec: RouteSpec): Promise<Told> {
  orders += 1;
  const orderNo = `261118${String(orders).padStart(8, '0')}`;
  await story.order(orderNo, { contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` } });
  const told = await story.report({ orderNo, handles: [] });
  const stand = standFor(spec);
  if (stand?.at) await told.leadTo(stand.at);
  return told;
}

/** A body that the route takes on this case. */
export async function standOf(story: Story, spec: RouteSpec, told: Told, sample: unknown): Promise<unknown> {
  const body = { ...(sample as Record<string, unknown>), ...standFor(spec)?.body };
  if (spec.path.endsWith('/choices')) {
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    return { ...body, offerId: items[0]?.id };
  }
  if (spec.path.endsWith('/cases')) {
    orders += 1;
    return { ...body, shopId: story.desk.cast.shop, orderNo: `X-${orders}` };
  }
  return body;
}

function standFor(spec: RouteSpec) {
  return Object.entries(stands).find(([end]) => spec.path.endsWith(end))?.[1];
}
