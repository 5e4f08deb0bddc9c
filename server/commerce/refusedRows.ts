import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { neutraliseFormula } from '#platform/text.ts';
import { fieldsOf, type Layout } from './columns.ts';
import { refusalsPage, type RefusedRow } from './importsStore.ts';
import { rowWords } from './refusals.ts';

/**
 * The refused rows of an import as CSV with BOM, streamed: line in the file, reason in the reader's language, then the row's
 * own cells, so that it can be mended and imported again. Cells that a sheet would run as formulas are neutralised.
 */
export async function* refusedRows(on: Reader, importId: string, layout: Layout, lang: Lang): AsyncGenerator<string> {
  let after = -1;
  yield '\ufeff';
  for (;;) {
    const page = await refusalsPage(on, importId, after, 500);
    if (page.length === 0) return;
    yield page.map((row) => lineOf(row, layout, lang)).join('');
    after = page.at(-1)?.line ?? after;
  }
}

function lineOf(row: RefusedRow, layout: Layout, lang: Lang): string {
  const head =
    row.line === 0 ? (lang === 'zh' ? ['行号', '拒收原因'] : ['Line', 'Reason']) : [String(row.line), reasonOf(row, layout, lang)];
  return `${[...head, ...row.cells].map(cell).join(',')}\r\n`;
}

/** Why a row was refused, in words that name the column to mend. */
export function reasonOf(row: Pick<RefusedRow, 'code' | 'field'>, layout: Layout, lang: Lang): string {
  const field = fieldsOf(layout).find((each) => each.key === row.field)?.words[lang] ?? row.field ?? '';
  return rowWords(row.code)[lang](field);
}

/** Long numbers get a tab in front so that a sheet keeps their digits; the import takes it off again. */
function cell(text: string): string {
  const safe = /^\d{12,}$/.test(text) ? `\t${text}` : neutraliseFormula(text);
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
