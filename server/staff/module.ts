import type { Module } from '#platform/module.ts';
import { seedCalendar } from './calendar.ts';
import { staffRefusals } from './refusals.ts';
import { staffRoutes } from './routes.ts';

// main.ts opens the door and, on an empty installation, prints the first link.
export { makeEntrance } from './entrance.ts';
export { ensureFirstAdministratorLink } from './invitations.ts';
export { nameOfActor } from './nameOfActor.ts';

export const staffModule: Module = { name: 'staff', routes: staffRoutes, refusals: staffRefusals, prepare: seedCalendar };
