/**
 * Whether a playbook handles a problem: it lists the code, or a code above it in the tree (IN-4). What an operator added as
 * `damaged.goods.corner` is handled like `damaged.goods`. Pure.
 */
export function knowsProblem(listed: readonly string[], code: string): boolean {
  return listed.includes(code) || listed.some((each) => code.startsWith(`${each}.`));
}
