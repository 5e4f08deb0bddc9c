import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { isOwnCallback, meaningOfQuery, queryForm, readCallback, stateOf } from './trackingPartner.ts';

const account = { url: 'http://source', customer: 'C', key: 'K', salt: 'S' };
const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');

it('signs the very text that it sends, in capitals, and asks in lower case', () => {
  const form = queryForm(account, { carrier: 'XunChuan', waybill: '7729001', phone: '1207' });
  const param = form.get('param') ?? '';
  expect(form.get('sign')).toBe(md5(`${param}KC`).toUpperCase());
  expect(JSON.parse(param)).toMatchObject({ com: 'xunchuan', num: '7729001', phone: '1207' });
});

it.each([
  [200, { status: '200', nu: '1', state: '0', data: [] }, { outcome: 'tracked' }],
  [200, { result: false, returnCode: '500' }, { outcome: 'no-record' }],
  [200, { result: false, returnCode: '503' }, { outcome: 'refused', fault: 'bad-sign' }],
  [200, { result: false, returnCode: '400' }, { outcome: 'refused', fault: 'bad-question' }],
  [200, { result: false, returnCode: '601' }, { outcome: 'refused', fault: 'account-expired' }],
  [200, { result: false, returnCode: '502' }, { outcome: 'failed', fault: 'code-502' }],
  [500, null, { outcome: 'failed', fault: 'http-500' }],
  [200, null, { outcome: 'failed', fault: 'unreadable' }],
])('a reply %s %j means %j', (status, body, meaning) => {
  expect(meaningOfQuery(status, body)).toMatchObject(meaning);
});

it('turns the list so that the oldest comes first, and reads Chinese wall time', () => {
  const told = meaningOfQuery(200, {
    status: '200',
    nu: '77',
    state: '5',
    data: [
      { ftime: '2026-11-20 09:30:00', context: '派件中', areaName: '澜江', statusCode: '5' },
      { ftime: '2026-11-19 20:00:00', context: '已揽收', statusCode: '103' },
      { ftime: 'yesterday', context: '不成时间' },
    ],
  });
  expect(told).toMatchObject({
    tracked: {
      state: 'delivering',
      scans: [
        { text: '已揽收', place: null },
        { text: '派件中', place: '澜江' },
      ],
    },
  });
  expect(told.outcome === 'tracked' && told.tracked.scans[1]?.at.toISOString()).toBe('2026-11-20T01:30:00.000Z');
});

it.each([
  ['0', 'in-transit'],
  ['1002', 'in-transit'],
  ['101', 'created'],
  ['103', 'collected'],
  ['501', 'delivering'],
  ['304', 'signed'],
  ['205', 'problem'],
  ['14', 'problem'],
  ['401', 'returned'],
  ['99', null],
  ['', null],
])('the source’s state %s is our %s', (code, state) => {
  expect(stateOf(code)).toBe(state);
});

it('believes a callback only by its sign, in either case, and knows when it is the last', () => {
  const param = JSON.stringify({ status: 'shutdown', lastResult: { nu: '77', state: '3', data: [] } });
  expect(isOwnCallback(param, md5(`${param}S`), 'S')).toBe(true);
  expect(isOwnCallback(param, md5(`${param}S`).toUpperCase(), 'S')).toBe(true);
  expect(isOwnCallback(param, md5(`${param}T`), 'S')).toBe(false);
  expect(readCallback(param)).toMatchObject({ ended: true, tracked: { waybill: '77', state: 'signed' } });
  expect(readCallback('{')).toBeNull();
  expect(readCallback('{"status":"polling"}')).toBeNull();
});
