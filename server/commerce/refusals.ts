import type { RefusalTable } from '#platform/result.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Why a whole file was refused. Shown on the import's page, by the command line, and as a refusal. */
export const fileWords: Readonly<Record<string, { zh: string; en: string }>> = {
  'sheet-empty': both('文件是空的（0 行）。请重新导出后再上传。', 'The file is empty. Export it again and upload it.'),
  'sheet-too-large': both(
    '文件超过 300 MB。请按时间分段导出后分别导入。',
    'The file is larger than 300 MB. Export shorter periods and import them one by one.',
  ),
  'sheet-old-excel': both(
    '这是旧版 Excel（.xls）文件。请另存为 .xlsx 或 CSV 后再上传。',
    'This is an old Excel file (.xls). Save it as .xlsx or CSV and upload that.',
  ),
  'sheet-not-a-table': both(
    '文件内容不是表格（可能是图片、PDF 或改了扩展名的文件）。请上传 CSV 或 XLSX。',
    'The content is no table (perhaps a picture, a PDF or a renamed file). Upload a CSV or XLSX file.',
  ),
  'sheet-broken': both(
    '文件已损坏或有未闭合的引号，其后的内容无法读取；此前的行已导入。请重新导出后再导入，已导入的不会重复。',
    'The file is damaged or has an open quote; what follows cannot be read. Rows before it are in. Export it again and import it: nothing is imported twice.',
  ),
  'sheet-not-started': both(
    '上传后一天内没有开始导入，文件已清除。请重新上传。',
    'Nobody started this import within a day, so the file was cleared. Upload it again.',
  ),
  'sheet-columns-missing': both(
    '缺少必需的列，未导入任何行。请在“列对应”中指定，或检查是否选错了版式。',
    'A needed column is missing, so nothing was imported. Name it in the column mapping, or check the layout you chose.',
  ),
};

type SayField = (field: string) => string;
const rows: Readonly<Record<string, { zh: SayField; en: SayField }>> = {
  'row-no-number': {
    zh: (field) => `“${field}”为空，无法识别是哪一单；请补上后重新导入本行`,
    en: (field) => `“${field}” is empty, so the row belongs to nothing; fill it in and import the row again`,
  },
  'row-number-lost': {
    zh: (field) => `“${field}”被表格软件改成了科学计数法，末几位已丢失；请从平台重新导出，或将该列设为文本`,
    en: (field) => `“${field}” was turned into scientific notation and lost its last digits; export it again or format the column as text`,
  },
  'row-amount': {
    zh: (field) => `“${field}”不是有效金额；请写成 12.50 这样的数字`,
    en: (field) => `“${field}” is no valid amount; write it like 12.50`,
  },
  'row-count': {
    zh: (field) => `“${field}”不是有效数量；请写成不小于 1 的整数`,
    en: (field) => `“${field}” is no valid count; write a whole number from 1`,
  },
  'row-time': {
    zh: (field) => `“${field}”不是有效时间；请写成 2026-11-20 18:30:00`,
    en: (field) => `“${field}” is no valid time; write it like 2026-11-20 18:30:00`,
  },
  'row-no-price': {
    zh: (field) => `没有“${field}”，也无法由总价推算；请补上`,
    en: (field) => `“${field}” is missing and cannot be worked out; fill it in`,
  },
  'row-too-long': { zh: (field) => `“${field}”过长；请缩短`, en: (field) => `“${field}” is too long; shorten it` },
  'row-control-characters': {
    zh: (field) => `“${field}”含有不可见的控制字符；请删除`,
    en: (field) => `“${field}” has control characters; remove them`,
  },
  'row-wrong': { zh: (field) => `“${field}”格式不正确；请检查`, en: (field) => `“${field}” has the wrong format; check it` },
};

/** Words of a refused row's reason; a code without words is a fault of ours. */
export function rowWords(code: string): { zh: SayField; en: SayField } {
  const words = rows[code];
  if (!words) throw new Error(`row refusal ${code} has no words`);
  return words;
}

const ofFiles: RefusalTable = Object.fromEntries(
  Object.entries(fileWords).map(
    ([code, words]) =>
      [code, { status: code === 'sheet-too-large' ? 413 : 422, zh: { agent: words.zh }, en: { agent: words.en } }] as const,
  ),
);

