import { listCarriers } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer, Body } from '#platform/wire.ts';
import { placeIn } from './area.ts';
import { bestPrice, type Consignment, type Fee, feeOf } from './fee.ts';
import { todayOf } from './findArticles.ts';
import { type PlaceRow, placesOf, pricesFor, type TariffRow } from './tariffStore.ts';
import type { answersRoutes } from './wire.ts';

type Quote = Answer<typeof answersRoutes.quote>;
type Asked = Body<typeof answersRoutes.quote>;

/**
 * What a consignment costs with each carrier that goes there, the cheapest first (EX-1). `from` and `to` are addresses, or
 * zones as the tariffs name them. Refuses `place-not-known` (field: which), `no-tariff`.
 */
export async function quoteFee(on: Reader, asked: Asked, now: Date, lang: Lang): Promise<Result<Quote>> {
  const places = await placesOf(on, asked.carrierId);
  const carriers = (await listCarriers(on)).filter((each) => each.active && (!asked.carrierId || each.id === asked.carrierId));
  const known = (text: string) => carriers.some((carrier) => zoneOf(text, places, carrier.id) !== undefined);
  for (const field of ['from', 'to'] as const) if (!known(asked[field])) return refuse('place-not-known', { field });
  const sides = [asked.lengthCm, asked.widthCm, asked.heightCm];
  const [a, b, c] = sides;
  const sent: Consignment = {
    weightG: asked.weightG,
    sidesCm: a !== undefined && b !== undefined && c !== undefined ? [a, b, c] : null,
    insuredFen: asked.insuredFen ?? 0,
  };
  const items: Quote['items'] = [];
  for (const carrier of carriers) {
    const origin = zoneOf(asked.from, places, carrier.id);
    const destination = zoneOf(asked.to, places, carrier.id);
    if (!origin || !destination || destination.delivered === 'no') continue;
    const prices = await pricesFor(on, { carrierId: carrier.id, origin: origin.zone, destination: destination.zone, today: todayOf(now) });
    for (const service of new Set(prices.map((each) => each.serviceZh))) {
      const price = bestPrice(prices.filter((each) => each.serviceZh === service));
      if (price) items.push(present(price, feeOf(price, sent), { origin, destination, sent, lang }));
    }
  }
  if (items.length === 0) return refuse('no-tariff', { field: 'to' });
  return ok({ items: items.toSorted((x, y) => x.totalFen - y.totalFen) });
}

interface Zone {
  readonly zone: string;
  readonly delivered: PlaceRow['delivered'];
}

/** By the most exact place of that carrier in the address; or the text is a zone's own name. */
function zoneOf(text: string, places: readonly PlaceRow[], carrierId: string): Zone | undefined {
  const own = places.filter((each) => each.carrierId === carrierId);
  return placeIn(text, own) ?? own.find((each) => each.zone === text.trim());
}

interface Way {
  readonly origin: Zone;
  readonly destination: Zone;
  readonly sent: Consignment;
  readonly lang: Lang;
}

function present(price: TariffRow, fee: Fee, { origin, destination, sent, lang }: Way): Quote['items'][number] {
  const zh = lang === 'zh';
  return {
    carrier: { id: price.carrierId, name: zh ? price.carrierZh : price.carrierEn },
    service: zh ? price.serviceZh : price.serviceEn,
    originZone: origin.zone,
    destinationZone: destination.zone,
    chargedG: fee.chargedG,
    byVolume: fee.byVolume,
    freightFen: fee.freightFen,
    insuranceFen: fee.insuranceFen,
    totalFen: fee.totalFen,
    daysLeast: price.daysLeast,
    daysMost: price.daysMost,
    source: zh ? price.source : price.sourceEn || price.source,
    verified: price.verified,
    validFrom: price.validFrom,
    delivered: destination.delivered,
    why: zh ? whyZh(price, fee, sent) : whyEn(price, fee, sent),
  };
}

function whyZh(price: TariffRow, fee: Fee, sent: Consignment): string[] {
  return [
    fee.byVolume
      ? `体积重量大于实际重量，按体积计费：长×宽×高（厘米）÷ ${price.volumeDivisor} = 千克`
      : `按实际重量 ${kg(sent.weightG)} 千克计费`,
    `首重 ${kg(price.firstG)} 千克 ¥${yuan(price.firstFen)}${fee.steps > 0 ? `，续重 ${fee.steps} × ${kg(price.furtherG)} 千克 × ¥${yuan(price.furtherFen)}` : ''}（不足一档按一档）`,
    ...(fee.insuranceFen > 0
      ? [`保价 ¥${yuan(sent.insuredFen)} × ${price.insuredPerMille}‰，最低 ¥${yuan(price.insuredLeastFen)}：¥${yuan(fee.insuranceFen)}`]
      : []),
  ];
}

function whyEn(price: TariffRow, fee: Fee, sent: Consignment): string[] {
  return [
    fee.byVolume
      ? `charged by volume, which is more than its weight: length × width × height (cm) ÷ ${price.volumeDivisor} = kg`
      : `charged by its weight of ${kg(sent.weightG)} kg`,
    `first ${kg(price.firstG)} kg ¥${yuan(price.firstFen)}${fee.steps > 0 ? `, further ${fee.steps} × ${kg(price.furtherG)} kg × ¥${yuan(price.furtherFen)}` : ''} (a step begun counts whole)`,
    ...(fee.insuranceFen > 0
      ? [
          `insurance of ¥${yuan(sent.insuredFen)} × ${price.insuredPerMille}‰, at least ¥${yuan(price.insuredLeastFen)}: ¥${yuan(fee.insuranceFen)}`,
        ]
      : []),
  ];
}

const kg = (g: number): string => String(g / 1000);
const yuan = (fen: number): string => (fen / 100).toFixed(2);
