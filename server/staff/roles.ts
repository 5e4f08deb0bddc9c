/** The roles of staff (PE-1). A role's name is stored with the person; what it may do stands in `authority` below and nowhere else. */
export const staffRoles = ['agent', 'lead', 'logistics', 'operations', 'administrator', 'store'] as const;
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
  'liability.decide',
  'remedy.offer',
  'remedy.choose',
  'remedy.policy-read',
  'remedy.policy-edit',
  'fulfilment.read',
  'fulfilment.work',
  'fulfilment.recall',
  'ledger.read',
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

const reading = ['case.read', 'fulfilment.read', 'file.read', 'order.read', 'playbook.read', 'customer.read', 'live.read'] as const;

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
    ...of('shop', ['case.assign', 'case.move', 'case.export', 'fulfilment.work', 'appeal.decide']),
  },
  logistics: {
    ...of('shop', reading),
    ...of('shop', ['case.note', 'investigation.reply', 'fulfilment.work', 'fulfilment.recall', 'message.attest', 'file.add']),
  },
  // Decides what service can't (RE-8), reads everything, and keeps the procedures.
  operations: {
    ...of('all', reading),
    ...of('all', handling),
    ...of('all', ['case.assign', 'case.move', 'case.export', 'fulfilment.work', 'appeal.decide', 'order.import']),
    ...of('all', ['remedy.policy-edit', 'playbook.edit', 'calendar.manage', 'shop.manage']),
  },
  // Keeps the house, and decides no case.
  administrator: {
    ...of('all', reading),
    ...of('all', ['case.export', 'ledger.read', 'remedy.policy-read', 'order.import', 'playbook.edit']),
    ...of('all', ['staff.manage', 'shop.manage', 'calendar.manage', 'key.manage', 'settings.manage']),
  },
  // At the counter of one shop: the whole case, and handing over the part.
  store: { ...of('shop', reading), ...of('shop', handling), 'fulfilment.work': 'shop', 'case.assign': 'own' },
};

/** What no API key may hold: a key that makes people or keys would outlive its revocation, and no key can own a case. */
const neverForKeys: readonly Action[] = ['staff.manage', 'key.manage', 'case.take'];

export const keyActions: readonly Action[] = actions.filter((action) => !neverForKeys.includes(action));

/** The parts of a playbook's `by` that a role fills (PE-1). An appeal's "another person" is the appeal stage's business. */
export const playbookRoles: Readonly<Record<StaffRole, readonly string[]>> = {
  agent: ['service', 'reviewer'],
  lead: ['service', 'reviewer', 'lead'],
  logistics: ['logistics', 'delivery'],
  operations: ['service', 'reviewer', 'lead', 'operations', 'claims', 'finance', 'executive'],
  administrator: [],
  store: ['service', 'reviewer', 'delivery'],
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
