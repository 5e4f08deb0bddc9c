import { kept } from '#platform/kept.ts';
import { loadCalendar } from '#staff/contract.ts';

/** The working calendar of a shop: asked by every command that starts a clock, changed a few times a year. */
export const calendarOf = kept(['shops', 'calendar_days', 'calendar_years'], loadCalendar);
