import type { Lang } from '#platform/actor.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { kept } from '#platform/kept.ts';
import { refuse, type Result } from '#platform/result.ts';
import { customerById, handlesOf } from '#customers/contract.ts';
import { chooseWay, isOpen, type Ways } from './chooseWay.ts';
import { platformTextOf } from './platformTexts.ts';
import { type ChannelName, messageChannels, type PlatformText } from './wire.ts';

/** The way that a message is about to take, and what it may hold there. */
export interface Way {
  readonly channel: ChannelName;
  readonly to: { readonly kind: string; readonly value: string } | null;
  readonly lang: Lang;
  /** What the marketplace allows; null on our own channels, which have no limit and no forbidden link. */
  readonly rules: PlatformText | null;
  /** Every way that is open for this customer. */
  readonly reachable: readonly ChannelName[];
  readonly signature: string;
}

/** Who is to be told, and how the case came. */
export interface Addressee {
  readonly customerId: string | null;
  readonly shopId: string;
  readonly caseChannel: string;
  /** A clock waits for this message, or the case waits for the customer: then also by a call. */
  readonly mustReach: boolean;
}

/** Finds the way to a customer (TA-1). `wanted` is refused as `no-such-way` when it isn't open. */
export async function wayTo(on: Reader, addressee: Addressee, now: Date, wanted?: ChannelName): Promise<Result<Way>> {
  const [shop, customer] = await Promise.all([
    shopSigns(on, addressee.shopId),
    addressee.customerId === null ? undefined : customerById(on, addressee.customerId),
  ]);
  if (!shop) throw new Error(`shop ${addressee.shopId} is not there`);
  const ways = customer ? await waysOf(on, customer.id, now) : {};
  const reachable = messageChannels.filter((each) => isOpen(each, ways, addressee.caseChannel));
  if (wanted && !reachable.includes(wanted)) return refuse('no-such-way', { field: 'channel', data: { channel: wanted } });
  const channel =
    wanted ??
    chooseWay({ preferred: customer?.preferred ?? 'portal', caseChannel: addressee.caseChannel, ways, mustReach: addressee.mustReach });
  const lang = customer?.lang ?? shop.lang;
  return {
    ok: true,
    value: {
      channel,
      to: handleOf(channel, ways),
      lang,
      rules: channel === 'byhand' ? await platformTextOf(on, shop.platform) : null,
      reachable,
      signature: lang === 'zh' ? shop.signature || shop.name : shop.nameEn || shop.signature,
    },
  };
}

/** How a shop signs, and what marketplace it stands on. */
const shopSigns = kept(['shops'], (on, shopId) =>
  one(
    sql<{
      lang: Lang;
      platform: string;
      signature: string;
      name: string;
      nameEn: string;
    }>`select lang, platform, signature, name, name_en as "nameEn"
      from shops where id = ${shopId}`,
    on,
  ),
);

async function waysOf(on: Reader, customerId: string, now: Date): Promise<Ways> {
  const known = await handlesOf(on, customerId);
  const live = known.filter((each) => !each.value.includes('*') && !(each.expiresAt && each.expiresAt <= now));
  const first = (...kinds: string[]) => live.find((each) => kinds.includes(each.kind));
  const phone = first('phone') ?? first('virtual-phone');
  const email = first('email');
  const nick = first('nick');
  return {
    ...(email ? { email: email.value } : {}),
    ...(phone ? { phone: phone.extension ? `${phone.value}-${phone.extension}` : phone.value } : {}),
    ...(nick ? { nick: nick.value } : {}),
  };
}

function handleOf(channel: ChannelName, ways: Ways): Way['to'] {
  const kind = { email: 'email', phone: 'phone', byhand: 'nick', portal: 'none' }[channel] as keyof Ways | 'none';
  const value = kind === 'none' ? undefined : ways[kind];
  return value === undefined ? null : { kind, value };
}
