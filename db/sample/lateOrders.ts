import { encodeGb18030 } from '#platform/gb18030.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import { wallAgo } from './sampleTime.ts';

/**
 * Three orders of yesterday evening that aren't imported yet (VE-8), as the Taobao layout writes them: GBK, long numbers
 * with a tab in front. A case about one of them waits as *order pending* until this file is imported.
 */
export function lateOrders(now: Date): Buffer {
  const header =
    '订单编号,买家会员名,买家实际支付金额,收货人姓名,收货地址,联系手机,订单状态,订单创建时间,订单付款时间,标题,价格,购买数量,外部系统编号,商品属性,物流单号,物流公司,订单备注';
  const rows = [
    [
      '栖木新客_91',
      '429.00',
      '17000000091-1291',
      '买家已付款，等待卖家发货',
      '21:04',
      '栖木折叠餐边柜 FC-120',
      '429.00',
      'FC-120',
      '颜色:原木',
      '',
      '',
    ],
    [
      '栖木新客_92',
      '129.00',
      '17000000092-1292',
      '卖家已发货，等待买家确认',
      '21:17',
      '儿童积木 JM-268',
      '129.00',
      'JM-268',
      '',
      'XC269000000992',
      '迅川快递',
    ],
    [
      '栖木新客_93',
      '359.00',
      '17000000093-1293',
      '卖家已发货，等待买家确认',
      '22:40',
      '蓝牙耳机 EB-3',
      '359.00',
      'EB-3',
      '',
      'XC269000000993',
      '迅川快递',
    ],
  ].map(([nick, paid, phone, state, time, title, price, code, variant, waybill, carrier], at) =>
    [
      `"\t${sampleOrderNo.late[at]}"`,
      nick,
      paid,
      '林**',
      '"澜江市望岳区****"',
      phone,
      state,
      wallAgo(now, 1, time ?? ''),
      wallAgo(now, 1, time ?? ''),
      title,
      price,
      '1',
      code,
      variant,
      waybill === '' ? '' : `"\t${waybill}"`,
      carrier,
      '""',
    ].join(','),
  );
  return encodeGb18030(`${[header, ...rows].join('\r\n')}\r\n`);
}