export const commerceRefusals: RefusalTable = {
  ...ofFiles,
  'shop-unknown': {
    status: 404,
    zh: { agent: (data) => `没有代码为“${String(data['shop'])}”的店铺，或不在您的权限范围内。请在店铺列表中核对代码。` },
    en: {
      agent: (data) =>
        `There is no shop with the code “${String(data['shop'])}”, or you may not use it. Check the code in the list of shops.`,
    },
  },
  'line-unknown': {
    status: 422,
    zh: { agent: (data) => `包裹或 ERP 单引用了订单中没有的明细“${String(data['lineNo'])}”。请在 lines 中一并给出。` },
    en: {
      agent: (data) =>
        `A parcel or trade names the line “${String(data['lineNo'])}”, which the order does not have. Give it in lines as well.`,
    },
  },
  'component-unknown': {
    status: 422,
    zh: { agent: (data) => `组合装中的商品“${String(data['goodsCode'])}”尚未建档。请先写入该商品。` },
    en: { agent: (data) => `The bundle names goods “${String(data['goodsCode'])}” that are not here yet. Put those goods first.` },
  },
  'bundle-shares-not-whole': {
    status: 422,
    zh: { agent: (data) => `组合装各商品的价格占比合计应为 100%，现为 ${String(data['percent'])}%。` },
    en: { agent: (data) => `The components' shares must add up to 100 %; they add up to ${String(data['percent'])} %.` },
  },
  'order-form-broken': {
    status: 422,
    zh: { agent: '订单号格式不是有效的正则表达式。例：\\d{18,19}' },
    en: { agent: 'The form of order numbers is no valid regular expression. Example: \\d{18,19}' },
  },
  'zone-unknown': {
    status: 422,
    zh: { agent: '没有这个时区。例：Asia/Shanghai' },
    en: { agent: 'There is no such time zone. Example: Asia/Shanghai' },
  },
  'import-started': {
    status: 409,
    zh: { agent: '此文件已开始导入，请刷新查看进度；要再导入一次请重新上传。' },
    en: { agent: 'This import has been started already. Reload to see its progress; upload the file again to import it once more.' },
  },
  'import-file-gone': {
    status: 410,
    zh: { agent: '文件已处理并删除，无法再预览。请重新上传。' },
    en: { agent: 'The file was processed and deleted. Upload it again to see it.' },
  },
  'import-no-file': {
    status: 400,
    zh: { agent: '没有收到文件。请用 multipart/form-data 提交 shop、layout 与一个文件。' },
    en: { agent: 'No file arrived. Send shop, layout and one file as multipart/form-data.' },
  },
  'layout-unknown': {
    status: 422,
    zh: { agent: '没有这种版式。可用：taobao（淘宝）、generic（通用）、goods（商品与配件）。' },
    en: { agent: 'There is no such layout. Use taobao, generic or goods.' },
  },
  'order-unknown': {
    status: 404,
    zh: { agent: (data) => `本店没有订单 ${String(data['orderNo'])}，请先导入订单。` },
    en: { agent: (data) => `The shop has no order ${String(data['orderNo'])}. Import the order first.` },
  },
  'change-contradicts': {
    status: 409,
    zh: { agent: (data) => `同一改动编号 ${String(data['key'])} 此前的内容与这次不一致；新的改动请用新的编号。` },
    en: { agent: (data) => `Change ${String(data['key'])} was told before with other contents. Give a new change a key of its own.` },
  },
  'tracking-not-set-up': {
    status: 409,
    zh: { agent: '尚未设置物流查询接口，请管理员在设置中填写 TRACKING_URL 等项；现在可向快递发起协查。' },
    en: { agent: 'No tracking source is set up. An administrator can set TRACKING_URL; meanwhile ask the carrier.' },
  },
  'parcel-without-carrier': {
    status: 422,
    zh: { agent: (data) => `包裹 ${String(data['waybill'])} 没有对应的快递公司，请先在快递公司设置中添加。` },
    en: { agent: (data) => `Parcel ${String(data['waybill'])} has no carrier of ours. Add the carrier first.` },
  },
  'tracking-too-soon': {
    status: 429,
    zh: { agent: '同一包裹 30 分钟内只能查询一次，否则会被物流接口锁定；稍后会自动刷新。' },
    en: { agent: 'A parcel may be asked for once in 30 minutes, or its source locks us out. It refreshes by itself.' },
  },
};
