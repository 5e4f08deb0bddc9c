/** What a number may be by its shape alone; `carrier` is the lower-case code that tracking services use (domain.md §2.1). */
export interface Shape {
  readonly kind: 'order' | 'waybill' | 'erpTrade' | 'afterSale';
  readonly carrier?: string;
  /** 0 to 1: for ranking, never for deciding. */
  readonly confidence: number;
}

/** Of what one shape may be, the best guess first. Numeric shapes overlap, so the store is asked for each (domain.md §2.5). */
export function shapesOf(number: string): Shape[] {
  if (mobile.test(number)) return [];
  const waybills =
    number.length <= longestWaybill
      ? waybillShapes.flatMap(([carrier, pattern, confidence]) =>
          pattern.test(number) ? [{ kind: 'waybill', carrier, confidence } as const] : [],
        )
      : [];
  const best = new Map<string, Shape>();
  for (const shape of [...waybills, ...upuShape(number)]) {
    const known = best.get(shape.carrier ?? '');
    if (!known || known.confidence < shape.confidence) best.set(shape.carrier ?? '', shape);
  }
  const others = otherShapes.flatMap(([kind, pattern, confidence]) => (pattern.test(number) ? [{ kind, confidence }] : []));
  const certain = [...best.values()].some((shape) => shape.confidence > 0.9);
  return [...best.values(), ...(certain ? [] : others)].sort((a, b) => b.confidence - a.confidence);
}

/** Without the marks of one of several boxes: JDVA00000000001-1-2- is JDVA00000000001. */
export function withoutBoxSuffix(number: string): string {
  return number.replace(/^((?:JD|DPK)[A-Z]*\d{8,})(?:-\d{1,3}){1,2}-?$/, '$1');
}

/** Carriers by the names that people write beside a number. */
export const carrierNames: readonly (readonly [name: RegExp, carrier: string])[] = [
  [/顺丰/, 'shunfeng'],
  [/中通/, 'zhongtong'],
  [/圆通/, 'yuantong'],
  [/申通/, 'shentong'],
  [/韵达/, 'yunda'],
  [/极兔/, 'jtexpress'],
  [/京东/, 'jd'],
  [/EMS/i, 'ems'],
  [/邮政/, 'youzhengguonei'],
  [/德邦/, 'debangkuaidi'],
  [/百世|汇通/, 'huitongkuaidi'],
];

/** A mobile number is never a waybill, whatever carriers use. */
const mobile = /^1[3-9]\d{9}$/;
const longestWaybill = 32;

/** [M] where not seen in samples: the order among equals is "more special first" (STO before ZTO: 773… fits both). */
const waybillShapes: readonly (readonly [carrier: string, pattern: RegExp, confidence: number])[] = [
  ['shunfeng', /^SF\d{13}$/, 0.98],
  ['yuantong', /^YT(?:\d{13}|\d{18})$/, 0.98],
  ['zhongtong', /^ZTO\d{8,}$/, 0.98],
  ['shentong', /^STO\d{10}$/, 0.98],
  ['jtexpress', /^JT\d{13}$/, 0.98],
  ['jd', /^JD(?:V[A-Z]\d{11}|[XK]\d{12}|\d{13,})$/, 0.98],
  ['debangkuaidi', /^DPK\d{11,12}$/, 0.98],
  ['shentong', /^(?:77\d{13}|773\d{9,13})$/, 0.85],
  ['yunda', /^4[36]\d{13}$/, 0.82],
  ['zhongtong', /^7[3-9]\d{12}$/, 0.8],
  ['ems', /^(?:1[0-2]|5[0-2]|9[5-9])\d{11}$/, 0.6],
  ['youzhengguonei', /^(?:9[689]|12|43)\d{11}$/, 0.58],
  ['yunda', /^31\d{11}$/, 0.6],
  ['shentong', /^(?:33|55|66)\d{11}$/, 0.5],
  ['shunfeng', /^\d{12}$/, 0.5],
  ['zhongtong', /^\d{12}$/, 0.35],
  ['yuantong', /^[A-Z]\d{9,12}$/, 0.3],
  ['yunda', /^(?:\d{13}|\d{15})$/, 0.3],
  ['huitongkuaidi', /^(?:5\d{13,14}|[67]\d{13})$/, 0.25],
  ['debangwuliu', /^\d{8,10}$/, 0.2],
];

/** All [M]: platforms publish no grammar of their numbers. */
const otherShapes: readonly (readonly [kind: 'order' | 'erpTrade' | 'afterSale', pattern: RegExp, confidence: number])[] = [
  ['order', /^\d{6}-\d{12,18}$/, 0.97],
  ['order', /^E\d{18,24}$/, 0.9],
  ['order', /^\d{18,19}$/, 0.85],
  ['order', /^\d{16,17}$/, 0.7],
  ['order', /^\d{20,24}$/, 0.6],
  ['order', /^\d{8,15}$/, 0.4],
  ['order', /^(?=(?:[A-Z-]*\d){4})(?=.*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*$/, 0.4],
  ['afterSale', /^(?:TK|AS|SH)\d{8,}$/, 0.88],
  ['afterSale', /^\d{15,19}$/, 0.3],
  ['erpTrade', /^(?:JY|XS|XSD|WD)\d{8,}$/, 0.88],
  ['erpTrade', /^(?:\d{7,9}|\d{16})$/, 0.25],
];

/** International and EMS numbers of the postal union (S10): two letters, eight digits, check digit, CN. */
function upuShape(number: string): Shape[] {
  const digits = /^[A-Z]{2}(\d{8})(\d)CN$/.exec(number);
  if (!digits) return [];
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, i) => total + weight * Number(digits[1]?.[i]), 0);
  const check = 11 - (sum % 11);
  const right = check === 10 ? 0 : check === 11 ? 5 : check;
  return [{ kind: 'waybill', carrier: 'ems', confidence: right === Number(digits[2]) ? 0.98 : 0.4 }];
}
