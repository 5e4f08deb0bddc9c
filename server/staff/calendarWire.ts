import { z } from 'zod';
import { bothWords, id, localDay, route } from '#platform/wire.ts';

/** `statutory` from the State Council's table, `person` set by hand. */
export const calendarDay = z.object({
  day: localDay,
  work: z.boolean(),
  name: bothWords,
  source: z.enum(['statutory', 'person']),
  shopId: id.nullable(),
});
export const calendarYear = z.object({ year: z.int(), published: z.boolean(), days: z.array(calendarDay) });
export type CalendarYear = z.output<typeof calendarYear>;
const year = z.coerce.number().int().min(2020).max(2100);
export const readCalendarRoute = route({
  method: 'GET',
  path: '/api/v1/calendar',
  summary: { zh: '某年的节假日与调休', en: 'Holidays and make-up workdays of a year' },
  permission: 'signed-in',
  query: z.object({ year, shopId: id.optional() }),
  answer: calendarYear,
});
const dayWords = { name: z.string().trim().max(60).default(''), nameEn: z.string().trim().max(60).default('') };
export const setDayRoute = route({
  method: 'PUT',
  path: '/api/v1/calendar/days/:day',
  summary: {
    zh: '设置某天上班或休息（work 为空则恢复法定安排）',
    en: 'Set a day to work or off (work null: back to the statutory calendar)',
  },
  permission: 'calendar.manage',
  params: z.object({ day: localDay }),
  body: z.object({ shopId: id.nullable().default(null), work: z.boolean().nullable(), ...dayWords }),
  answer: calendarYear,
});
export const setYearRoute = route({
  method: 'POST',
  path: '/api/v1/calendar/years/:year',
  summary: { zh: '标记某年的放假安排已公布，可一并导入', en: "Mark a year's calendar as announced; its days may come with it" },
  permission: 'calendar.manage',
  params: z.object({ year }),
  body: z.object({
    published: z.boolean(),
    days: z
      .array(z.object({ day: localDay, work: z.boolean(), ...dayWords }))
      .max(366)
      .default([]),
  }),
  answer: calendarYear,
});
