/** Words of the paste box, orders and parcels. */
export const zh = {
  paste: '粘贴任意内容：订单号、快递单号、昵称、手机尾号、整段聊天…',
  pasteLabel: '搜索或粘贴',
  took: (what: string) => `识别为：${what}`,
  tookNothing: '没有认出号码，按文字搜索',
  orders: '订单',
  cases: '工单',
  nothing: '没有找到订单或工单',
  nothingHelp: '订单可能还没导入：仍可建单，导入后自动核对。',
  opens: '打开',
  startsCase: '建单',
  by: (what: string) => `按 ${what}`,
  searching: '正在查找',
};
export type CommerceWords = typeof zh;
