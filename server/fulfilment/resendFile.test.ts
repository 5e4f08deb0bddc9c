import { describe, expect, it } from 'vitest';
import { shippedLayouts } from './layoutColumns.ts';
import { plain, readBack, type ResendLine, sheetOf } from './resendFile.ts';
import { readSheet, writeCsv, writeXlsx } from './sheets.ts';

const line: ResendLine = {
  kind: 'resend',
  key: 'C261121-00042-7-R1',
  caseNumber: 'C261121-00042-7',
  shop: '栖木家居旗舰店',
  orderNo: '2611200000000001',
  warehouse: '澜江北仓',
  erpCode: '=cmd()',
  name: '螺丝',
  quantity: 2,
  promised: '2026-11-25 23:59',
};

describe('the file for the warehouse', () => {
  it.each(['=1+1', '+86', '-1', '@x', '\tx'])('makes %j plain text', (cell) => {
    expect(plain(cell)).toBe(`'${cell}`);
  });

  it.each(['generic', 'wangdiantong', 'jushuitan', 'kuaimai'] as const)(
    'comes back in the layout %s with number and state',
    async (layout) => {
      const sheet = sheetOf(shippedLayouts[layout], [line]);
      const row = sheet[1] ?? [];
      expect(row).toContain("'=cmd()");
      expect(row.join()).toContain(line.key);
      row.splice(-4, 3, '迅川快递', 'XC0000001', '已发货');
      for (const bytes of [writeCsv([sheet[0] ?? [], row]), await writeXlsx([sheet[0] ?? [], row])]) {
        const read = await readSheet(bytes);
        expect(read.ok && readBack(read.value)).toEqual([
          { line: 2, key: line.key, read: { says: 'shipped', carrier: '迅川快递', waybill: 'XC0000001' } },
        ]);
      }
    },
  );

  it('is CSV in UTF-8 with a byte order mark, and order numbers keep their digits', () => {
    const bytes = writeCsv(sheetOf(shippedLayouts.generic, [line]));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8')).toContain('"2611200000000001"');
  });

  it('reads what a warehouse saved in GB18030', async () => {
    const head = Buffer.from([0xb2, 0xb9, 0xb7, 0xa2, 0xb5, 0xa5, 0xba, 0xc5]); // 补发单号
    const read = await readSheet(Buffer.concat([head, Buffer.from(',carrier,waybill\r\nC261121-00042-7-R1,SF,SF123456\r\n')]));
    expect(read.ok && readBack(read.value)?.[0]?.key).toBe(line.key);
  });

  it.each([
    [['X', 'SF', 'SF123456', '', ''], 'no-key'],
    [[line.key, '', 'SF123456', '', ''], 'carrier-missing'],
    [[line.key, 'SF', '12 3', '', ''], 'waybill-wrong'],
    [[line.key, 'SF', '', '已发货', ''], 'waybill-wrong'],
    [[line.key, 'SF', 'SF123456', '什么', ''], 'state-unknown'],
  ])('refuses the row %j as %s', (row, refused) => {
    const read = readBack([['补发单号', '快递公司', '快递单号', '状态', '原因'], ['', '', '', '', ''], row, [line.key, '', '', '', '']]);
    expect(read?.map((each) => [each.line, each.read])).toEqual([
      [3, { refused }],
      [4, { says: 'nothing' }],
    ]);
  });

  it('comes back in a layout of the shop’s own', () => {
    const own = [
      { header: '外部单', field: 'orderNo' },
      { header: '说明', field: 'remark' },
      { header: '承运', field: 'carrier' },
      { header: '面单', field: 'waybill' },
    ] as const;
    const [head = [], row = []] = sheetOf(own, [{ ...line, kind: 'exchange' }]);
    expect(row[1]).toBe(`换货 ${line.key} 承诺送达 2026-11-25 23:59`);
    expect(readBack([head, row])).toBeNull();
    expect(readBack([head, [row[0] ?? '', row[1] ?? '', '迅川快递', 'XC0000001']], [own])?.[0]?.read).toEqual({
      says: 'shipped',
      carrier: '迅川快递',
      waybill: 'XC0000001',
    });
  });

  it.each([
    ['exchange', '4'],
    ['repair', '9'],
    ['reship', '3'],
  ] as const)('tells 快麦 that a %s is of kind %s', (kind, code) => {
    const [head = [], row = []] = sheetOf(shippedLayouts.kuaimai, [{ ...line, kind }]);
    expect(row[head.indexOf('售后类型')]).toBe(code);
  });

  it('understands that it was taken over', () => {
    expect(
      readBack([
        ['补发单号', '状态'],
        [line.key, '配货中'],
      ])?.[0]?.read,
    ).toEqual({ says: 'picked-up' });
  });

  it('understands that there is no stock', () => {
    const read = readBack([
      ['补发单号', '状态', '原因'],
      [line.key, '缺货', ''],
    ]);
    expect(read?.[0]?.read).toEqual({ says: 'failed', reason: 'no-stock', note: '' });
  });

  it('is refused whole without a column for our key', async () => {
    expect(
      readBack([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).toBeNull();
    expect(await readSheet(Buffer.from('PK\u0003\u0004 not a workbook'))).toMatchObject({
      ok: false,
      refused: { code: 'file-unreadable' },
    });
  });
});
