/** A field of ours that a column of a file may fill. `also`: headers that shops and platforms use for it (domain.md §3.8). */
export interface ImportField {
  readonly key: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly needed: boolean;
  readonly also: readonly string[];
}

export type Layout = 'taobao' | 'generic' | 'goods';
export type Columns = Readonly<Record<string, string>>;

const field = (key: string, zh: string, en: string, also: readonly string[] = [], needed = false): ImportField => ({
  key,
  words: { zh, en },
  needed,
  also: [zh, en, key, ...also],
});

const orderFields = [
  field('orderNo', '订单编号', 'Order number', ['订单号', '主订单编号', '平台订单号', '线上订单号', '原始单号'], true),
  field('subOrderNo', '子订单编号', 'Sub-order number', ['子订单号', '子单号']),
  field('tradeNo', 'ERP 单号', 'ERP trade number', ['系统单号', '内部订单号', '系统订单号', '交易编号']),
  field('state', '订单状态', 'Order state', ['状态', 'status']),
  field('placedAt', '订单创建时间', 'Placed at', ['下单时间', '订单提交时间', '订单成交时间', '创建时间']),
  field('paidAt', '订单付款时间', 'Paid at', ['付款时间', '支付时间', '付款确认时间']),
  field('shippedAt', '发货时间', 'Shipped at'),
  field('signedAt', '签收时间', 'Signed for at'),
  field('completedAt', '确认收货时间', 'Completed at', ['订单完成时间', '完成时间']),
  field('goodsFen', '商品总价', 'Goods amount', ['买家应付货款', '商品总价(元)', '货款', '商品金额']),
  field('freightFen', '运费', 'Freight', ['买家应付邮费', '邮费', '邮费(元)']),
  field('discountFen', '优惠金额', 'Discount', ['店铺优惠折扣(元)', '优惠']),
  field('paidFen', '买家实际支付金额', 'Paid amount', ['实付金额', '用户实付金额(元)', '订单应付金额', '应付金额', '实付']),
  field('refundedFen', '退款金额', 'Refunded amount'),
  field('payment', '支付方式', 'Payment'),
  field('nick', '买家会员名', 'Buyer nick', ['买家昵称', '下单帐号', '会员名', '旺旺']),
  field('buyerId', '买家 ID', 'Buyer id', ['买家id', 'open_id', '会员编号']),
  field('receiver', '收货人姓名', 'Receiver', ['收件人', '收货人', '客户姓名', '收件人姓名']),
  field('phone', '联系手机', 'Phone', ['收件人手机号', '收件人电话', '手机', '手机号', '联系电话']),
  field('phoneExpiresAt', '虚拟号有效期', 'Virtual number expires at', ['虚拟号到期时间']),
  field('address', '收货地址', 'Address', ['详细地址', '收件地址', '客户地址', '地址']),
  field('title', '标题', 'Title', ['商品名称', '选购商品', '商品', '商品标题']),
  field('goodsCode', '商家编码', 'Goods code', ['外部系统编号', '商家编码-规格维度', '商家skuid', '货号', 'sku']),
  field('variant', '商品属性', 'Variant', ['商品规格', '规格']),
  field('priceFen', '价格', 'Unit price', ['单价', '京东价', '商品单价']),
  field('quantity', '购买数量', 'Quantity', ['商品数量', '商品数量(件)', '订购数量', '数量']),
  field('lineKind', '商品类型', 'Kind of line'),
  field('statedFen', '赠品价值', 'Stated value of a gift'),
  field('shipBy', '承诺发货时间', 'Promised ship date', ['预售发货时间', '最晚发货时间']),
  field('waybill', '物流单号', 'Waybill', ['快递单号', '运单号']),
  field('carrier', '物流公司', 'Carrier', ['快递公司']),
  field('warehouse', '发货仓库', 'Warehouse', ['仓库', '仓库名称']),
  field('weightG', '发货重量(克)', 'Weight shipped (g)'),
  field('weightExpectedG', '预计重量(克)', 'Weight expected (g)'),
  field('sellerNote', '商家备注', "Seller's note", ['订单备注', '卖家备注']),
  field('buyerMessage', '买家留言', "Buyer's message"),
  field('flag', '插旗', 'Flag', ['旗帜', '卖家旗帜', '备注旗帜']),
  field('freightInsured', '运费险', 'Freight insurance'),
  field('insuredFen', '保价金额', 'Insured value'),
  field('liveSession', '直播场次', 'Live stream', ['直播间', '直播间名称', '直播场次id', '直播间id', '场次']),
  field('trip', '车次', 'Trip of the van', ['线路车次', '车次线路', '线路', '发车批次', '装车批次', '车牌号']),
] as const;

