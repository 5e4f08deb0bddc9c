import { expect, test } from 'vitest';
import { encodeGb18030 } from './gb18030.ts';

const decoder = new TextDecoder('gb18030', { fatal: true });

test.each(['订单编号,栖木家居旗舰店\r\n', '¥429.00 “餐边柜” —— ＡＢＣ', '𠮷 🪑 é ₀ 㐀 龦', 'plain'])('%j comes back as it was', (text) => {
  expect(decoder.decode(encodeGb18030(text))).toBe(text);
});

test('common characters take the two bytes that GBK has', () => {
  expect(encodeGb18030('订A').toString('hex')).toBe('b6a941');
});

test('every character of the basic plane comes back', () => {
  const all = Array.from({ length: 0x1_0000 }, (_, point) => point).filter((point) => point < 0xd800 || point > 0xf8ff);
  const lost = all.filter((point) => decoder.decode(encodeGb18030(String.fromCharCode(point))) !== String.fromCharCode(point));
  expect(lost.filter((point) => point !== 0xfffd && point < 0xfe00)).toEqual([]);
});
