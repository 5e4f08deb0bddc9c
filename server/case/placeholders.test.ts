import { expect, test } from 'vitest';
import { endedOnce, withoutGaps } from './placeholders.ts';

const script = '您好，我是{shop}的{agent}。我们可以这样处理：{offer}。您看选哪一个？';

test('a script says what is known and leaves out a sentence with a gap', () => {
  expect(withoutGaps(script, { shop: '栖木家居', agent: '周小满', offer: '补发铰链×2' })).toBe(
    '您好，我是栖木家居的周小满。我们可以这样处理：补发铰链×2。您看选哪一个？',
  );
  expect(withoutGaps(script, { shop: '栖木家居', agent: '周小满' })).toBe('您好，我是栖木家居的周小满。您看选哪一个？');
  expect(withoutGaps('This is {agent}. We found this, {reason}. Do you agree?', { reason: 'No. 3.5 kg' })).toBe(
    'We found this, No. 3.5 kg. Do you agree?',
  );
});

test('a script of which nothing is known is none', () => {
  expect(withoutGaps('{outcome}。', {})).toBeNull();
});

test('what a customer asked keeps its own sign at the end, and gets no second one', () => {
  expect(['要多久赔？', '寄的耳机丢了', '能赔吗?'].map((summary) => endedOnce(summary, '。'))).toEqual([
    '要多久赔？',
    '寄的耳机丢了。',
    '能赔吗?',
  ]);
});
