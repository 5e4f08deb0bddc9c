import { type AuthorityTerms, type CarrierTerms, termsPublished } from '#answers/contract.ts';
import type { Playbook } from '#case/contract.ts';
import type { Reader } from '#platform/db.ts';
import { type Html, html } from './html.ts';
import { answersWords } from './answersWords.ts';
import type { Visit } from './visit.ts';

/** The published limits that take the place of a procedure's own: whose, how long, and where that is written (CL-8, EX-11); null where none is kept. */
export async function termsPart(on: Reader, playbook: Playbook, visit: Visit, now: Date): Promise<Html | null> {
  const names = Object.values(playbook.clocks).flatMap((clock) => clock.terms ?? []);
  if (names.length === 0) return null;
  const kept = await termsPublished(on, now);
  const words = answersWords[visit.lang];
  const zh = visit.lang === 'zh';
  const rows = [
    ...(names.some((name) => name.startsWith('carrier-')) ? kept.carriers.flatMap((row) => carrierRow(row, visit)) : []),
    ...(names.includes('authority-answer')
      ? kept.authorities.map((row) => ({ title: row.authority, text: authorityText(row, visit), row }))
      : []),
  ];
  if (rows.length === 0) return null;
  const source = ({ sourceZh, sourceEn, verified }: { sourceZh: string; sourceEn: string; verified: boolean }) =>
    `${words.source}: ${zh ? sourceZh : sourceEn}${verified || /未核实|not verified/.test(zh ? sourceZh : sourceEn) ? '' : ` (${words.example})`}`;
  return html`<h2>${words.keptLimits}</h2><p>${words.keptLimitsLead}</p>
    <dl>${rows.map(({ title, text, row }) => html`<div><dt>${title}</dt><dd>${text}<br><span class="quiet">${source(row)}</span></dd></div>`)}</dl>`;
}

function carrierRow(row: CarrierTerms, visit: Visit) {
  const words = answersWords[visit.lang];
  const zh = visit.lang === 'zh';
  const parts = (['acceptance', 'decision', 'payment'] as const).flatMap((part) => {
    const days = row[`${part}Days`];
    return days === null ? [] : [words.within(words.limits[part], days)];
  });
  return parts.length === 0 ? [] : [{ title: zh ? row.carrierZh : row.carrierEn, text: parts.join(zh ? '，' : ', '), row }];
}

function authorityText(row: AuthorityTerms, visit: Visit): string {
  const words = answersWords[visit.lang];
  return words.within(words.limits.authority, row.answerDays, row.working);
}
