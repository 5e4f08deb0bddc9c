import { describe, expect, test } from 'vitest';
import { stepsAhead } from './ahead.ts';
import { missingParts } from './missingParts.fixture.ts';

const ahead = (from: string): string => stepsAhead(missingParts(), from).join(' ');

describe('what usually lies ahead of a case', () => {
  test('from the start it is the long road of the playbook', () => {
    expect(ahead('match-order')).toBe('review enquire liability offer choice carry-out confirm');
  });

  test.each([
    ['order-pending', 'match-order review enquire liability offer choice carry-out confirm'],
    ['wait-materials', 'review enquire liability offer choice carry-out confirm'],
    ['escalate', 'offer choice carry-out confirm'],
    ['goodwill', 'carry-out confirm'],
  ])('from %s it joins that road where its own way leads', (from, road) => {
    expect(ahead(from)).toBe(road);
  });

  test.each(['confirm', 'explain', 'appeal-review', 'by-hand', 'nowhere'])('nothing is promised beyond %s', (from) => {
    expect(ahead(from)).toBe('');
  });
});
