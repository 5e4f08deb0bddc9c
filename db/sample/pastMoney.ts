import { hour } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { found, iso, type Put, type Row, type Told } from './pastWorld.ts';

/** What a past case was given. Fen. */
export interface Given {
  readonly remedy: string;
  readonly fen: number | null;
  readonly points: number | null;
  readonly costFen: number;
}

/** Who answers for it. */
export function bearer({ world, given }: Told): {
  party: 'carrier' | 'warehouse' | 'supplier' | 'system';
  id: string | null;
  name: string;
} {
  const { liable, carrier, warehouse } = given.stream;
  if (liable === 'carrier' && carrier) return { party: 'carrier', id: found(world.carriers.get(carrier), carrier).id, name: '' };
  if (liable === 'supplier') return { party: 'supplier', id: null, name: '青陶' };
  if (liable === 'warehouse') return { party: 'warehouse', id: found(world.warehouses.get(warehouse), warehouse), name: '' };
  return { party: 'system', id: null, name: '' };
}

/** How its task stands in the end. */
export function stateOf(remedy: string): 'arrived' | 'done' {
  return remedy === 'resend' || remedy === 'reship' ? 'arrived' : 'done';
}

/** The task with whatever it booked: debits and credits equal, the partner's answer and the customer's points beside them. Answers the task's id. */
export function carriedOut(told: Told, put: Put, given: Given, when: { source: string; from: number; at: number }): string {
  const { ids, number, orderNo, part, goods, world } = told;
  const id = newId(when.from);
  const isGoods = stateOf(given.remedy) === 'arrived';
  const key = isGoods ? `${number}-R1` : `${given.remedy}:${id}`;
  const intent = given.fen === null ? null : newId(when.from);
  if (intent)
    put('intents', {
      id: intent,
      key,
      kind: 'payment.refund',
      case_id: ids.case,
      shop_id: ids.shop,
      subject_id: id,
      payload: { amountFen: given.fen, orderNo },
      state: 'done',
      attempts: 1,
      answer: { refundNo: `RFP${String(told.given.n).padStart(9, '0')}`, amountFen: given.fen, arrivalDays: 3 },
      created_at: iso(when.from),
      changed_at: iso(when.at),
    });
  put('fulfilment_tasks', {
    id,
    case_id: ids.case,
    shop_id: ids.shop,
    n: 1,
    round: 1,
    source: when.source,
    slot: isGoods ? `${ids.line}/${part?.code ?? goods.code}` : given.remedy,
    key,
    kind: given.remedy,
    state: stateOf(given.remedy),
    party: given.remedy === 'reissue-invoice' ? 'finance' : null,
    order_id: ids.order,
    order_no: orderNo,
    part_code: isGoods ? (part?.code ?? goods.code) : null,
    part_name: isGoods ? (part?.name ?? goods.title) : null,
    quantity: isGoods ? 1 : null,
    warehouse_id: isGoods ? found(world.warehouses.get('north'), 'north') : null,
    cost_fen: given.costFen,
    amount_fen: given.fen,
    pay_way: given.fen === null ? null : 'platform-refund',
    points: given.points,
    carrier_id: isGoods ? found(world.carriers.get('xunchuan'), 'xunchuan').id : null,
    carrier_name: isGoods ? found(world.carriers.get('xunchuan'), 'xunchuan').name : null,
    waybill: isGoods ? `XC25R${String(told.given.n).padStart(9, '0')}` : null,
    freight_fen: isGoods ? 0 : null,
    promised_at: isGoods ? iso(when.at) : null,
    intent_id: intent,
    created_at: iso(when.from),
    sent_at: isGoods ? iso(when.from) : null,
    shipped_at: isGoods ? iso(when.from) : null,
    settled_at: iso(when.at),
  });
  book(told, put, given, key, when);
  return id;
}

