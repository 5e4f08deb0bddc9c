/** ¥1,234.50 from whole fen; always two places. */
export function sayFen(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}¥${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

/** Reads yuan as typed (8, 8.5, ¥8.00) into fen; null when it isn't an amount of whole fen. */
export function readYuan(text: string): number | null {
  const found = /^[¥￥]?\s*(\d{1,8})(?:\.(\d{1,2}))?\s*元?$/.exec(text.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}
