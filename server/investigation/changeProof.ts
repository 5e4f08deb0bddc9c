/**
 * Where a change of shipping information was lost (IV-2), pure: the customer's requests, our systems' acknowledgements, the
 * label and the carrier's scans on one time line, and the first link that broke. It decides nothing; a person does.
 */

/** Something that the buyer asked for, as far as we have it in writing. */
export interface Request {
  readonly at: Date;
  readonly field: string | null;
  /** Where it is written: the report, a message, or the system that took it. */
  readonly where: 'report' | 'message' | 'system';
  /** Channel by which it came. */
  readonly how: string | null;
  readonly ref: string;
}

/** A change as a system made it. */
export interface Change {
  readonly id: string;
  readonly field: string;
  readonly source: string;
  readonly madeBy: 'buyer' | 'staff' | 'system' | 'carrier' | 'unknown';
  readonly account: string | null;
  readonly askedAt: Date | null;
  readonly madeAt: Date;
  readonly warehouseAt: Date | null;
  readonly carrierAt: Date | null;
  readonly printedAt: Date | null;
  readonly label: 'old' | 'new' | null;
  readonly delivered: 'old' | 'new' | 'elsewhere' | null;
}

export interface ScanSeen {
  readonly at: Date;
  readonly waybill: string;
  readonly place: string | null;
  readonly text: string;
}

export interface ProofGiven {
  readonly requests: readonly Request[];
  readonly changes: readonly Change[];
  readonly scans: readonly ScanSeen[];
  /** When the order's first parcel went out; null: it hasn't. */
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
}

export const proofKinds = ['asked', 'made', 'warehouse', 'carrier', 'printed', 'shipped', 'scan', 'signed'] as const;
export interface ProofEntry {
  readonly at: Date;
  readonly kind: (typeof proofKinds)[number];
  readonly side: 'customer' | 'us' | 'warehouse' | 'carrier';
  readonly field: string | null;
  /** The change or message that it is of. */
  readonly ref: string | null;
  readonly source: string | null;
  readonly place: string | null;
  readonly text: string;
  /** Here it was lost. */
  readonly lost: boolean;
}

/**
 * `ours`: asked before the label was printed and never acknowledged; `warehouse`: acknowledged, and the label carries the old;
 * `carrier`: the label was right and the parcel went elsewhere; `unasked`: changed although nobody asked; `late`: asked only
 * after the label was printed; `none`: everything followed; `unknown`: too little is known.
 */
export const lostAt = ['ours', 'warehouse', 'carrier', 'unasked', 'late', 'none', 'unknown'] as const;
export type LostAt = (typeof lostAt)[number];

export interface ChangeProof {
  readonly entries: readonly ProofEntry[];
  readonly lost: LostAt;
  /** Changed unasked: who did it, in which system, by which account. */
  readonly safety: {
    readonly madeBy: Change['madeBy'];
    readonly source: string;
    readonly account: string | null;
    readonly at: Date;
  } | null;
}

