import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GuessKind, recognise } from './recognise.ts';

fc.configureGlobal({ seed: 20261121 });

const chat = `栖***木 2026-11-20 17:20:11
柜门装到一半少两个铰链，螺丝倒是多一包。
订单号：2611161234567898842
快递 迅川 7729000000031
手机 170 0000 0031 转 1207
栖木客服 2026-11-20 17:21:40
您好，请稍等。`;

describe('one thing pasted alone is taken for', () => {
  test.each<[string, GuessKind, string]>([
    ['C261121-00042-7', 'case', 'C261121-00042-7'],
    ['ｃ261121 00042 7', 'case', 'C261121 00042 7'],
    ['6920123456789012345', 'order', '6920123456789012345'],
    ['\t6920 1234 5678 9012 345', 'order', '6920123456789012345'],
    ['２６１１１６１２３４５６７８９８８４２', 'order', '2611161234567898842'],
    ['="6920123456789012345"', 'order', '6920123456789012345'],
    ['240101-123456789012345', 'order', '240101-123456789012345'],
    ['E20261121000000000000012', 'order', 'E20261121000000000000012'],
    ['100234', 'order', '100234'],
    ['TK2026112100012', 'afterSale', 'TK2026112100012'],
    ['JY202611210001', 'erpTrade', 'JY202611210001'],
    ['199 0000 0012', 'phone', '19900000012'],
    ['+86 199-0000-0012', 'phone', '19900000012'],
    ['17000000031-1207', 'phone', '17000000031-1207'],
    ['170 0000 0031 转 1207', 'phone', '17000000031-1207'],
    ['17000000031转分机1207', 'phone', '17000000031-1207'],
    ['0571-88880000', 'phone', '057188880000'],
    ['170****0031 转 1207', 'phoneTail', '0031'],
    ['0031', 'phoneTail', '0031'],
    ['手机尾号是 0031', 'phoneTail', '0031'],
    ['Lin@Example.com', 'email', 'lin@example.com'],
    ['栖***木', 'nick', '栖***木'],
    ['tb_12345', 'nick', 'tb_12345'],
    ['栖木爱好者', 'nick', '栖木爱好者'],
    ['柜门装到一半少两个铰链。', 'paragraph', '柜门装到一半少两个铰链。'],
  ])('%j: %s', (text, kind, value) => {
    expect(recognise(text).guesses[0]).toMatchObject({ kind, value });
  });

  test.each([
    ['SF1234567890123', 'shunfeng'],
    ['sf 1234 5678 90123', 'shunfeng'],
    ['YT1234567890123', 'yuantong'],
    ['ZTO12345678901', 'zhongtong'],
    ['75123456789012', 'zhongtong'],
    ['77312345678901', 'shentong'],
    ['771234567890123', 'shentong'],
    ['STO1234567890', 'shentong'],
    ['431234567890123', 'yunda'],
    ['JT1234567890123', 'jtexpress'],
    ['JDVA12345678901', 'jd'],
    ['JDX123456789012', 'jd'],
    ['JD1234567890123', 'jd'],
    ['RA123456785CN', 'ems'],
    ['9512345678901', 'ems'],
    ['DPK12345678901', 'debangkuaidi'],
  ])('%s: a waybill of %s', (text, carrier) => {
    expect(recognise(text).guesses[0]).toMatchObject({ kind: 'waybill', carrier });
  });

  test.each(['', ' \n\t', '😀', '。'])('%j: nothing', (text) => {
    expect(recognise(text).guesses).toEqual([]);
  });
});

