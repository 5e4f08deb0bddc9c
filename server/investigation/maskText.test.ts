import { expect, it } from 'vitest';
import { maskText } from './maskText.ts';

it.each([
  ['客户电话 13812345678，晚上联系', '客户电话 138****5678，晚上联系'],
  ['lin@post.example wrote', 'l***@post.example wrote'],
  ['运单 7729000001234567 不是电话', '运单 7729000001234567 不是电话'],
  ['无个人信息', '无个人信息'],
])('%s → %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});
