import type { RefusalTable } from '#platform/result.ts';

const bad = (zh: string, en: string): RefusalTable[string] => ({ status: 422, zh: { agent: zh }, en: { agent: en } });

/** Words and status of each refusal of this folder; every text names the way out. */
export const fulfilmentRefusals: RefusalTable = {
  'no-such-difference': {
    status: 409,
    zh: { agent: (data) => `${String(data['key'])} 的差异已变化或已消除，没有核销。请重新对账后再看。` },
    en: { agent: (data) => `What differed at ${String(data['key'])} has changed or is gone, so nothing was ticked off. Compare again.` },
  },
  'no-such-task-move': {
    status: 409,
    zh: {
      agent: (data) => `任务 ${String(data['key'])} 当前状态不能这样操作，请刷新后查看最新状态。`,
      customer: '当前状态不能进行此操作，请刷新后重试。',
    },
    en: {
      agent: (data) => `Task ${String(data['key'])} can't do this from where it stands. Reload to see its state.`,
      customer: "This isn't possible any more. Please reload the page.",
    },
  },
  'partner-has-begun': {
    status: 409,
    zh: {
      agent: (data) => `${String(data['key'])} 已交对方办理，不能撤回。请联系仓库或支付机构，再登记结果。`,
      customer: '已开始办理，无法撤回，请联系客服。',
    },
    en: {
      agent: (data) =>
        `${String(data['key'])} is already in the partner's hands. Call the warehouse or the payment provider, then enter what came of it.`,
      customer: 'It is already under way and cannot be withdrawn. Please contact us.',
    },
  },
  'shipped-otherwise': {
    status: 409,
    zh: { agent: (data) => `${String(data['key'])} 已登记快递单号 ${String(data['waybill'])}，与此不同。如需更正，请在看板上手工修改。` },
    en: {
      agent: (data) =>
        `${String(data['key'])} already has the tracking number ${String(data['waybill'])}. To correct it, enter the new one by hand on the board.`,
    },
  },
  'nothing-to-take-back': {
    status: 409,
    zh: { agent: (data) => `${String(data['key'])} 没有需要客户退回的商品。` },
    en: { agent: (data) => `Nothing is to come back for ${String(data['key'])}.` },
  },
  'nothing-to-export': {
    status: 422,
    zh: { agent: '没有待发的补发任务。已交仓库的如需再次导出，请勾选后导出。' },
    en: { agent: 'No resend is waiting. To export rows that were sent before, tick them.' },
  },
  'own-layout-unknown': bad('没有这个自定义版式，请重新选择。', 'There is no such own layout. Choose again.'),
  'layout-without-key': bad(
    '版式里要有“补发单号”或“备注”列，否则回传时认不出是哪一单。',
    'A layout needs a column with our key or the remark, or rows could not be known again.',
  ),
  'layout-header-twice': {
    status: 422,
    zh: { agent: (data) => `表头“${String(data['header'])}”出现了两次，请改成不同的名称。` },
    en: { agent: (data) => `The header “${String(data['header'])}” stands there twice. Give each its own.` },
  },
  'file-unreadable': bad(
    '文件无法读取，请使用 CSV 或 XLSX 格式（不超过 5 MB）重新上传。',
    'The file cannot be read. Upload CSV or XLSX of at most 5 MB.',
  ),
  'no-key-column': bad(
    '文件里没有“补发单号”或“客服备注”列，请保留导出时的表头。',
    'The file has no column with our key. Keep the header row of the exported file.',
  ),
  'too-many-rows': {
    status: 413,
    zh: { agent: (data) => `文件超过 ${String(data['most'])} 行，请拆分后上传。` },
    en: { agent: (data) => `More than ${String(data['most'])} rows. Split the file.` },
  },
  'row-no-key': bad('此行没有补发单号，请填入导出文件中的单号。', 'This row has no key of ours. Enter the one from the exported file.'),
  'row-key-unknown': bad(
    '没有这个补发单号，或不在您可操作的店铺内，请核对。',
    'There is no such key, or it is outside your shops. Check it.',
  ),
  'row-carrier-missing': bad('有快递单号但没有快递公司，请补填。', 'There is a tracking number without a carrier. Enter the carrier.'),
  'row-waybill-wrong': bad(
    '快递单号缺失或格式不正确（6–40 位字母、数字或连字符），请更正。',
    'The tracking number is missing or malformed (6–40 letters, digits or hyphens). Correct it.',
  ),
  'row-state-unknown': bad(
    '状态无法识别，可填：待发货、已发货、已签收、缺货、取消。',
    'The state is not known. Use waiting, shipped, delivered, no stock or cancelled.',
  ),
  'intercept-not-set-up': bad(
    '尚未配置快递拦截接口，请用表格或电话联系快递，并登记已询问。',
    "The carrier's interface is not set up. Ask by sheet or phone and enter that you did.",
  ),
  'no-parcel-to-change': bad(
    '订单没有可操作的包裹，请核对订单与单号。',
    'The order has no parcel to change. Check the order and the number.',
  ),
  'parcel-not-changeable': {
    status: 409,
    zh: { agent: (data) => `包裹 ${String(data['waybill'])} 已签收、退回或遗失，不能再拦截或改址，请另选方案。` },
    en: {
      agent: (data) =>
        `Parcel ${String(data['waybill'])} was signed for, returned or lost and cannot be changed any more. Offer something else.`,
    },
  },
  'asked-already': {
    status: 409,
    zh: { agent: (data) => `${String(data['key'])} 已向快递接口提交过一次，不会重复提交。请等回调，或改用电话。` },
    en: {
      agent: (data) =>
        `${String(data['key'])} was given to the carrier's interface once and is not sent again. Wait for its answer, or call.`,
    },
  },
  'new-number-missing': bad('重新配送须填写新的快递公司和单号。', 'A delivery arranged anew needs its carrier and new number.'),
  'invoice-number-missing': bad('请填写重开发票的号码。', 'Enter the number of the reissued invoice.'),
  'invoice-file-missing': bad(
    '请上传新开的发票文件（PDF、OFD 或图片），客户将在服务单页面下载；纸质发票请勾选“纸质发票”。',
    'Add the file of the new invoice (PDF, OFD or picture): the customer downloads it. Tick "on paper" where there is none.',
  ),
  'papers-too-large': {
    status: 413,
    zh: { agent: (data) => `证据共 ${String(data['megabytes'])} MB，超出一个压缩包的上限；请在工单的证据栏逐个下载。` },
    en: {
      agent: (data) => `The evidence is ${String(data['megabytes'])} MB, too much for one file. Download it piece by piece on the case.`,
    },
  },
  'cannot-take-task': bad('此人不能在该店铺办理此任务，请另选一人。', 'This person may not do this task in this shop. Choose another.'),
  'no-codes': bad('文件里没有券码，每行第一列应为一个券码。', 'There is no code in the file: each line has one in its first column.'),
  'not-resolvable': {
    status: 409,
    zh: { agent: '这条指令已有结果或正在办理中，不能人工认定。请稍后刷新查看。' },
    en: { agent: 'This intent is settled or in flight, so nobody may decide it by hand. Reload in a moment.' },
  },
};
