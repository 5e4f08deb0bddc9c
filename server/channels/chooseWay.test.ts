import { describe, expect, test } from 'vitest';
import { chooseWay } from './chooseWay.ts';

const all = { email: 'a@b.example', phone: '17000000031', nick: '栖木' };

describe('the way on which a message goes', () => {
  test.each([
    ['the preferred way first: e-mail', { preferred: 'email', caseChannel: 'byhand', ways: all, mustReach: true }, 'email'],
    ['the preferred way first: a call', { preferred: 'phone', caseChannel: 'web', ways: all, mustReach: true }, 'phone'],
    ['the preferred way first: the chat', { preferred: 'chat', caseChannel: 'web', ways: all, mustReach: true }, 'byhand'],
    [
      'the chat that the case came by',
      { preferred: 'portal', caseChannel: 'byhand', ways: { email: 'a@b.example' }, mustReach: true },
      'byhand',
    ],
    ['e-mail, when an address is known', { preferred: 'portal', caseChannel: 'web', ways: all, mustReach: true }, 'email'],
    [
      'a call, when nothing else reaches and it must',
      { preferred: 'portal', caseChannel: 'web', ways: { phone: '1' }, mustReach: true },
      'phone',
    ],
    [
      'the portal, rather than a call for an acknowledgement',
      { preferred: 'phone', caseChannel: 'phone', ways: { phone: '1' }, mustReach: false },
      'portal',
    ],
    [
      'the portal, when nobody knows how to reach the person',
      { preferred: 'email', caseChannel: 'web', ways: {}, mustReach: true },
      'portal',
    ],
    [
      'the next way, for who prefers a channel that is not connected',
      { preferred: 'wechat', caseChannel: 'web', ways: all, mustReach: true },
      'email',
    ],
  ] as const)('is %s', (_, given, expected) => {
    expect(chooseWay(given)).toBe(expected);
  });
});
