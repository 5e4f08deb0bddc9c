import type { LayoutColumn } from './resendFile.ts';
import type { fileLayouts } from './wire.ts';

/** A layout that comes with the program. */
export type ShippedLayout = Exclude<(typeof fileLayouts)[number], 'own'>;

const back = (carrier: string, waybill: string, state: string, reason: string): LayoutColumn[] => [
  { header: carrier, field: 'carrier' },
  { header: waybill, field: 'waybill' },
  { header: state, field: 'state' },
  { header: reason, field: 'reason' },
];

/**
 * 旺店通's own template differs by version; this one has the columns that its 补发单 import asks for, to be mapped once there.
 * 聚水潭 and 快麦 are examples (示例): their import templates are set up by each merchant and no sourced header list exists;
 * 快麦's codes of after-sales kinds (3 补发, 4 换货, 9 维修) are from its documents.
 */
export const shippedLayouts: Readonly<Record<ShippedLayout, readonly LayoutColumn[]>> = {
  generic: [
    { header: '补发单号', field: 'key' },
    { header: '服务单号', field: 'caseNumber' },
    { header: '店铺', field: 'shop' },
    { header: '平台订单号', field: 'orderNo' },
    { header: '发货仓库', field: 'warehouse' },
    { header: '商家编码', field: 'erpCode' },
    { header: '货品名称', field: 'name' },
    { header: '数量', field: 'quantity' },
    { header: '承诺送达', field: 'promised' },
    ...back('快递公司', '快递单号', '状态', '原因'),
  ],
  wangdiantong: [
    { header: '店铺名称', field: 'shop' },
    { header: '原始单号', field: 'orderNo' },
    { header: '订单类型', field: 'kind' },
    { header: '仓库名称', field: 'warehouse' },
    { header: '商家编码', field: 'erpCode' },
    { header: '货品名称', field: 'name' },
    { header: '数量', field: 'quantity' },
    { header: '单价', field: 'zero' },
    { header: '客服备注', field: 'remark' },
    ...back('物流公司', '物流单号', '订单状态', '异常原因'),
  ],
  jushuitan: [
    { header: '店铺', field: 'shop' },
    { header: '线上订单号', field: 'orderNo' },
    { header: '售后类型', field: 'kind' },
    { header: '发货仓', field: 'warehouse' },
    { header: '商品编码', field: 'erpCode' },
    { header: '商品名称', field: 'name' },
    { header: '数量', field: 'quantity' },
    { header: '单价', field: 'zero' },
    { header: '卖家备注', field: 'remark' },
    ...back('快递公司', '快递单号', '状态', '异常原因'),
  ],
  kuaimai: [
    { header: '店铺名称', field: 'shop' },
    { header: '平台单号', field: 'orderNo' },
    { header: '售后类型', field: 'kindCode' },
    { header: '仓库', field: 'warehouse' },
    { header: '商家编码', field: 'erpCode' },
    { header: '商品名称', field: 'name' },
    { header: '数量', field: 'quantity' },
    { header: '备注', field: 'remark' },
    ...back('快递公司', '运单号', '订单状态', '原因'),
  ],
};
