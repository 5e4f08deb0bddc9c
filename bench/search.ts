import type pg from 'pg';
import { textMatches } from '#triage/searchStore.ts';
import { wordsOf } from './fill.ts';
import { programHere } from './queries.ts';
import { quantile } from './numbers.ts';

/** What people type: two and four characters, common and rare, across words, a model, a case number, an order number. */
export const searches: readonly string[] = [
  '铰链',
  '蜥蜴',
  '抽屉面板',
  '少了',
  '望岳路',
  '赠品收纳盒',
  'QM-77',
  'QM-3999',
  '临溪路12号',
  '说明书写的是四个',
  '花纹贴纸',
  '柜',
  '无法安装，寄到',
  'C261120-00042',
  '2610100000042',
  '0000042',
];

export interface Recall {
  readonly asked: number;
  readonly hits: number;
  readonly missed: readonly string[];
}

/** Each text search against a plain scan of the newest rows it may answer with: no hit may be missed. */
export async function measureRecall(pool: pg.Pool, url: string, cases: number): Promise<Recall> {
  const { house } = await programHere(url);
  const sample = Array.from({ length: 12 }, (_, i) => {
    const words = wordsOf(Math.floor((cases / 12) * i));
    return words.slice(5 + i, 7 + i + (i % 4));
  });
  const missed: string[] = [];
  let hits = 0;
  const asked = [...searches.filter((text) => /\p{Script=Han}/u.test(text)), ...sample];
  for (const text of asked) {
    const wanted = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    const found = new Set(await textMatches(house.db, text, 1000));
    const { rows } = await pool.query<{ id: string }>(
      'select case_id as id from case_search where position($1 in body) > 0 order by seq desc limit 1000',
      [wanted],
    );
    hits += rows.length;
    const lost = rows.filter((row) => !found.has(row.id)).length;
    if (lost > 0) missed.push(`${text}: ${lost} of ${rows.length}`);
  }
  return { asked: asked.length, hits, missed };
}

/** textMatches alone, each text many times, ms. */
export async function timeTexts(url: string, times: number): Promise<{ text: string; p50: number; p95: number; hits: number }[]> {
  const { house } = await programHere(url);
  const timed = [];
  for (const text of searches) {
    const took: number[] = [];
    let hits = 0;
    for (let i = 0; i < times; i += 1) {
      const from = performance.now();
      hits = (await textMatches(house.db, text, 50)).length;
      took.push(performance.now() - from);
    }
    timed.push({ text, p50: quantile(took, 0.5), p95: quantile(took, 0.95), hits });
  }
  return timed;
}
