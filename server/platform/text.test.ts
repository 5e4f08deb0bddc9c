import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPasted, maskAddress, maskEmail, maskName, maskPhone, neutraliseFormula } from './text.ts';

fc.configureGlobal({ seed: 20261121 });

describe('pasted text', () => {
  test.each([
    ['a tab before a long number', '\t6920123456789012345', '6920123456789012345'],
    ['full-width digits and letters', 'ＪＤＶ１２３', 'JDV123'],
    ['zero-width characters and a byte order mark', '\ufeff261121\u200b1234', '2611211234'],
    ['an ideographic space', '订单　123', '订单 123'],
    ['Excel’s text formula', '="00123"', '00123'],
    ['an apostrophe that keeps digits', "'00123", '00123'],
    ['quotes around a number', '"123","456"', '123,456'],
    ['Windows line ends and blank margins', ' a \r\n b ', 'a\nb'],
    ['a customer’s punctuation stays', '少了两个铰链，“说好送的”！', '少了两个铰链，“说好送的”！'],
  ])('%s', (_, pasted, clean) => {
    expect(cleanPasted(pasted)).toBe(clean);
  });

  test('a number comes out of whatever a sheet put around it', () => {
    const noise = fc.string({ unit: fc.constantFrom(...Array.from('\t \u200b\ufeff"\'　')), maxLength: 6 });
    fc.assert(
      fc.property(noise, fc.bigInt({ min: 10n ** 9n, max: 10n ** 20n }), noise, (before, number, after) => {
        expect(cleanPasted(`${before}${number}${after}`)).toBe(String(number));
      }),
    );
  });
});

describe('cells of an export', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['＝HYPERLINK("x")', '\'＝HYPERLINK("x")'],
    ['-8.00', '-8.00'],
    ['铰链 HJ-35', '铰链 HJ-35'],
    ['', ''],
  ])('%j', (cell, safe) => {
    expect(neutraliseFormula(cell)).toBe(safe);
  });
});

describe('masks', () => {
  test.each([
    ['栖禾木', '栖***木'],
    ['tb_12345', 't***5'],
    ['林木', '林***'],
    ['林', '***'],
    ['😀😀😀', '😀***😀'],
    ['', ''],
  ])('name %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each([
    ['17000000031', '170****0031'],
    ['170 0000 0031', '170****0031'],
    ['17000000031-1207', '170****0031-1207'],
    ['17000000031 转 1207', '170****0031-1207'],
    ['+8619900000012', '+86199****0012'],
    ['0571-88880000', '0571****0000'],
    ['88880000', '****0000'],
    ['12305', '****'],
    ['170****0031', '170****0031'],
    ['', ''],
  ])('phone %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  test.each([
    ['澜江市 望岳区 栖霞路 12 号 3 幢', '澜江市望岳区****'],
    ['青岭省松川市北渡县河口镇一号', '青岭省松川市北渡县****'],
    ['澜江市阳光小区3栋', '澜江市****'],
    ['栖霞湾 8 号', '****'],
    ['Lakeside Road 12', '****'],
    ['', ''],
  ])('address %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });

  test.each([
    ['lin.yifan@example.com', 'l***@example.com'],
    ['no address', '***'],
    ['', ''],
  ])('mail %s', (mail, masked) => {
    expect(maskEmail(mail)).toBe(masked);
  });

  test('a masked mobile never shows more than seven of its digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }), (n) => {
        expect(maskPhone(String(n)).replace(/\D/g, '')).toHaveLength(7);
      }),
    );
  });
});
