import { fileURLToPath } from 'node:url';
import type { ReportPart } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { wallClock } from '#platform/localTime.ts';
import { reportWords } from './reportWords.ts';

/** Noto Sans SC, OFL; only the characters that are used go into the file (decision 0012). */
const font = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'));
const margin = 50;
const labelWidth = 110;
const colours = { text: '#1f2328', quiet: '#6b7280', mark: '#b42318', line: '#d0d7de' } as const;

/** Prints a report on A4. Times are the shop's. */
export async function reportPdf(
  head: { number: string; shop: string; zone: string; lang: Lang; madeAt: Date },
  parts: readonly ReportPart[],
): Promise<Buffer> {
  // Loaded when the first report is printed: it takes 0.4 s and 30 MB that a start doesn't need.
  const { default: Paper } = await import('pdfkit');
  const words = reportWords[head.lang];
  const info = { Title: `${words.title} ${head.number}`, Author: head.shop, CreationDate: head.madeAt };
  const page = new Paper({ size: 'A4', margin, bufferPages: true, font, lang: head.lang === 'zh' ? 'zh-CN' : 'en', info });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
  });
  const width = page.page.width - 2 * margin;
  page.fillColor(colours.text).fontSize(18).text(`${words.title} ${head.number}`);
  page
    .fontSize(9)
    .fillColor(colours.quiet)
    .text(`${head.shop} · ${words.madeAt} ${momentOf(head.madeAt, head.zone)} · ${words.masked}`);
  for (const part of parts) {
    if (page.y > page.page.height - 120) page.addPage();
    page.moveDown(1).fontSize(13).fillColor(colours.text).text(part.title, margin);
    page
      .moveTo(margin, page.y + 2)
      .lineTo(margin + width, page.y + 2)
      .strokeColor(colours.line)
      .stroke();
    page.moveDown(0.4);
    for (const row of part.rows) {
      const text = [row.at ? momentOf(row.at, head.zone) : '', row.text].filter((each) => each !== '').join('  ');
      page.fontSize(10);
      const needed = Math.max(
        page.heightOfString(text, { width: width - labelWidth }),
        page.heightOfString(row.label, { width: labelWidth - 8 }),
      );
      if (page.y + needed > page.page.height - margin) page.addPage();
      const top = page.y;
      page.fillColor(colours.quiet).text(row.label, margin, top, { width: labelWidth - 8 });
      page.fillColor(row.marked ? colours.mark : colours.text).text(text, margin + labelWidth, top, { width: width - labelWidth });
      page.x = margin;
      page.y = top + needed + 3;
    }
  }
  numberPages(page, words.page);
  page.end();
  return done;
}

function numberPages(page: PDFKit.PDFDocument, say: (page: string) => string): void {
  const { start, count } = page.bufferedPageRange();
  for (let n = start; n < start + count; n += 1) {
    page.switchToPage(n);
    // Below the margin nothing may flow on to a page of its own.
    page.page.margins.bottom = 0;
    page
      .fontSize(8)
      .fillColor(colours.quiet)
      .text(say(`${n + 1} / ${count}`), margin, page.page.height - 32, { align: 'center', lineBreak: false });
  }
}

function momentOf(at: Date, zone: string): string {
  const { day, time } = wallClock(at, zone);
  return `${day} ${time}`;
}
