import { evidenceOf, fileOfCase, readCase } from '#case/contract.ts';
import { scansOfOrder } from '#commerce/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { wallClock } from '#platform/localTime.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { neutraliseFormula } from '#platform/text.ts';
import { viewKey } from '#platform/uploads.ts';
import { largestZip, safeName, type ZipEntry } from '#platform/zip.ts';
import { type Dossier, dossierOf } from './recoveryDossier.ts';
import { paperPage } from './recoveryPage.ts';
import type { RecoveryRow } from './recoveryStore.ts';
import { writeCsv } from './sheets.ts';

interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly now: Date;
  /** The shop's zone, for the times on paper. */
  readonly zone: string;
}

/** The papers of a claim as one file: its name, and what goes into it as it is taken. */
export interface Papers {
  readonly name: string;
  readonly entries: AsyncIterable<ZipEntry>;
}

/**
 * The papers of a claim on a carrier or supplier (LI-4): a page to print, the parcel's scans and the amounts as sheets, and the
 * case's evidence; pictures as they are shown, without EXIF and GPS. Nobody's name, phone or address stands in page and sheets.
 * Refuses what reading the case refuses, and `papers-too-large`.
 */
export async function papersOf(house: House, row: RecoveryRow, reader: Reading): Promise<Result<Papers>> {
  const theCase = await readCase(house.db, reader.actor, row.caseId, 'recovery.read');
  if (!theCase.ok) return theCase;
  const files = await evidenceOf(house.db, row.caseId);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > largestZip - 64 * 1024 * 1024) return refuse('papers-too-large', { data: { megabytes: Math.round(size / 1024 / 1024) } });
  const dossier = await dossierOf(house.db, row, reader);
  const scans = theCase.value.orderId ? await scansOfOrder(house.db, theCase.value.orderId) : [];
  const mine = scans.filter((scan) => row.waybill === null || scan.waybill === row.waybill);
  const sheet = (lines: readonly (readonly string[])[]): Buffer => writeCsv(lines.map((line) => line.map(neutraliseFormula)));
  const when = (at: Date | null): string => (at === null ? '' : Object.values(wallClock(at, reader.zone)).join(' '));
  const zh = reader.lang === 'zh';
  const tracking = [
    zh ? ['运单号', '时间', '地点', '轨迹'] : ['Waybill', 'Time', 'Place', 'Scan'],
    ...mine.map((scan) => [scan.waybill, when(scan.at), scan.place ?? '', scan.text]),
  ];
  const taken = new Set<string>();
  const named = files.map((file, at) => {
    const name = file.pictures ? file.name.replace(/\.[^.]*$/, '.webp') : file.name;
    return { file, name: safeName(`${String(at + 1).padStart(2, '0')}-${name}`, taken) };
  });
  async function* entries(): AsyncGenerator<ZipEntry> {
    const page = paperPage(
      dossier,
      named.map(({ name }) => name),
      reader.lang,
    );
    yield { name: zh ? '索赔说明.html' : 'claim.html', at: reader.now, bytes: Buffer.from(page, 'utf8') };
    yield { name: zh ? '物流轨迹.csv' : 'tracking.csv', at: reader.now, bytes: sheet(tracking) };
    yield { name: zh ? '金额.csv' : 'amounts.csv', at: reader.now, bytes: sheet(amountsOf(row, dossier, reader.lang)) };
    for (const { file, name } of named) {
      const kept = await fileOfCase(house.db, row.caseId, file.fileId);
      // Gone with a person who was erased: the page still names that there was one.
      if (!kept) continue;
      const bytes = house.files.read(file.pictures ? viewKey(file.fileId) : file.fileId) as AsyncIterable<Buffer>;
      yield { name: `${zh ? '证据' : 'evidence'}/${name}`, at: file.addedAt, packed: true, bytes };
    }
  }
  return ok({ name: `${row.caseNumber}-${zh ? '追偿材料' : 'recovery'}.zip`, entries: entries() });
}

/** What was paid, what we gave, what is claimed and what came: yuan, one line each. */
function amountsOf(row: RecoveryRow, dossier: Dossier, lang: Lang): string[][] {
  const yuan = (fen: number | null): string => (fen === null ? '' : (fen / 100).toFixed(2));
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const line = (what: string, fen: number | null, at: string | null = null): string[][] =>
    fen === null ? [] : [[what, yuan(fen), at?.slice(0, 10) ?? '']];
  return [
    [say('项目', 'Item'), say('金额（元）', 'Amount (yuan)'), say('日期', 'Date')],
    ...dossier.goods.flatMap((each) => line(`${say('商品', 'Goods')} ${each.title} ×${each.quantity}`, each.priceFen * each.quantity)),
    ...line(say('订单实付', 'Paid for the order'), dossier.paidFen),
    ...line(say('运费', 'Freight'), dossier.freightFen),
    ...line(say('保价金额', 'Insured value'), dossier.insuredFen),
    ...dossier.given.flatMap((each) => line(`${say('已给客户', 'Given to the customer')} ${each.title}`, each.fen, each.at)),
    ...line(say('我方损失（由贵方承担的部分）', 'Our loss (your share)'), row.costFen),
    ...line(say('未保价赔偿上限', 'Most without insurance'), row.capFen),
    ...line(say('索赔金额', 'Claimed'), row.amountFen),
    ...line(say('对方提出', 'Offered'), row.offeredFen),
    ...line(say('商定', 'Agreed'), row.agreedFen),
    ...(row.receivedFen > 0 ? line(say('已收到', 'Received'), row.receivedFen) : []),
  ];
}
