import { describe, expect, test } from 'vitest';
import { checkText } from './checkText.ts';

const inside = { outside: false };

describe('a text that goes to a customer', () => {
  test.each([
    '亲，给个好评返现 5 元哦',
    '麻烦您修改一下评价，我们给您补偿',
    '差评可以帮忙删掉吗',
    '差价退您，麻烦改好评，谢谢。',
    '好 评 返 现',
    '好·评·返·现',
    '确认五星晒图后送优惠券',
    '给您补偿 20 元，麻烦给个好评',
    'Could you please change your review?',
    'Leave a five-star rating and get a coupon.',
    'We offer a refund for a positive review',
  ])('is never tied to a review: %s', (text) => {
    expect(checkText(text, inside).map((each) => each.kind)).toContain('review');
  });

  test.each([
    '您好，服务单 C261120-00042-7 已受理，预计 11月27日 前办结。',
    '给您带来不便，我们补偿 20 元，预计 1–3 个工作日到账。',
    '感谢您的评价，我们会改进。',
    '请为处理速度、处理结果和服务态度打分',
    'We have refunded 20 yuan. Thank you for your patience.',
    'How were speed, result and attitude?',
  ])('may say what we do: %s', (text) => {
    expect(checkText(text, { outside: true })).toEqual([]);
  });

  test.each([
    ['加微信聊', '加微信'],
    ['我的 V X 是 abc', 'V X'],
    ['请看 https://desk.example/c/abc。', 'https://desk.example/c/abc'],
  ])('does not lead out of a marketplace: %s', (text, words) => {
    expect(checkText(text, { outside: true })).toEqual([{ words, kind: 'outside' }]);
    expect(checkText(text, inside)).toEqual([]);
  });
});
