import { newKey } from './call.ts';

/** An id for a row that this screen makes: sent again it is the same row. */
export function newUuid(): string {
  const hex = newKey();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
