import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlaybook } from '#case/parsePlaybook.ts';
import type { Leg, Walk } from '#case/paths.ts';
import type { Playbook } from '#case/playbook.ts';
import { type Cover, coveringWalks } from '#case/walks.ts';
import type { OrderGiven } from '#commerce/wire.ts';
import type { intakeRoutes } from '#intake/wire.ts';
import type { BodyIn } from '#platform/wire.ts';
import type { Walking } from './walker.ts';

/** A playbook that is walked through the whole product, and how a case of it comes about. */
export interface WalkedPlaybook {
  /** Its file in `playbooks/`. */
  readonly name: string;
  /** `pairs` of edges that follow one another, with loops by the count; or `edges`, for playbooks that share their shape with a walked one. */
  readonly cover: Cover;
  /** What its report says more or otherwise than the plain one of a missing part. */
  report(walk: Walk): Partial<BodyIn<typeof intakeRoutes.register>>;
  /** What its order says otherwise than the plain one, signed two days ago; or that a report names none. */
  readonly order?: 'none' | ((walk: Walk) => Partial<OrderGiven>);
  /** Makes so what the next leg asks of the facts: before the answer after which a step is passed over, or before an answer with `when`. */
  arrange?(walking: Walking, leg: Leg): Promise<void>;
}

const shippingFields = { contactName: '林', changedField: 'address', newInformation: '澜江市高新区软件园 3 栋' };

/** A parcel that its carrier can still stop. */
const onItsWay = (): Partial<OrderGiven> => ({ state: 'shipped', parcels: [] });

export const playbooksWalked: readonly WalkedPlaybook[] = [
  {
    name: 'missing-parts',
    cover: 'pairs',
    report: () => ({ problem: 'missing.accessory', fields: { wish: 'resend', contactName: '林' } }),
  },
  {
    name: 'damaged-lost',
    cover: 'edges',
    report: () => ({ problem: 'damaged.goods', fields: { wish: 'resend', contactName: '林' } }),
    // One cheap thing of a dear order: it can be returned for money in several rounds of one walk.
    order: () => ({
      lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 1_000, paidFen: 1_000 }],
    }),
  },
  {
    name: 'shipping-request',
    cover: 'edges',
    report: () => ({ problem: 'shipping.change-request', words: '能不能改到公司地址？', lines: [], fields: shippingFields }),
    order: onItsWay,
  },
  {
    name: 'shipping-information',
    cover: 'edges',
    report: () => ({
      problem: 'shipping.not-changed',
      words: '下单十分钟就说换成公司地址了，现在显示送到我老家去了。',
      lines: [],
      fields: { ...shippingFields, askedAt: '2026-11-16 20:12', wish: 'correct-information' },
    }),
    order: onItsWay,
  },
  {
    name: 'express-enquiry',
    cover: 'edges',
    report: () => ({ problem: 'enquiry.fee', playbook: 'express-enquiry', lines: [], fields: { contactName: '周' } }),
  },
  {
    name: 'express-suggestion',
    cover: 'edges',
    report: () => ({ problem: 'suggestion.service', playbook: 'express-suggestion', lines: [], fields: { contactName: '周' } }),
  },
  {
    name: 'external-complaint',
    cover: 'edges',
    report: () => ({ problem: 'external.12315', playbook: 'external-complaint', lines: [], fields: { contactName: '周' } }),
  },
  {
    name: 'express-complaint',
    cover: 'edges',
    report: () => ({
      problem: 'signed.left-without-consent',
      playbook: 'express-complaint',
      lines: [],
      fields: { contactName: '周', wish: 'points' },
    }),
  },
];

const folder = join(import.meta.dirname, '../../playbooks');

/** A playbook as it is shipped; throws with every fault when it has any. */
export function shippedPlaybook(name: string): Playbook {
  const words = join(folder, `${name}.words.yaml`);
  const parsed = parsePlaybook(
    readFileSync(join(folder, `${name}.yaml`), 'utf8'),
    `${name}.yaml`,
    existsSync(words) ? { text: readFileSync(words, 'utf8'), file: `${name}.words.yaml` } : undefined,
  );
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.file}:${fault.line} ${fault.words.en}`).join('\n'));
  return parsed.playbook;
}

/** The walks that cover a playbook as its entry asks; the long run (`bin/soak walks`) covers pairs everywhere. */
export function walksOf({ name, cover }: WalkedPlaybook): readonly Walk[] {
  return coveringWalks(shippedPlaybook(name), process.env.AMENDS_WALKS === 'pairs' ? 'pairs' : cover);
}
