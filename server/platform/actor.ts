/**
 * Who does something. `staff` is a signed-in person; `key` an API key acting for a system; `customer` the holder of a case's
 * link or of a proven identity on the portal; `partner` an outside party's link; `system` the program itself (sweeps, relay).
 */
export type Actor =
  | {
      readonly kind: 'staff';
      readonly id: string;
      readonly role: string;
      readonly shopIds: readonly string[] | 'all';
      readonly teamIds: readonly string[];
      readonly lang: Lang;
      readonly sessionId: string;
    }
  | { readonly kind: 'key'; readonly id: string; readonly scopes: readonly string[]; readonly shopIds: readonly string[] | 'all' }
  | { readonly kind: 'customer'; readonly id: string; readonly caseId: string | null }
  | { readonly kind: 'system'; readonly id: 'system' };

export type Lang = 'zh' | 'en';

export const systemActor: Actor = { kind: 'system', id: 'system' };
