import { z } from 'zod';
import { fen, freeText, id, instant, localDay, someText } from '#platform/wire.ts';

export const topics = ['time-limit', 'fee', 'area', 'claim', 'handling', 'other'] as const;
/** Whether an address is delivered to: `limited` has its note (only to a station, only on some days). */
export const delivered = ['yes', 'limited', 'no'] as const;
export const authorities = ['12305', '12315', '12345'] as const;
const carrier = z.object({ id, name: z.string() });
const grams = z.int().min(1).max(1_000_000);
const days = z.int().min(1).max(3650).nullable();
const zone = someText(40);

/** An article as it is written. `askedZh`: how people ask for it, one question a line. `verified` false: shown as 示例，未核实. */
export const articleGiven = z.object({
  topic: z.enum(topics),
  titleZh: someText(120),
  titleEn: someText(200),
  bodyZh: someText(4000),
  bodyEn: someText(6000),
  askedZh: freeText(2000).default(''),
  askedEn: freeText(2000).default(''),
  source: someText(300),
  /** Empty: as in Chinese. */
  sourceEn: freeText(300).default(''),
  verified: z.boolean().default(false),
  public: z.boolean().default(true),
  validFrom: localDay,
  validUntil: localDay.nullable().default(null),
});
export const articleView = articleGiven.extend({
  id,
  useful: z.int(),
  useless: z.int(),
  changedAt: instant,
  /** In force today. */
  inForce: z.boolean(),
});
export type ArticleView = z.output<typeof articleView>;

/** One price from zone to zone; '*' is any zone. Money in fen, weight in grams; `volumeDivisor` cm³ weigh one kilogram. */
export const tariffGiven = z.object({
  carrierId: id,
  serviceZh: someText(60),
  serviceEn: someText(80),
  origin: zone,
  destination: zone,
  firstG: grams,
  firstFen: fen,
  furtherG: grams,
  furtherFen: fen,
  volumeDivisor: z.int().min(100).max(100_000),
  /** Insurance: this many thousandths of the insured value, at least `insuredLeastFen`. */
  insuredPerMille: z.int().min(0).max(1000).default(0),
  insuredLeastFen: fen.default(0),
  daysLeast: z.int().min(0).max(365),
  daysMost: z.int().min(0).max(365),
  source: someText(300),
  /** Empty: as in Chinese. */
  sourceEn: freeText(300).default(''),
  verified: z.boolean().default(false),
  validFrom: localDay,
  validUntil: localDay.nullable().default(null),
});
export const tariffView = tariffGiven.extend({ id, carrier: z.string() });
export type TariffView = z.output<typeof tariffView>;

/** What is to be sent: from, to (addresses or zones), grams, centimetres, value to be insured in fen. */
export const quoteGiven = z.object({
  from: someText(200),
  to: someText(200),
  carrierId: id.optional(),
  weightG: grams,
  lengthCm: z.number().positive().max(1000).optional(),
  widthCm: z.number().positive().max(1000).optional(),
  heightCm: z.number().positive().max(1000).optional(),
  insuredFen: fen.optional(),
});
export const quoteView = z.object({
  items: z.array(
    z.object({
      carrier,
      service: z.string(),
      originZone: z.string(),
      destinationZone: z.string(),
      /** What is charged by: the greater of real and volumetric weight, rounded up to the tariff's steps. */
      chargedG: z.int(),
      byVolume: z.boolean(),
      freightFen: fen,
      insuranceFen: fen,
      totalFen: fen,
      daysLeast: z.int(),
      daysMost: z.int(),
      source: z.string(),
      verified: z.boolean(),
      validFrom: localDay,
      delivered: z.enum(delivered),
      /** How it was reckoned, line by line, in the reader's language. */
      why: z.array(z.string()),
    }),
  ),
});

/** A place as it stands in addresses, outer to inner with slashes: 澜江市/望岳区. */
export const placeGiven = z.object({
  carrierId: id,
  place: someText(120),
  placeEn: freeText(160).default(''),
  zone,
  delivered: z.enum(delivered),
  noteZh: freeText(300).default(''),
  noteEn: freeText(300).default(''),
});
export const placeView = placeGiven.extend({ id, carrier: z.string() });
export type PlaceView = z.output<typeof placeView>;

export const areaAnswer = z.object({
  carrier,
  /** `unknown`: no place of this carrier stands in the address. */
  delivered: z.enum([...delivered, 'unknown']),
  place: z.string().nullable(),
  zone: z.string().nullable(),
  note: z.string(),
});

/** Where a parcel is, without anything that tells who sends or receives it (EX-2). */
export const trackingView = z.object({
  /** Masked: the first four and the last four characters. */
  waybill: z.string(),
  carrier: z.string().nullable(),
  state: z.string(),
  stateWords: z.string(),
  place: z.string().nullable(),
  scanAt: instant.nullable(),
  scanText: z.string().nullable(),
  /** When it should come; null with the reason in `whyNot`. */
  expected: z.string().nullable(),
  whyNot: z.string().nullable(),
  /** How the number was recognised. */
  took: z.string(),
});
export type TrackingView = z.output<typeof trackingView>;

/** What a carrier's terms say, in calendar days; null: they say nothing. `uninsuredTimes`: most that is paid uninsured, times the freight. */
export const termsGiven = z.object({
  lostDays: days,
  claimDays: days,
  damageDays: days,
  acceptanceDays: days,
  decisionDays: days,
  paymentDays: days,
  uninsuredTimes: z.int().min(1).max(100).nullable(),
  sourceZh: someText(300),
  sourceEn: someText(300),
  verified: z.boolean().default(false),
  validFrom: localDay,
});
export const termsView = termsGiven.extend({ id, carrierId: id, carrier: z.string(), inForce: z.boolean() });
export type TermsView = z.output<typeof termsView>;

export const authorityGiven = z.object({
  answerDays: z.int().min(1).max(365),
  working: z.boolean(),
  sourceZh: someText(300),
  sourceEn: someText(300),
  verified: z.boolean().default(false),
});
export const authorityView = authorityGiven.extend({ authority: z.enum(authorities) });

/** A complaint that an authority forwarded (EX-11); `due` by its own word or by the setting with `source`. */
export const externalView = z.object({
  authority: z.enum(authorities),
  authorityNo: z.string(),
  receivedAt: instant,
  answerDue: instant.nullable(),
  source: z.string(),
  verified: z.boolean(),
  demand: z.string(),
  verdict: z.enum(['valid', 'invalid']).nullable(),
  answer: z.string(),
  answeredAt: instant.nullable(),
});
export type ExternalView = z.output<typeof externalView>;
