import type { questionParties } from '#investigation/questionWire.ts';

export type Party = (typeof questionParties)[number];
/** Whose questions are shown: a party, and a warehouse or carrier of it. */
export interface Whom {
  readonly party?: Party;
  readonly placeId?: string;
}
