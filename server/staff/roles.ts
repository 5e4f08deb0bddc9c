/** The roles of staff (PE-1). A role's name is stored with the person; what it may do stands in `authority` below and nowhere else. */
export const staffRoles = [
  'agent',
  'lead',
  'reviewer',
  'logistics',
  'delivery',
  'claims',
  'operations',
  'finance',
  'executive',
  'administrator',
  'store',
] as const;
/** A role of staff. */
export type StaffRole = (typeof staffRoles)[number];

/** Everything that a route may ask for. An API key's scopes are a set of these. */
export const actions = [
  'case.read',
  'case.register',
  'case.answer',
  'case.take',
  'case.assign',
  'case.move',
  'case.note',
  'case.reveal',
  'case.export',
  'triage.review',
  'triage.ask-materials',
  'investigation.ask',
  'investigation.reply',
  'investigation.find',
  'investigation.photos',
  'liability.decide',
  'remedy.offer',
  'remedy.value',
  'remedy.approve',
  'remedy.choose',
  'remedy.policy-read',
  'remedy.policy-edit',
  'fulfilment.read',
  'fulfilment.work',
  'fulfilment.report',
  'fulfilment.deliver',
  'fulfilment.recall',
  'ledger.read',
  'payout.make',
  'payout.check',
  'recovery.read',
  'recovery.work',
  'incident.work',
  'standing.manage',
  'answers.read',
  'answers.edit',
  'appeal.file',
  'appeal.decide',
  'feedback.record',
  'message.send',
  'message.attest',
  'file.read',
  'file.add',
  'order.read',
  'order.import',
  'playbook.read',
  'playbook.edit',
  'staff.manage',
  'shop.manage',
  'calendar.manage',
  'key.manage',
  'settings.manage',
  'customer.read',
  'live.read',
] as const;
/** Something that a role may do, at a scope. */
export type Action = (typeof actions)[number];

/**
 * How far an action reaches. `own`: rows that the person owns, in their shops; `team`: rows of their teams and their own, in
 * their shops; `shop`: every row of their shops; `all`: every row of the company.
 */
export type Scope = 'own' | 'team' | 'shop' | 'all';

const reading = [
  'case.read',
  'fulfilment.read',
  'file.read',
  'order.read',
  'playbook.read',
  'customer.read',
  'answers.read',
  'live.read',
] as const;

/** What one person does on a case from the first contact to its closure. */
const handling = [
  'case.register',
  'case.answer',
  'case.take',
  'case.note',
  'case.reveal',
  'triage.review',
  'triage.ask-materials',
  'investigation.ask',
  'investigation.reply',
  'investigation.find',
  'liability.decide',
  'remedy.offer',
  'remedy.choose',
  'remedy.policy-read',
  'fulfilment.recall',
  'ledger.read',
  'appeal.file',
  'feedback.record',
  'message.send',
  'message.attest',
  'file.add',
] as const;