const goodsFields = [
  field('code', '商品编码', 'Goods code', ['商家编码', '货号', '规格编码'], true),
  field('title', '商品名称', 'Title', ['标题', '商品标题'], true),
  field('titleEn', '英文名称', 'Title in English'),
  field('kind', '商品类型', 'Kind'),
  field('priceFen', '售价', 'Price', ['价格', '单价']),
  field('statedFen', '赠品价值', 'Stated value of a gift'),
  field('warehouse', '发货仓库', 'Ships from', ['仓库']),
  field('picture', '商品图片', 'Picture'),
  field('partCode', '配件编码', 'Part code'),
  field('partName', '配件名称', 'Part name', ['配件']),
  field('partNameEn', '配件英文名称', 'Part name in English'),
  field('partModel', '配件型号', 'Part model', ['型号']),
  field('partErpCode', '配件 ERP 编码', 'ERP code of the part'),
  field('partQuantity', '配件数量', 'Parts in one unit', ['数量']),
  field('partCostFen', '配件成本', 'Cost of the part', ['成本']),
  field('partValueFen', '配件价值', 'Value to the customer', ['对客价值']),
  field('resentFrom', '补发仓库', 'Resent from'),
  field('stock', '配件库存', 'Stock', ['库存']),
  field('stockUntil', '到货说明', 'No stock until'),
  field('partPicture', '配件图片', 'Picture of the part'),
] as const;

export function fieldsOf(layout: Layout): readonly ImportField[] {
  return layout === 'goods' ? goodsFields : orderFields;
}

/**
 * Which header fills which field, by the names that platforms and shops use; spaces, tabs, case and full-width signs in
 * headers don't matter. A field is filled by its first name that the file has; two fields never share a column.
 */
export function guessColumns(headers: readonly string[], layout: Layout): Columns {
  const known = new Map(headers.map((header) => [plainHeader(header), header]));
  const taken = new Set<string>();
  const columns: Record<string, string> = {};
  for (const { key, also } of fieldsOf(layout)) {
    const header = also.map((name) => known.get(plainHeader(name))).find((found) => found !== undefined && !taken.has(found));
    if (header === undefined) continue;
    columns[key] = header;
    taken.add(header);
  }
  return columns;
}

/** Fields that a file of this layout must fill and a mapping doesn't. */
export function missingFields(columns: Columns, headers: readonly string[], layout: Layout): ImportField[] {
  return fieldsOf(layout).filter((each) => each.needed && !headers.includes(columns[each.key] ?? ''));
}

/** Those entries of a saved mapping that name a field of the layout. */
export function knownColumns(columns: Columns, layout: Layout): Columns {
  const keys = new Set(fieldsOf(layout).map((each) => each.key));
  return Object.fromEntries(Object.entries(columns).filter(([key, header]) => keys.has(key) && header !== ''));
}

/** Reads the cells of a row by field; empty cells and platforms' marks for "nothing" are left out. */
export function cellReader(headers: readonly string[], columns: Columns): (cells: readonly string[]) => Record<string, string> {
  const places = Object.entries(columns).flatMap(([key, header]) => {
    const at = headers.indexOf(header);
    return at === -1 ? [] : [[key, at] as const];
  });
  return (cells) => {
    const row: Record<string, string> = {};
    for (const [key, at] of places) {
      const value = cells[at];
      if (value !== undefined && value !== '' && value !== '-' && value !== 'null' && value !== '--') row[key] = value;
    }
    return row;
  };
}

function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff]/g, '');
}
