import { useState } from 'react';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import type { Refused } from '../call.ts';
import { useAsked, useCommand } from '../ask.ts';

interface Address {
  readonly words: string;
  readonly wordsEn: string;
}
const none: Address = { words: '', wordsEn: '' };

interface ReturnAddress extends Address {
  readonly put: (change: Partial<Address>) => void;
  readonly changed: boolean;
  /** Both languages or neither; one that is set can be changed, not taken away. */
  readonly complete: boolean;
  readonly save: (shopId: string) => void;
  readonly busy: boolean;
  readonly refused: Refused | null;
}

/** Where customers of a shop send goods back to, as kept and as typed (FU-11). `shopId` null: a shop that isn't saved yet. */
export function useReturnAddress(shopId: string | null, done: () => void): ReturnAddress {
  const asked = useAsked(returnedRoutes.address, { params: { shopId: shopId ?? '' } }, { on: shopId !== null });
  const [typed, setTyped] = useState<Partial<Address>>({});
  const command = useCommand(returnedRoutes.putAddress, done);
  const kept = asked.data?.item ?? none;
  const now = { ...kept, ...typed };
  const body = { words: now.words.trim(), wordsEn: now.wordsEn.trim() };
  const changed = body.words !== kept.words || body.wordsEn !== kept.wordsEn;
  return {
    ...now,
    put: (change) => setTyped({ ...typed, ...change }),
    changed,
    complete: !changed || (body.words !== '' && body.wordsEn !== ''),
    save: (of) => command.mutate({ params: { shopId: of }, body }),
    busy: command.isPending,
    refused: command.error ?? asked.error,
  };
}
