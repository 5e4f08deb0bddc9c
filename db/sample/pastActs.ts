import { hour } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { bearer, carriedOut, type Given, stateOf } from './pastMoney.ts';
import { found, iso, type Put, type Row, type Told } from './pastWorld.ts';

/** Events of what was decided, by the station at which it was. */
export interface PastMoney {
  readonly events: ReadonlyMap<number, readonly (readonly [kind: string, data: Row])[]>;
}

const words: Readonly<Record<string, string>> = {
  missing: '装箱记录与称重相符：确实漏装',
  found: '快递已找到，次日送达',
  defect: '照片属实',
  'borne-out': '快递承认派送超时',
};

/** The rows of each station's act: checks, reviews, findings, liability, offer and choice, tasks and money, confirmation. */
export function actRows(told: Told, put: Put): PastMoney {
  const { road, moments, ids } = told;
  const events = new Map<number, (readonly [string, Row])[]>();
  const given = givenOf(told);
  let choice: string | null = null;
  for (const [station, { act, answer, step }] of road.stations.entries()) {
    const at = moments[station + 1] ?? told.given.at;
    const by = { by_kind: 'staff', by_id: ids.agent, at: iso(at) };
    const base = { id: newId(at), case_id: ids.case, round: 1 };
    const note = (kind: string, data: Row): void => void events.set(station, [...(events.get(station) ?? []), [kind, data]]);
    switch (act) {
      case 'order-match':
        put('order_checks', { ...base, answer, order_id: ids.order, ...by });
        note('order.checked', { answer, order: ids.order, rule: false });
        break;
      case 'review': {
        const conditions = told.playbook.steps[step]?.conditions ?? [];
        const ticks = Object.fromEntries(conditions.map((each) => [each.id, { holds: true, byFacts: true, note: null }]));
        put('reviews', { ...base, step, answer, ticks, ...by });
        note('case.reviewed', { answer, rule: false, failing: [], materials: [] });
        break;
      }
      case 'finding':
        put('findings', { ...base, seq: 1, step, answer, text: words[answer] ?? '', by_rule: false, ...by });
        note('finding.recorded', { answer, round: 1, finding: base.id, rule: false, evidence: [] });
        break;
      case 'photo-review': {
        const degree = degreeOf(told);
        put('photo_reviews', {
          ...base,
          seq: 1,
          step,
          answer,
          lines: [{ lineId: ids.line, verdict: 'damaged-in-transit', degree }],
          degree,
          photos: [],
          note: '破损属实',
          ...by,
        });
        note('photos.reviewed', { review: base.id, answer, degree, verdicts: ['damaged-in-transit'], photos: 0 });
        break;
      }
      case 'liability':
        note('liability.decided', putLiability(told, put, base, by));
        break;
      case 'offer':
      case 'choice':
        choice ??= putOffer(told, put, given, at);
        if (act === 'choice')
          note('choice.made', {
            n: 1,
            kind: 'option',
            remedy: given.remedy,
            fen: given.fen,
            points: given.points,
            choice,
            channel: 'phone',
            rule: false,
          });
        break;
      case 'execution': {
        const source = choice ? `choice:${choice}` : `goodwill:${ids.case}:1`;
        const task = carriedOut(told, put, given, { source, from: moments[station] ?? at, at });
        note('fulfilment.opened', { task, remedy: given.remedy, fen: given.fen, points: given.points, round: 1 });
        note('fulfilment.settled', { task, remedy: given.remedy, state: stateOf(given.remedy) });
        break;
      }
      case 'confirmation':
        put('confirmations', { ...base, step, answer, channel: 'phone', ...by });
        note('case.confirmed', { confirmation: base.id, answer, channel: 'phone' });
        break;
      default:
    }
  }
  return { events };
}

function degreeOf({ given }: Told): 'light' | 'medium' | 'heavy' {
  return given.luck < 0.3 ? 'light' : given.luck < 0.8 ? 'medium' : 'heavy';
}

