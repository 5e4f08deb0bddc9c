export const zh = {
  title: '邮寄信息改动证据',
  none: '没有记录到邮寄信息改动',
  noneHelp: '订单系统写入改动后显示；客户要求的时间请登记在“何时要求更改”。',
  noOrder: '核对到订单后显示。',
  lost: {
    ours: '在我方丢失：打印面单前已要求，仓库没有确认',
    warehouse: '在仓库丢失：已确认，面单仍是旧信息',
    carrier: '在快递丢失：面单正确，送到别处',
    unasked: '未经要求被改动',
    late: '要求时面单已打印',
    none: '改动已落实',
    unknown: '现有记录不足以判断',
  } as Readonly<Record<string, string>>,
  safety: (who: string, source: string, account: string) =>
    `账号安全：${source} 中由${who}${account ? `（${account}）` : ''}改动，请核实并提醒客户改密码`,
  makers: { buyer: '买家', staff: '本店人员', system: '系统', carrier: '快递', unknown: '不明人员' } as Readonly<Record<string, string>>,
  fields: { address: '收货地址', receiver: '收件人', phone: '电话', method: '配送方式', 'delivery-time': '送达时间' } as Readonly<
    Record<string, string>
  >,
  kinds: {
    asked: '客户要求',
    made: '系统改动',
    warehouse: '仓库确认',
    carrier: '快递确认',
    printed: '打印面单',
    shipped: '发出',
    scan: '轨迹',
    signed: '签收',
    said: '客户留言',
  } as Readonly<Record<string, string>>,
  labels: { old: '面单为旧信息', new: '面单为新信息' } as Readonly<Record<string, string>>,
  here: '在此丢失',
  told: '已告知客户',
  notTold: '尚未告知客户',
  objected: '客户有异议',
  reveal: '查看明文',
  why: '查看原因（会记录）',
  report: '核查报告',
  check: {
    help: '四项逐一勾选并写明依据；全部成立才算已核实。',
    field: '哪一项信息',
    ticks: { asked: '本人提出', complete: '信息完整', deliverable: '该快递可派送', confirmed: '已复述确认' },
    evidence: '依据',
    lacks: '四项都要写明依据',
  },
};
export type ChangeWords = typeof zh;
