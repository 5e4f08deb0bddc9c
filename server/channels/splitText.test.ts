import { describe, expect, test } from 'vitest';
import { splitText } from './splitText.ts';

describe('a text for a marketplace chat', () => {
  test('stays whole when it fits', () => {
    expect(splitText('您好。', 50)).toEqual(['您好。']);
    expect(splitText('', 50)).toEqual([]);
  });
  test('is cut at the end of a sentence', () => {
    expect(splitText('第一句话在这里。第二句话在这里。', 10)).toEqual(['第一句话在这里。', '第二句话在这里。']);
  });
  test('is cut at a comma when no sentence ends in reach', () => {
    expect(splitText('一二三四五六，七八九十', 8)).toEqual(['一二三四五六，', '七八九十']);
  });
  test('is cut in the middle when there is nothing else, and never inside an emoji', () => {
    expect(splitText('😀😀😀😀😀', 2)).toEqual(['😀😀', '😀😀', '😀']);
  });
});