/** Role × action → scope; what isn't named is refused. The check and the SQL condition (scope.ts) both come from this table. */
export const authority: Readonly<Record<StaffRole, Readonly<Partial<Record<Action, Scope>>>>> = {
  agent: { ...of('shop', reading), ...of('shop', handling), 'case.assign': 'own' },
  lead: {
    ...of('shop', reading),
    ...of('shop', handling),
    ...of('shop', ['case.assign', 'case.move', 'case.export', 'fulfilment.work', 'fulfilment.report', 'appeal.decide', 'remedy.approve']),
    ...of('shop', ['investigation.photos', 'recovery.read', 'incident.work', 'standing.manage']),
  },
  // Looks at photos: verdict, degree, more photos (IV-5).
  reviewer: {
    ...of('shop', reading),
    ...of('shop', ['case.answer', 'case.note', 'investigation.photos', 'triage.ask-materials', 'message.send', 'file.add']),
  },
  logistics: {
    ...of('shop', reading),
    ...of('shop', [
      'case.note',
      'case.answer',
      'investigation.ask',
      'investigation.reply',
      'investigation.find',
      'fulfilment.work',
      'fulfilment.report',
      'fulfilment.recall',
      'message.attest',
      'file.add',
    ]),
    ...of('shop', ['fulfilment.deliver', 'recovery.read', 'recovery.work']),
  },
  // Own delivery staff: their tasks on the phone, and nothing else (FU-13).
  delivery: { ...of('shop', ['fulfilment.deliver', 'file.add', 'live.read']) },
  // The claims department: what was lost is worth, and what the carrier owes (EX-3, EX-9, LI-4).
  claims: {
    ...of('shop', reading),
    ...of('shop', handling),
    ...of('shop', ['remedy.value', 'remedy.approve', 'recovery.read', 'recovery.work', 'fulfilment.report']),
  },
  // Decides what service can't (RE-8), reads everything, and keeps the procedures.
  operations: {
    ...of('all', reading),
    ...of('all', handling),
    ...of('all', ['case.assign', 'case.move', 'case.export', 'fulfilment.work', 'fulfilment.report', 'appeal.decide', 'order.import']),
    ...of('all', ['remedy.value', 'remedy.approve', 'recovery.read', 'recovery.work', 'incident.work', 'standing.manage']),
    ...of('all', ['remedy.policy-edit', 'playbook.edit', 'calendar.manage', 'shop.manage', 'answers.edit', 'investigation.photos']),
  },
  // Pays out, checks what others made ready, and keeps the books (FU-15).
  finance: {
    ...of('all', reading),
    ...of('all', [
      'case.note',
      'file.add',
      'case.answer',
      'ledger.read',
      'fulfilment.report',
      'payout.make',
      'payout.check',
      'recovery.read',
      'recovery.work',
      'remedy.approve',
    ]),
  },
  // Decides what is escalated to the top, and sees everything (RE-8).
  executive: {
    ...of('all', reading),
    ...of('all', [
      'case.note',
      'case.answer',
      'case.move',
      'case.export',
      'ledger.read',
      'remedy.approve',
      'remedy.policy-read',
      'recovery.read',
    ]),
    ...of('all', ['payout.check', 'appeal.decide', 'standing.manage']),
  },
  // Keeps the house, and decides no case.
  administrator: {
    ...of('all', reading),
    ...of('all', ['case.export', 'ledger.read', 'remedy.policy-read', 'order.import', 'playbook.edit', 'answers.edit']),
    ...of('all', ['staff.manage', 'shop.manage', 'calendar.manage', 'key.manage', 'settings.manage']),
  },
  // At the counter of one shop: the whole case, and handing over the part.
  store: { ...of('shop', reading), ...of('shop', handling), 'fulfilment.work': 'shop', 'fulfilment.report': 'shop', 'case.assign': 'own' },
};

/** What no API key may hold: a key that makes people or keys would outlive its revocation, no key can own a case, and a second pair of eyes is a person's. */
const neverForKeys: readonly Action[] = ['staff.manage', 'key.manage', 'case.take', 'payout.check', 'remedy.approve'];

export const keyActions: readonly Action[] = actions.filter((action) => !neverForKeys.includes(action));

/** The parts of a playbook's `by` that a role fills (PE-1). An appeal's "another person" is the appeal stage's business. */
export const playbookRoles: Readonly<Record<StaffRole, readonly string[]>> = {
  agent: ['service'],
  lead: ['service', 'reviewer', 'lead'],
  reviewer: ['reviewer'],
  logistics: ['logistics', 'delivery'],
  delivery: ['delivery'],
  claims: ['service', 'claims'],
  operations: ['service', 'reviewer', 'lead', 'operations', 'claims'],
  finance: ['finance'],
  executive: ['executive', 'operations', 'lead'],
  administrator: [],
  store: ['service', 'delivery'],
};

export function isAction(text: string): text is Action {
  return (actions as readonly string[]).includes(text);
}

export function isStaffRole(text: string): text is StaffRole {
  return (staffRoles as readonly string[]).includes(text);
}

/** The scope of an action for a role, or null. A role or action that isn't in the table has none. */
export function scopeOf(role: string, action: string): Scope | null {
  return isStaffRole(role) && isAction(action) ? (authority[role][action] ?? null) : null;
}

function of(scope: Scope, some: readonly Action[]): Partial<Record<Action, Scope>> {
  return Object.fromEntries(some.map((action) => [action, scope]));
}