describe('numbers that look alike', () => {
  test('are ranked, never decided: both carriers and an order stay possible', () => {
    const kinds = recognise('77312345678901').guesses.map((guess) => `${guess.kind} ${guess.carrier ?? ''}`.trim());
    expect(kinds.slice(0, 3)).toEqual(['waybill shentong', 'waybill zhongtong', 'order']);
  });

  test('a postal number with a wrong check digit ranks low', () => {
    expect(recognise('RA123456784CN').guesses.find((guess) => guess.carrier === 'ems')?.confidence).toBeLessThan(0.5);
  });

  test('a label before or a carrier beside decides the rank', () => {
    expect(recognise('订单号：77312345678901').guesses[0]).toMatchObject({ kind: 'order' });
    expect(recognise('快递单号是 9876543210123456').guesses[0]).toMatchObject({ kind: 'waybill' });
    expect(recognise('售后单号:1234567890123456').guesses[0]).toMatchObject({ kind: 'afterSale' });
    expect(recognise('系统单号 123456789').guesses[0]).toMatchObject({ kind: 'erpTrade' });
    expect(recognise('77312345678901-中通').guesses[0]).toMatchObject({ kind: 'waybill', carrier: 'zhongtong' });
    expect(recognise('昵称：tb99887766').guesses[0]).toMatchObject({ kind: 'nick', value: 'tb99887766' });
  });

  test('the marks of one of several boxes go', () => {
    expect(recognise('JDVA12345678901-1-2-').guesses[0]?.value).toBe('JDVA12345678901');
  });

  test('dates and times are no numbers', () => {
    expect(recognise('2026-11-20 17:20:11 2026年11月20日').guesses.filter((guess) => guess.kind !== 'paragraph')).toEqual([]);
  });

  test('a mobile number is never a waybill nor an order, however it is written', () => {
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    const around = fc.constantFrom('', ' ', '\t', '电话', '，', '"', "'", '手机-');
    fc.assert(
      fc.property(mobile, around, around, (number, before, after) => {
        const kinds = recognise(`${before}${number}${after}`).guesses.flatMap((guess) =>
          guess.value.includes(number) ? [guess.kind] : [],
        );
        expect(kinds).toContain('phone');
        expect(kinds).not.toContain('waybill');
        expect(kinds).not.toContain('order');
      }),
    );
  });
});

describe('a whole pasted chat', () => {
  test('gives every number, the nick and the customer’s words', () => {
    const { guesses, words } = recognise(chat);
    const firsts = (kind: GuessKind) => guesses.find((guess) => guess.kind === kind)?.value;
    expect(firsts('order')).toBe('2611161234567898842');
    expect(firsts('waybill')).toBe('7729000000031');
    expect(firsts('phone')).toBe('17000000031-1207');
    expect(firsts('nick')).toBe('栖***木');
    expect(words).toBe('柜门装到一半少两个铰链，螺丝倒是多一包。');
    expect(firsts('paragraph')).toBe(words);
  });

  test('a sentence with its order number inside stays whole', () => {
    const { guesses, words } = recognise('你好，我的订单2611161234567898842少了“两个”铰链！');
    expect(guesses[0]).toMatchObject({ kind: 'order', value: '2611161234567898842' });
    expect(words).toBe('你好，我的订单2611161234567898842少了“两个”铰链！');
  });

  test('English too', () => {
    const { guesses, words } = recognise('Two of the bowls arrived in pieces.\norder no. 2611161234567898842');
    expect(guesses[0]).toMatchObject({ kind: 'order', value: '2611161234567898842' });
    expect(words).toBe('Two of the bowls arrived in pieces.');
  });

  test('a column of numbers gives each of them', () => {
    const { guesses, words } = recognise('"SF1234567890123"\r\n\tYT1234567890123\n77312345678901\n');
    expect(new Set(guesses.map((guess) => guess.value))).toEqual(new Set(['SF1234567890123', 'YT1234567890123', '77312345678901']));
    expect(words).toBe('');
  });

  test('the consignee’s line is no word of the customer', () => {
    expect(recognise('收件人：林木 19900000012 澜江市望岳区').words).toBe('');
  });

  test('whatever is pasted, a guess has a value and a rank', () => {
    const ugly = fc.string({ unit: fc.constantFrom(...Array.from('0123456789SFYTJDC- \t\n：,“"*@.转中通订单号铰链')), maxLength: 400 });
    fc.assert(
      fc.property(ugly, (text) => {
        for (const guess of recognise(text).guesses) {
          expect(guess.value).not.toBe('');
          expect(guess.confidence).toBeGreaterThan(0);
          expect(guess.confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('text made to be slow takes no more than a second', { timeout: 1_000 }, () => {
    for (const piece of ['1', '1 ', '12-', 'a.', '"', "' ", 'a@', '11 11 ', '  ']) expect(recognise(piece.repeat(20_000)).words).toBe('');
  });
});
