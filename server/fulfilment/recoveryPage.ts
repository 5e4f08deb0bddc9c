import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import type { Dossier } from './recoveryDossier.ts';

type Row = readonly [string, string];

const words = {
  zh: {
    title: '索赔说明',
    number: '我方编号',
    theirs: '贵方受理号',
    waybill: '运单号',
    order: '订单号',
    weight: '称重 / 应重（克）',
    shipped: '发出',
    signed: '签收',
    scan: '最后轨迹',
    finding: '核查结论',
    liability: '责任',
    goods: '商品',
    paid: '订单实付',
    insured: '保价金额',
    given: '已给客户',
    claimed: '索赔金额',
    basis: '依据与期限',
    missing: '尚缺材料',
    files: '随附证据',
    note: '个人信息已隐去；照片已去除拍摄地点等信息，原件由我方留存。',
  },
  en: {
    title: 'Claim',
    number: 'Our reference',
    theirs: 'Your reference',
    waybill: 'Waybill',
    order: 'Order',
    weight: 'Weight / expected (g)',
    shipped: 'Shipped',
    signed: 'Signed for',
    scan: 'Last scan',
    finding: 'Finding',
    liability: 'Liability',
    goods: 'Goods',
    paid: 'Paid for the order',
    insured: 'Insured value',
    given: 'Given to the customer',
    claimed: 'Claimed',
    basis: 'Terms and deadline',
    missing: 'Still missing',
    files: 'Evidence enclosed',
    note: 'Personal data is hidden; pictures come without the place where they were taken, the originals stay with us.',
  },
} as const;

/** The claim as one page that needs nothing else and prints on A4; everything in it is escaped. */
export function paperPage(dossier: Dossier, files: readonly string[], lang: Lang): string {
  const said = words[lang];
  const { recovery, parcel } = dossier;
  const day = (at: string | null | undefined): string => at?.slice(0, 10) ?? '';
  const money = (fen: number | null): string => (fen === null ? '' : formatFen(fen, lang));
  const between = lang === 'zh' ? '；' : '; ';
  const rows: Row[] = [
    [said.number, recovery.caseNumber],
    [said.theirs, recovery.theirNo ?? ''],
    [said.waybill, recovery.waybill ?? ''],
    [said.order, dossier.orderNo ?? ''],
    [said.shipped, day(parcel?.shippedAt)],
    [said.signed, day(parcel?.signedAt)],
    [said.scan, parcel?.scanText ?? ''],
    [said.weight, parcel?.weightG == null ? '' : `${parcel.weightG} / ${parcel.weightExpectedG ?? '–'}`],
    [
      said.finding,
      dossier.finding
        .map((each) => each.text)
        .filter(Boolean)
        .join(between),
    ],
    [said.liability, dossier.liability.map((each) => `${each.party} ${each.percent}%`).join(between)],
    [said.goods, dossier.goods.map((each) => `${each.title} ×${each.quantity} ${money(each.priceFen)}`).join(between)],
    [said.paid, money(dossier.paidFen)],
    [said.insured, money(dossier.insuredFen)],
    [said.given, dossier.given.map((each) => `${each.title} ${money(each.fen)} ${day(each.at)}`.trim()).join(between)],
    [said.claimed, money(recovery.amountFen)],
    [said.basis, [recovery.source, day(recovery.deadline)].filter(Boolean).join(' · ')],
    [said.missing, dossier.missing.join(lang === 'zh' ? '、' : ', ')],
  ];
  const table = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`)
    .join('\n');
  const list =
    files.length === 0 ? '' : `<h2>${escaped(said.files)}</h2>\n<ol>${files.map((file) => `<li>${escaped(file)}</li>`).join('')}</ol>\n`;
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${said.title} ${recovery.caseNumber}`)}</title>
<style>@page{size:A4;margin:20mm}body{font:11pt/1.6 sans-serif;max-width:170mm;margin:10mm auto;color:#111}h1{font-size:16pt}h2{font-size:12pt}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}th{width:30%;font-weight:600}.note{color:#555;font-size:9pt}</style></head>
<body><h1>${escaped(said.title)}</h1>
<p>${escaped(dossier.letter)}</p>
<table>${table}</table>
${list}<p class="note">${escaped(said.note)}</p></body></html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
