/** What a registration field says of when it is needed. */
interface Needed {
  readonly required: boolean;
  /** Problems of the playbook; finer ones below count as well. */
  readonly requiredFor?: readonly string[] | undefined;
}

/** Whether a report of this problem is refused without the field: some are needed for one problem and not for its others (IN-8). */
export function isRequiredFor(rule: Needed, problem: string): boolean {
  return rule.required || (rule.requiredFor ?? []).some((each) => problem === each || problem.startsWith(`${each}.`));
}
