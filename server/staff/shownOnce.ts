/**
 * Adds a secret that leaves in the first answer only. JSON skips the property, so the idempotency row, which keeps answers
 * for 72 h, never holds it; the answer's schema reads it by name. A repeated request gets the same answer without it.
 */
export function shownOnce<T extends object, K extends string>(answer: T, name: K, secret: string): T & { [P in K]: string } {
  return Object.defineProperty(answer, name, { value: secret, enumerable: false }) as T & { [P in K]: string };
}
