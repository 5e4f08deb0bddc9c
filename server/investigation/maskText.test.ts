import { describe, expect, it } from 'vitest';
import { maskText } from './maskText.ts';

it.each([
  ['客户电话 13812345678，晚上联系', '客户电话 138****5678，晚上联系'],
  ['lin@post.example wrote', 'l***@post.example wrote'],
  ['运单 7729000001234567 不是电话', '运单 7729000001234567 不是电话'],
  ['无个人信息', '无个人信息'],
])('%s → %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

describe('what the case knows of its people is masked in prose too (TA-7)', () => {
  const known = {
    names: ['林晓月', '客户', 'Lin', '周*', '阿'],
    addresses: ['澜江市望岳区望岳路12号3幢1702室', '澜江市望岳区****'],
    numbers: ['0571-88886666', '4400'],
  };
  it.each([
    ['a name', '林晓月说改过地址', '林***月说改过地址'],
    ['a name in letters only as a word', 'Lin of Lingnan, LIN', 'L***n of Lingnan, L***N'],
    ['a word that names nobody stays', '客户说阿姨签收了', '客户说阿姨签收了'],
    ['a whole address becomes its district', '寄到澜江市望岳区望岳路12号3幢1702室。', '寄到澜江市望岳区****。'],
    ['a telling piece of an address', '送到望岳路12号门口，3幢1702没人', '送到****门口，****没人'],
    ['a piece with blanks in it', '在 12号 3幢 1702室 门口', '在 **** 门口'],
    ['a road alone tells too little', '在望岳路上', '在望岳路上'],
    ['a landline', '请打 0571-88886666', '请打 0571****6666'],
    ['a short number is none', '单号 4400', '单号 4400'],
  ])('%s: %s → %s', (_, text, masked) => {
    expect(maskText(text, known)).toBe(masked);
  });
});
