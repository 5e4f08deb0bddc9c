import { never } from '#platform/result.ts';
import { cleanPasted, maskEmail, maskName, maskPhone } from '#platform/text.ts';

export const handleKinds = ['phone', 'virtual-phone', 'email', 'nick', 'buyer-id'] as const;
/** A kind of way to reach a person. */
export type HandleKind = (typeof handleKinds)[number];

/** A way to reach or recognise a person. `platform` tells apart nicks and buyer ids of different marketplaces ('' for phone and mail). */
export interface Handle {
  readonly kind: HandleKind;
  readonly value: string;
  readonly platform?: string | undefined;
  /** Extension of a virtual number, dialled after it (OR-5). */
  readonly extension?: string | null | undefined;
  /** When a virtual number dies. */
  readonly expiresAt?: Date | null | undefined;
  /** Hours that suit, in the customer's words (IN-2). */
  readonly hours?: string | null | undefined;
  /** The second way (IN-2). */
  readonly second?: boolean | undefined;
}

/** A handle as stored: every field said. */
export interface TidyHandle {
  readonly kind: HandleKind;
  readonly platform: string;
  readonly value: string;
  readonly extension: string | null;
  readonly expiresAt: Date | null;
  readonly hours: string | null;
  readonly second: boolean;
}

/** A handle as stored: blanks and signs of phones gone, mail in small letters, `main-extension` of a virtual number split. */
export function tidyHandle(handle: Handle): TidyHandle {
  const value = cleanPasted(handle.value);
  const rest = {
    platform: handle.platform ?? '',
    expiresAt: handle.expiresAt ?? null,
    hours: handle.hours ?? null,
    second: handle.second ?? false,
  };
  switch (handle.kind) {
    case 'phone':
      return { ...rest, kind: 'phone', platform: '', value: plainPhone(value), extension: handle.extension ?? null };
    case 'virtual-phone': {
      const [, main = value, extension = null] = /^(\+?[\d\s]+?)(?:-|转)(\d{1,6})$/.exec(value) ?? [];
      return { ...rest, kind: 'virtual-phone', platform: '', value: plainPhone(main), extension: handle.extension ?? extension };
    }
    case 'email':
      return { ...rest, kind: 'email', platform: '', value: value.toLowerCase(), extension: null };
    default:
      return { ...rest, kind: handle.kind, value, extension: null };
  }
}

/** What is wrong with a way that somebody typed; null when it can be one. A nick or a buyer's id may be anything. */
export function faultOf(handle: Handle): 'wrong-phone' | 'wrong-email' | null {
  const { kind, value } = tidyHandle(handle);
  if (kind === 'phone' || kind === 'virtual-phone') return /^\+?\d{5,20}$/.test(value) ? null : 'wrong-phone';
  return kind === 'email' && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value) ? 'wrong-email' : null;
}

/**
 * Whether a handle says who somebody is. A virtual number does only with its extension and while it lives: afterwards it
 * belongs to somebody else. What came masked says nothing.
 */
export function recognises(handle: TidyHandle, now: Date): boolean {
  if (handle.value === '' || handle.value.includes('*')) return false;
  if (handle.kind !== 'virtual-phone') return true;
  return handle.extension !== null && handle.expiresAt !== null && handle.expiresAt > now;
}

/** The handle as a presenter shows it (OR-5). A buyer id names nobody outside its marketplace and stays. */
export function maskHandle(handle: { kind: HandleKind; value: string; extension: string | null }): string {
  switch (handle.kind) {
    case 'phone':
    case 'virtual-phone':
      return maskPhone(handle.extension === null ? handle.value : `${handle.value}-${handle.extension}`);
    case 'email':
      return maskEmail(handle.value);
    case 'nick':
      return maskName(handle.value);
    case 'buyer-id':
      return handle.value;
    default:
      return never(handle.kind);
  }
}

function plainPhone(text: string): string {
  const digits = text.replace(/[\s()-]/g, '');
  return digits.replace(/^(\+|00)86(?=1\d{10}$)/, '');
}
