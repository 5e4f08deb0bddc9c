// What other stages may know of staff: rights, playbook roles, names, and the working calendar.

export type { Action, Scope, StaffRole } from './roles.ts';
export { actions, isStaffRole } from './roles.ts';
export { may, mayOn, playbookRolesOf, scopeCondition, type ScopeColumns, type ScopeRow, shopsOf } from './scope.ts';
export { loadCalendar } from './calendarStore.ts';
export { addPerson } from './people.ts';
export { createTeam } from './teams.ts';
export { type ColleagueRow, nameOfStaff, namesOf, type TeamRow } from './staffStore.ts';

/**
 * Events of this folder. `calendar.changed` carries `{day}` (and the shop of a shop's own day) or `{year}`: running clocks are
 * worked out anew. The others are for the record: staff.added, staff.changed, staff.presence, staff.signed-in,
 * staff.sign-in-failed, staff.password-set, staff.link-made, team.saved, key.created, key.revoked.
 */
export type CalendarChanged = { readonly day: string } | { readonly year: number };