export function changeProof(given: ProofGiven): ChangeProof {
  const verdicts = given.changes.map((change) => ({ change, lost: lostOf(change, requestOf(change, given.requests)) }));
  const worst = verdicts.toSorted((a, b) => rank(a.lost) - rank(b.lost))[0];
  const lost = worst ? worst.lost : withoutChange(given);
  const safety =
    worst?.lost === 'unasked'
      ? { madeBy: worst.change.madeBy, source: worst.change.source, account: worst.change.account, at: worst.change.madeAt }
      : null;
  const marked = markOf(lost, worst?.change ?? null, given);
  const entries = entriesOf(given)
    .map((entry) => ({ ...entry, lost: marked !== null && entry.kind === marked.kind && entry.ref === marked.ref }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || proofKinds.indexOf(a.kind) - proofKinds.indexOf(b.kind));
  return { entries, lost, safety };
}

/** The most telling first: a change that nobody asked for outweighs all. */
function rank(lost: LostAt): number {
  return (['unasked', 'ours', 'warehouse', 'carrier', 'late', 'unknown', 'none'] as const).indexOf(lost);
}

/** The request that a change answers: the last before it was made, of its field where fields are known. */
function requestOf(change: Change, requests: readonly Request[]): Date | null {
  if (change.askedAt) return change.askedAt;
  const before = requests.filter((each) => each.at <= change.madeAt && (each.field === null || each.field === change.field));
  return before.reduce<Date | null>((last, each) => (last === null || each.at > last ? each.at : last), null);
}

function lostOf(change: Change, askedAt: Date | null): LostAt {
  const acknowledged = change.warehouseAt !== null && (change.printedAt === null || change.warehouseAt <= change.printedAt);
  if (askedAt === null && change.madeBy !== 'buyer') return 'unasked';
  if (change.label === 'old') {
    if (acknowledged) return 'warehouse';
    return askedAt !== null && change.printedAt !== null && askedAt > change.printedAt ? 'late' : 'ours';
  }
  if (change.label === 'new') {
    if (change.delivered === null) return 'unknown';
    return change.delivered === 'new' ? 'none' : 'carrier';
  }
  if (change.delivered === 'new') return 'none';
  // The carrier took it over from us, and brought it elsewhere.
  if (change.delivered !== null) return change.carrierAt ? 'carrier' : acknowledged ? 'warehouse' : 'ours';
  return 'unknown';
}

/** Asked for, and no system of ours knows of it. */
function withoutChange({ requests, shippedAt }: ProofGiven): LostAt {
  const first = requests.reduce<Date | null>((least, each) => (least === null || each.at < least ? each.at : least), null);
  if (first === null) return 'unknown';
  return shippedAt === null || first <= shippedAt ? 'ours' : 'late';
}

function markOf(lost: LostAt, change: Change | null, given: ProofGiven): { kind: ProofEntry['kind']; ref: string | null } | null {
  if (lost === 'unasked') return { kind: 'made', ref: change?.id ?? null };
  if (lost === 'warehouse') return { kind: change?.printedAt ? 'printed' : 'warehouse', ref: change?.id ?? null };
  if (lost === 'carrier') return given.signedAt ? { kind: 'signed', ref: null } : { kind: 'carrier', ref: change?.id ?? null };
  if (lost !== 'ours' && lost !== 'late') return null;
  const asked = change?.askedAt ? change.id : (given.requests.at(0)?.ref ?? null);
  return { kind: 'asked', ref: asked };
}

function entriesOf(given: ProofGiven): Omit<ProofEntry, 'lost'>[] {
  const plain = { field: null, ref: null, source: null, place: null, text: '' };
  const once = (at: Date | null, entry: Omit<ProofEntry, 'lost' | 'at'>): Omit<ProofEntry, 'lost'>[] => (at ? [{ at, ...entry }] : []);
  return [
    ...given.requests.map((each) => ({
      ...plain,
      at: each.at,
      kind: 'asked' as const,
      side: 'customer' as const,
      field: each.field,
      ref: each.ref,
      source: each.how,
    })),
    ...given.changes.flatMap((each) => {
      const of = { ...plain, field: each.field, ref: each.id, source: each.source };
      return [
        ...once(each.askedAt, { ...of, kind: 'asked', side: 'customer' }),
        ...once(each.madeAt, { ...of, kind: 'made', side: 'us', text: each.account ?? '' }),
        ...once(each.warehouseAt, { ...of, kind: 'warehouse', side: 'warehouse' }),
        ...once(each.carrierAt, { ...of, kind: 'carrier', side: 'carrier' }),
        ...once(each.printedAt, { ...of, kind: 'printed', side: 'warehouse', text: each.label ?? '' }),
      ];
    }),
    ...given.scans.map((each) => ({
      ...plain,
      at: each.at,
      kind: 'scan' as const,
      side: 'carrier' as const,
      source: each.waybill,
      place: each.place,
      text: each.text,
    })),
    ...once(given.shippedAt, { ...plain, kind: 'shipped', side: 'warehouse' }),
    ...once(given.signedAt, { ...plain, kind: 'signed', side: 'carrier' }),
  ];
}
