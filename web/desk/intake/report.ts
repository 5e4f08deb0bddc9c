import type { OrderAnswer } from '#commerce/wire.ts';
import type { Registration, reportChannels } from '#intake/wire.ts';

export type Channel = (typeof reportChannels)[number];

/** One thing on the order that may be missing: a part, or a whole line (a gift). */
export interface Tickable {
  readonly key: string;
  readonly lineId: string;
  readonly partCode: string | null;
  readonly name: string;
  readonly model: string | null;
  readonly goods: string;
  readonly isGift: boolean;
  /** How many belong to the order. */
  readonly due: number;
}

/** What the agent enters, before it becomes a registration. */
export interface Draft {
  readonly ticks: Readonly<Record<string, number>>;
  readonly free: readonly { readonly name: string; readonly model: string; readonly quantity: number }[];
  readonly orderNo: string;
  readonly shopId: string | null;
  /** Null: as the ticks suggest. */
  readonly problem: string | null;
  /** Which procedure, where several handle the problem; null: the first. */
  readonly playbook: string | null;
  readonly channel: Channel | null;
  readonly words: string;
  readonly wish: string | null;
  /** Fields of this playbook beyond those that every report has, by id, as typed. */
  readonly more: Readonly<Record<string, string>>;
  readonly contactName: string;
  readonly contact: string;
  readonly secondContact: string;
  readonly contactHours: string;
  readonly amountFen: number | null;
  readonly amountBasis: string;
  readonly take: boolean;
}

export const emptyDraft: Draft = {
  ticks: {},
  free: [{ name: '', model: '', quantity: 1 }],
  orderNo: '',
  shopId: null,
  problem: null,
  playbook: null,
  channel: null,
  words: '',
  wish: null,
  more: {},
  contactName: '',
  contact: '',
  secondContact: '',
  contactHours: '',
  amountFen: null,
  amountBasis: '',
  take: true,
};

/** Everything on an order that can be ticked, in the order of its lines; a line without parts stands for itself. */
export function tickablesOf(order: OrderAnswer, lang: 'zh' | 'en'): Tickable[] {
  return order.lines.flatMap((line): Tickable[] => {
    const parts = line.parts.map(
      (part): Tickable => ({
        key: `${line.id}/${part.code}`,
        lineId: line.id,
        partCode: part.code,
        name: lang === 'en' && part.nameEn ? part.nameEn : part.name,
        model: part.model,
        goods: line.title,
        isGift: false,
        due: part.quantity * line.quantity,
      }),
    );
    const whole: Tickable = {
      key: line.id,
      lineId: line.id,
      partCode: null,
      name: line.title,
      model: null,
      goods: line.title,
      isGift: line.kind === 'gift',
      due: line.quantity,
    };
    return line.kind === 'bundle' || line.kind === 'service' ? parts : parts.length > 0 ? parts : [whole];
  });
}

/** Whole lines of an order, where a procedure is about goods and not about their parts. */
export function linesOf(order: OrderAnswer): Tickable[] {
  return order.lines
    .filter((line) => line.kind !== 'service')
    .map((line) => ({
      key: line.id,
      lineId: line.id,
      partCode: null,
      name: line.title,
      model: null,
      goods: line.title,
      isGift: line.kind === 'gift',
      due: line.quantity,
    }));
}

/** Each press adds one; past what belongs to the order it begins anew at none. */
export function tickOnce(draft: Draft, item: Tickable): Draft {
  const now = draft.ticks[item.key] ?? 0;
  return { ...draft, ticks: { ...draft.ticks, [item.key]: now >= item.due ? 0 : now + 1 } };
}

export function tickedOf(draft: Draft, items: readonly Tickable[]): (Tickable & { readonly quantity: number })[] {
  return items.flatMap((item) => {
    const quantity = draft.ticks[item.key] ?? 0;
    return quantity > 0 ? [{ ...item, quantity }] : [];
  });
}

/** 铰链 HJ-35 ×2、螺丝包 ×1 */
export function nameTicked(ticked: readonly { name: string; model: string | null; quantity: number }[]): string {
  return ticked.map((each) => `${each.name}${each.model ? ` ${each.model}` : ''} ×${each.quantity}`).join('、');
}

/** What the ticks suggest: a gift is a missing gift, a manual a missing manual; else a part. */
export function suggestProblem(ticked: readonly Tickable[], problems: readonly string[]): string {
  const first = ticked[0];
  const wanted = !first
    ? 'missing.accessory'
    : first.isGift
      ? 'missing.gift'
      : /说明书|manual/i.test(first.name)
        ? 'missing.manual'
        : /保修卡|warranty/i.test(first.name)
          ? 'missing.warranty-card'
          : 'missing.accessory';
  return problems.includes(wanted) ? wanted : (problems[0] ?? wanted);
}

/** Where it probably came from: a store's order at its counter, a marketplace's by hand, else by phone. */
export function suggestChannel(platform: string | undefined): Channel {
  if (platform === 'store') return 'counter';
  return platform === undefined || platform === 'own' ? 'phone' : 'byhand';
}

/** The draft as the route takes it; what is empty is left out. */
export function registrationOf(
  draft: Draft,
  order: OrderAnswer | null,
  items: readonly Tickable[],
  made: {
    problem: string;
    playbook?: string | undefined;
    channel: Channel;
    words: string;
    wish: string | null;
    numbers?: readonly string[];
  },
): Registration {
  const ticked = tickedOf(draft, items);
  const free = draft.free
    .filter((line) => line.name.trim() !== '')
    .map((line) => ({ name: line.name.trim(), ...(line.model.trim() ? { model: line.model.trim() } : {}), quantity: line.quantity }));
  const texts = {
    contactName: draft.contactName,
    contact: draft.contact,
    secondContact: draft.secondContact,
    contactHours: draft.contactHours,
    wish: made.wish ?? '',
    amountClaimedBasis: draft.amountFen === null ? '' : draft.amountBasis,
  };
  const fields: Record<string, string | number> = Object.fromEntries(
    Object.entries({ ...draft.more, ...texts }).filter(([, value]) => value.trim() !== ''),
  );
  for (const id of made.numbers ?? []) if (fields[id] !== undefined) fields[id] = Number(fields[id]);
  if (draft.amountFen !== null) fields['amountClaimed'] = draft.amountFen;
  const shopId = order?.shop.id ?? draft.shopId ?? undefined;
  const orderNo = order?.orderNo ?? (draft.orderNo.trim() || undefined);
  return {
    ...(shopId ? { shopId } : {}),
    ...(orderNo ? { orderNo } : {}),
    problem: made.problem,
    ...(made.playbook ? { playbook: made.playbook } : {}),
    channel: made.channel,
    words: made.words,
    fields,
    lines: [
      ...ticked.map((each) => ({
        orderLineId: each.lineId,
        ...(each.partCode ? { partCode: each.partCode } : {}),
        name: each.name,
        quantity: each.quantity,
      })),
      ...free,
    ],
    handles: [],
    materials: [],
    take: draft.take,
  };
}
