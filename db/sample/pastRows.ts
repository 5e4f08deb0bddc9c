import { formatCaseNumber } from '#case/caseNumber.ts';
import { day, hour } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { localDayOf } from '#platform/localTime.ts';
import { actRows, type PastMoney } from './pastActs.ts';
import type { PastCase } from './pastCases.ts';
import { putClocks, putSurvey } from './pastClocks.ts';
import { numberOf, putOrder } from './pastOrder.ts';
import { type Road, roadOf } from './pastRoad.ts';
import { found, iso, type PastWorld, type Put, type Row, type Told } from './pastWorld.ts';

/** All rows of one past case: its order and parcel, its report and journey, what was decided, given, booked and asked, and its events. */
export function rowsOf(world: PastWorld, given: PastCase, buyers: Map<string, string>, put: Put): void {
  const told = tellOf(world, given, buyers, put);
  putOrder(told, put);
  putCase(told, put);
  const money = actRows(told, put);
  putJourney(told, put, money);
  putClocks(told, put);
  putSurvey(told, put);
}

function tellOf(world: PastWorld, given: PastCase, buyers: Map<string, string>, put: Put): Told {
  const { stream } = given;
  const shop = found(world.shops.get(stream.shop), `shop ${stream.shop}`);
  const goods = found(world.goods.get(`${stream.shop}/${stream.goods}`), `goods ${stream.goods} of ${stream.shop}`);
  const playbook = found(world.playbooks.get(stream.playbook), `playbook ${stream.playbook}`).body;
  const road = roadOf(playbook, stream);
  const localDay = localDayOf(new Date(given.at), 'Asia/Shanghai');
  const buyer = `${stream.shop}-past-${given.buyer}`;
  return {
    world,
    given,
    road,
    ids: {
      case: newId(given.at),
      shop: shop.id,
      order: newId(given.shippedAt),
      line: newId(given.at),
      orderLine: newId(given.shippedAt),
      customer: buyers.get(buyer) ?? putBuyer(given, shop.platform, buyer, buyers, put),
      agent: shop.agents[given.agent % shop.agents.length] ?? '',
    },
    number: formatCaseNumber(localDay, given.n),
    orderNo: numberOf(stream, given),
    goods,
    part: goods.parts.find((each) => each.code === stream.part),
    moments: momentsOf(given, road),
    playbook,
  };
}

function putBuyer(given: PastCase, platform: string, buyer: string, buyers: Map<string, string>, put: Put): string {
  const id = newId(given.at);
  put('customers', { id, name: '客户', created_at: iso(given.at) });
  put('customer_handles', { id: newId(given.at), customer_id: id, kind: 'buyer-id', platform, value: buyer, created_at: iso(given.at) });
  buyers.set(buyer, id);
  return id;
}

/** The first stations are left within the hours of the first review, what was carried out takes most of the time. */
function momentsOf(given: PastCase, road: Road): number[] {
  const last = road.stations.length;
  const first = given.at + (given.breached ? 26 : 0.2 + given.luck * 4) * hour;
  const span = Math.max(given.closedAt - first, hour);
  return Array.from({ length: last + 1 }, (_, at) => (at === 0 ? given.at : first + (span * (at - 1) ** 2) / Math.max(1, (last - 1) ** 2)));
}

function putCase(told: Told, put: Put): void {
  const { given, ids, road, goods, part, number, orderNo, playbook, moments, world } = told;
  const { stream } = given;
  const last = road.stations.at(-1);
  const closed = moments.at(-1) ?? given.closedAt;
  put('cases', {
    id: ids.case,
    seq: given.n,
    number,
    shop_id: ids.shop,
    team_id: world.team,
    owner_id: ids.agent,
    playbook: stream.playbook,
    playbook_version_id: found(world.playbooks.get(stream.playbook), stream.playbook).id,
    kind: playbook.kind,
    problem: stream.problem,
    channel: given.channel,
    customer_id: ids.customer,
    order_id: ids.order,
    order_no: orderNo,
    step: last?.step ?? playbook.start,
    stage: 'closure',
    version: road.stations.length + 1,
    origin: 'import',
    hurried: given.hurried,
    priority: given.hurried,
    summary: given.words,
    received_at: iso(given.at),
    registered_at: iso(given.at),
    registered_by: `staff:${ids.agent}`,
    closed_at: iso(closed),
    outcome: road.outcome,
    ended_by: last?.role === 'service' ? 'staff' : 'customer',
    appeal_until: iso(closed + 15 * day),
    breached: given.breached ? 1 : 0,
    last_told_at: iso(closed),
  });
  put('reports', {
    case_id: ids.case,
    round: 1,
    channel: given.channel,
    reporter_id: ids.customer,
    words: given.words,
    registered: { orderNo },
    received_at: iso(given.at),
  });
  put('case_lines', {
    id: ids.line,
    case_id: ids.case,
    round: 1,
    line_no: 1,
    order_line_id: ids.orderLine,
    part_code: part?.code ?? null,
    name: part?.name ?? goods.title,
    quantity: 1,
    problem: stream.problem,
    value_fen: part?.valueFen ?? goods.priceFen,
    value_basis: part ? 'part' : 'price',
    on_list: true,
    remedy: stream.end === 'explained' ? null : stream.end === 'done' ? 'reissue-invoice' : stream.end,
    written_at: iso(given.at),
  });
  if (playbook.kind === 'complaint' || playbook.kind === 'claim')
    put('complaint_reports', { case_id: ids.case, shop_id: ids.shop, mode: 'each', at: iso(given.at), reported_at: iso(given.at) });
}

function putJourney(told: Told, put: Put, money: PastMoney): void {
  const { road, ids, moments, given, number } = told;
  event(told, put, 0, 'case.registered', {
    number,
    playbook: given.stream.playbook,
    problem: given.stream.problem,
    channel: given.channel,
    owner: ids.agent,
  });
  event(told, put, 0, 'report.written', { lines: 1, order: 'matched', value: told.part?.valueFen ?? told.goods.priceFen, duplicates: 0 });
  for (const [at, station] of road.stations.entries()) {
    const byAgent = station.act !== 'execution';
    put('journey_steps', {
      id: newId(moments[at]),
      case_id: ids.case,
      seq: at + 1,
      round: 1,
      step: station.step,
      stage: station.stage,
      came_from: road.stations[at - 1]?.step ?? null,
      entered_at: iso(moments[at] ?? 0),
      left_at: iso(moments[at + 1] ?? 0),
      answer: station.answer,
      by_role: byAgent ? station.role : 'system',
      by_kind: byAgent ? 'staff' : 'system',
      by_id: byAgent ? ids.agent : 'system',
      by_rule: !byAgent,
    });
    event(told, put, at, 'case.entered', { step: station.step, stage: station.stage, round: 1 });
    for (const [kind, data] of money.events.get(at) ?? []) event(told, put, at + 1, kind, data);
    event(told, put, at + 1, 'case.step', { step: station.step, answer: station.answer, role: station.role, round: 1, rule: !byAgent });
  }
  event(told, put, road.stations.length, 'case.closed', { outcome: road.outcome, round: 1 });
}

function event(told: Told, put: Put, moment: number, kind: string, data: Row): void {
  const { ids, moments } = told;
  put('events', {
    at: iso(moments[moment] ?? told.given.at),
    kind,
    case_id: ids.case,
    shop_id: ids.shop,
    version: Math.min(moment + 1, moments.length),
    actor_kind: 'staff',
    actor_id: ids.agent,
    cause: 'sample',
    origin: 'import',
    data,
  });
}
