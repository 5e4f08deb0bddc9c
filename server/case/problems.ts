import type { Playbook } from './playbook.ts';

/**
 * Whether a playbook handles a problem: it lists the code, or a code above it in the tree (IN-4). What an operator added as
 * `damaged.goods.corner` is handled like `damaged.goods`. Pure.
 */
export function knowsProblem(listed: readonly string[], code: string): boolean {
  return listed.includes(code) || listed.some((each) => code.startsWith(`${each}.`));
}

/** How much further up such a case stands than one that nobody hurried. */
export const riskPriority = 2;

/** Whether a problem breaks the rules of the trade (代签收、擅自投站、虚假签收), as the playbook says. Pure. */
export function isRegulatoryRisk(playbook: Pick<Playbook, 'regulatoryRisk'>, problem: string): boolean {
  return knowsProblem(playbook.regulatoryRisk ?? [], problem);
}
