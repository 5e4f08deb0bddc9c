/** 1234 → 12.34, as bank sheets write it. Integer arithmetic. */
export function formatYuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