function book(told: Told, put: Put, given: Given, key: string, when: { from: number; at: number }): void {
  const { ids } = told;
  const { party, id, name } = bearer(told);
  const cost = { account: 'remedy-cost', party: told.given.stream.liable === null ? 'own' : [party, id ?? name].filter(Boolean).join(':') };
  const entry = (kind: string, of: string, unit: 'fen' | 'points', amount: number, debit: Row, credit: Row, at: number): void => {
    if (amount === 0) return;
    const entry_id = newId(at);
    put('ledger_entries', { id: entry_id, at: iso(at), kind, key: `${of}:${key}`, case_id: ids.case, shop_id: ids.shop });
    put('ledger_lines', { entry_id, position: 0, party: null, ...debit, unit, debit: amount, credit: 0 });
    put('ledger_lines', { entry_id, position: 1, party: null, ...credit, unit, debit: 0, credit: amount });
  };
  const owed = { account: 'payable-to-customer' };
  if (given.fen !== null) {
    entry('refund-chosen', 'chosen', 'fen', given.fen, cost, owed, when.from);
    entry('refund-paid', 'paid', 'fen', given.fen, owed, { account: 'payment-partner' }, when.at);
  } else if (given.points !== null) {
    entry('points-granted', 'points', 'points', given.points, cost, { account: 'points-issued' }, when.at);
    put('points_entries', {
      id: newId(when.at),
      customer_id: ids.customer,
      points: given.points,
      key,
      case_id: ids.case,
      at: iso(when.at),
    });
  } else if (stateOf(given.remedy) === 'arrived') {
    entry('goods-sent', 'goods', 'fen', given.costFen, cost, { account: 'parts-cost' }, when.from);
  }
  if (party === 'carrier' && given.fen !== null) claimBack(told, put, { fen: given.fen, party: cost.party, carrierId: id, at: when.at });
}

/** What the carrier owed us for it: most of it was paid, the rest given up. */
function claimBack(told: Told, put: Put, owed: { fen: number; party: string; carrierId: string | null; at: number }): void {
  const { ids, given } = told;
  const paid = given.luck < 0.72;
  const id = newId(owed.at);
  const settled = iso(owed.at + 240 * hour);
  put('recoveries', {
    id,
    case_id: ids.case,
    shop_id: ids.shop,
    party: owed.party,
    carrier_id: owed.carrierId,
    state: paid ? 'paid' : 'written-off',
    cost_fen: owed.fen,
    amount_fen: owed.fen,
    agreed_fen: paid ? owed.fen : null,
    received_fen: paid ? owed.fen : 0,
    opened_at: iso(owed.at),
    filed_at: iso(owed.at + 24 * hour),
    settled_at: settled,
    changed_at: settled,
  });
  const move = (name: string, state: string, fen: number | null, hours: number): void =>
    put('recovery_moves', {
      id: newId(owed.at),
      recovery_id: id,
      move: name,
      state,
      fen,
      by_kind: 'staff',
      by_id: told.world.logistics,
      at: iso(owed.at + hours * hour),
    });
  move('file', 'filed', owed.fen, 24);
  if (!paid) return move('write-off', 'written-off', null, 240);
  move('agree', 'agreed', owed.fen, 120);
  move('pay', 'paid', owed.fen, 240);
  const entry = (kind: string, debit: string, credit: string, hours: number): void => {
    const entry_id = newId(owed.at);
    put('ledger_entries', {
      id: entry_id,
      at: iso(owed.at + hours * hour),
      kind,
      key: `${kind}:${id}`,
      case_id: ids.case,
      shop_id: ids.shop,
    });
    put('ledger_lines', { entry_id, position: 0, account: debit, party: owed.party, unit: 'fen', debit: owed.fen, credit: 0 });
    put('ledger_lines', { entry_id, position: 1, account: credit, party: owed.party, unit: 'fen', debit: 0, credit: owed.fen });
  };
  entry('recovery-agreed', 'recovery-receivable', 'recovery-income', 120);
  entry('recovery-received', 'recovered', 'recovery-receivable', 240);
}