/** By the shipped policies: parts are sent, of damage so many per cent are refunded, the difference is forty yuan, points are few. */
function givenOf(told: Told): Given {
  const { given, part, goods } = told;
  const value = part?.valueFen ?? goods.priceFen;
  const money = (remedy: string, fen: number): Given => ({ remedy, fen: Math.max(100, Math.round(fen)), points: null, costFen: 0 });
  switch (given.stream.end) {
    case 'resend':
      return { remedy: 'resend', fen: null, points: null, costFen: part?.costFen ?? 0 };
    case 'reship':
      return { remedy: 'reship', fen: null, points: null, costFen: Math.round(goods.priceFen * 0.4) };
    case 'refund':
      if (given.stream.playbook === 'quality-quantity') return money('refund', goods.priceFen);
      return money('part-refund', (value * { light: 10, medium: 30, heavy: 100 }[degreeOf(told)]) / 100);
    case 'difference':
      return money('difference', 4000);
    case 'done':
      return { remedy: 'reissue-invoice', fen: null, points: null, costFen: 0 };
    default:
      return { remedy: 'points', fen: null, points: given.stream.problem === 'missing.component' ? 20 : 300, costFen: 0 };
  }
}

function putLiability(told: Told, put: Put, base: Row, by: Row): Row {
  const { given, ids } = told;
  const { party, id, name } = bearer(told);
  put('liabilities', {
    ...base,
    shop_id: ids.shop,
    seq: 1,
    problem: given.stream.problem,
    cause: party === 'carrier' ? 'external' : 'human',
    by_rule: false,
    ...by,
  });
  put('liability_shares', {
    liability_id: base['id'],
    position: 0,
    party,
    carrier_id: party === 'carrier' ? id : null,
    warehouse_id: party === 'warehouse' ? id : null,
    name,
    percent: 100,
    at: by['at'],
  });
  return { liability: base['id'], round: 1, cause: 'human', rule: null, byRule: false, shares: [{ party, id, percent: 100 }] };
}

/** An offer with one option, and its choice. Answers the choice's id. */
function putOffer(told: Told, put: Put, given: Given, at: number): string {
  const { ids, world, playbook } = told;
  const [offer, option, choice] = [newId(at), newId(at), newId(at)];
  const policy = playbook.policy ?? '';
  const by = { by_rule: false, by_kind: 'staff', by_id: ids.agent, at: iso(at) };
  put('offers', {
    id: offer,
    case_id: ids.case,
    shop_id: ids.shop,
    round: 1,
    seq: 1,
    state: 'chosen',
    policy_version_id: found(world.policies.get(policy), `policy ${policy}`),
    facts: { problem: told.given.stream.problem, round: 1, goodsValue: told.goods.priceFen, damageDegree: degreeOf(told) },
    valid_until: iso(at + 120 * hour),
    silence: 'closed-unanswered',
    ...by,
    ended_at: iso(at),
  });
  const source = { row: 1, rowId: given.remedy, policy, version: 1 };
  put('offer_options', {
    id: option,
    offer_id: offer,
    case_id: ids.case,
    round: 1,
    n: 1,
    remedy: given.remedy,
    plan: planOf(told, given, source),
    fen: given.fen,
    points: given.points,
    cost_fen: given.fen ?? given.costFen,
    policy_row: 1,
    row_id: given.remedy,
    weight_fen: given.fen ?? given.costFen,
  });
  put('choices', { id: choice, offer_id: offer, case_id: ids.case, round: 1, kind: 'option', option_id: option, channel: 'phone', ...by });
  return choice;
}

const payWords = { zh: '预计 1–3 个工作日到账，以银行为准', en: 'usually 1–3 working days, depending on the bank' };

function planOf(told: Told, given: Given, source: Row): Row {
  const { part, goods, ids, world } = told;
  const common = {
    remedy: given.remedy,
    source,
    agentMost: 50_000,
    leadMost: 100_000,
    valueFen: part?.valueFen ?? goods.priceFen,
    costFen: given.fen ?? given.costFen,
  };
  if (given.fen !== null) return { ...common, fen: given.fen, way: 'platform-refund', payWords, basis: 'goods-value' };
  if (given.points !== null) return { ...common, points: given.points };
  if (given.remedy === 'reissue-invoice') return { ...common, party: 'finance', doneBy: iso(told.given.closedAt) };
  const code = part?.code ?? goods.code;
  const piece = {
    caseLineId: ids.line,
    orderLineId: ids.orderLine,
    code,
    erpCode: code,
    name: part?.name ?? goods.title,
    nameEn: part?.name ?? goods.titleEn,
    quantity: 1,
    warehouseId: found(world.warehouses.get('north'), 'north'),
    costFen: given.costFen,
  };
  return { ...common, goods: [piece], sendBack: [], wayBack: 'none', promisedArrival: iso(told.given.closedAt) };
}
