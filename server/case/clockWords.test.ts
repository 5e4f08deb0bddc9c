import { describe, expect, test } from 'vitest';
import { type Calendar, statutoryCalendar } from '#platform/calendar.ts';
import { instantOf } from '#platform/localTime.ts';
import { dueAt, type DueQuestion } from './clockMath.ts';
import { describeRemaining, describeSpan, explainDue } from './clockWords.ts';
import { sourceInBoth } from './sourceWords.ts';

const zone = 'Asia/Shanghai';
const china = statutoryCalendar(zone, [2026, 2027]);
const at = (wall: string) => instantOf(wall.slice(0, 10), wall.slice(11), zone);
const completion: DueQuestion = {
  start: at('2026-11-20 17:31'),
  amount: { n: 7, unit: 'workingDays' },
  calendar: china,
  pauses: [{ from: at('2026-11-21 08:00'), to: at('2026-11-21 11:00'), why: 'customer' }],
  mayPause: true,
  event: 'accepted',
  source: 'CL-2',
};
const explain = (question: DueQuestion, lang: 'zh' | 'en' = 'zh') => explainDue(dueAt(question).lines, lang, zone);

describe('why a clock falls when it falls', () => {
  test('reads as on the case page', () => {
    expect(explain(completion)).toEqual([
      '11-20（周五）受理，起算日不计',
      '7 个工作日：11-23…27、11-30、12-01',
      '12-01 24:00 ＋ 待客户暂停 3 小时',
      '截止 12-02 03:00 · CL-2',
    ]);
    expect(explain(completion, 'en')).toEqual([
      "Accepted Nov 20 (Fri); the starting day isn't counted",
      '7 working days: Nov 23–27, Nov 30, Dec 1',
      'Dec 1, 24:00 + 3 h waiting for the customer',
      'Due Dec 2, 03:00 · CL-2',
    ]);
  });

  test('elapsed hours have a starting time', () => {
    const first: DueQuestion = { ...completion, amount: { n: 24, unit: 'hours' }, pauses: [], event: 'registered', source: 'CL-1' };
    expect(explain(first)).toEqual(['11-20 17:31 登记', '24 小时，连续计算', '截止 11-21 17:31 · CL-1']);
    expect(explain(first, 'en')).toEqual(['Registered Nov 20, 17:31', '24 hours of elapsed time', 'Due Nov 21, 17:31 · CL-1']);
  });

  test('holidays and make-up days are named', () => {
    const golden: DueQuestion = { ...completion, start: at('2026-09-30 09:00'), amount: { n: 3, unit: 'workingDays' }, pauses: [] };
    expect(explain(golden)).toEqual([
      '09-30（周三）受理，起算日不计',
      '3 个工作日：10-08…10',
      '10-10 调休上班，计入',
      '跳过 10-01…07（国庆节）',
      '截止 10-10 24:00 · CL-2',
    ]);
    expect(explain(golden, 'en')).toContain('Skipped: Oct 1–7 (National Day)');
  });

  test('another year is written out, and that it is not published', () => {
    const turn: DueQuestion = { ...completion, start: at('2026-12-30 09:00'), amount: { n: 2, unit: 'workingDays' }, pauses: [] };
    expect(explain(turn)).toEqual([
      '12-30（周三）受理，起算日不计',
      '2 个工作日：12-31、2027-01-04',
      '跳过 2027-01-01（元旦）',
      '2027 年放假安排尚未公布，截止时间可能变动',
      '截止 2027-01-04 24:00 · CL-2',
    ]);
    expect(explain(turn, 'en')).toContain("The holidays of 2027 aren't announced yet: this due time may move");
  });

  test('a running pause says since when and what is left', () => {
    const waiting: DueQuestion = { ...completion, pauses: [{ from: at('2026-11-30 12:00'), to: null, why: 'customer' }] };
    expect(explain(waiting).slice(-2)).toEqual(['11-30 12:00 起待客户，暂停计时', '恢复计时后还剩 1 天 12 小时 · CL-2']);
    expect(explain(waiting, 'en').slice(-2)).toEqual([
      'Paused since Nov 30, 12:00: waiting for the customer',
      '1 d 12 h left once it runs again · CL-2',
    ]);
  });

  test('a limit that nothing pauses says so, and claims no law: most are set by terms or by the house', () => {
    const lawful: DueQuestion = { ...completion, amount: { n: 7, unit: 'days' }, mayPause: false, source: 'CL-8' };
    expect(explain(lawful)).toEqual(['11-20（周五）受理，起算日不计', '7 天：11-21…27', '此时限不因等待而暂停', '截止 11-27 24:00 · CL-8']);
    expect(explain(lawful, 'en')).toContain('Waiting does not pause this limit');
  });

  test('a source that is kept in both languages is told in the reader’s', () => {
    const kept: DueQuestion = {
      ...completion,
      amount: { n: 7, unit: 'days' },
      mayPause: false,
      source: sourceInBoth('迅川合同', 'Xunchuan contract'),
    };
    expect(explain(kept).at(-1)).toBe('截止 11-27 24:00 · 迅川合同');
    expect(explain(kept, 'en').at(-1)).toMatch(/ · Xunchuan contract$/);
  });

  test('a shop’s own day off and a clock without a named start have words too', () => {
    const own: Calendar = { ...china, days: { '2026-11-23': { kind: 'off', from: 'shop' } } };
    const { event: _, source: __, ...plain } = completion;
    const question: DueQuestion = { ...plain, calendar: own, amount: { n: 1, unit: 'workingDays' }, pauses: [] };
    expect(explain(question)).toEqual(['11-20（周五）起算，起算日不计', '1 个工作日：11-24', '跳过 11-23（店铺休息）', '截止 11-24 24:00']);
    expect(explain(question, 'en')[0]).toBe("Starts Nov 20 (Fri); the starting day isn't counted");
  });

  test('sixty days keep their first and last runs', () => {
    expect(explain({ ...completion, amount: { n: 60, unit: 'workingDays' }, pauses: [] })[1]).toBe(
      '60 个工作日：11-23…27、11-30、12-01…04、……、2027-02-09…12、2027-02-15…17',
    );
  });
});

describe('spans', () => {
  const minutes = (n: number) => n * 60_000;
  test.each([
    [minutes(10 * 1440 + 15 * 60 + 40), '剩 10 天 15 小时', '10 d 15 h left'],
    [minutes(38), '剩 38 分', '38 min left'],
    [minutes(300), '剩 5 小时', '5 h left'],
    [minutes(1440 + 5), '剩 1 天', '1 d left'],
    [0, '剩不到 1 分', 'under 1 min left'],
    [minutes(-26), '超时 26 分', '26 min over'],
    [-1, '超时不到 1 分', 'under 1 min over'],
  ])('%i ms', (ms, zh, en) => {
    expect([describeRemaining(ms, 'zh'), describeRemaining(ms, 'en')]).toEqual([zh, en]);
  });

  test('an exact span keeps days, hours and minutes', () => {
    expect(describeSpan(minutes(1440 + 61), 'zh')).toBe('1 天 1 小时 1 分');
  });
});
