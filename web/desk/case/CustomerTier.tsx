import { Select } from 'antd';
import type { CaseView } from '#case/wire.ts';
import { tierRoutes } from '#remedy/tierWire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useLang } from '../words/useWords.ts';
import { useAsked, useCommand } from '../ask.ts';
import { useCaseWords } from './words.ts';

interface TierSeen {
  /** Whether the house has tiers and this customer is somebody who could be in one. */
  readonly shown: boolean;
  readonly code: string | null;
  readonly tiers: readonly { readonly code: string; readonly words: { readonly zh: string; readonly en: string } }[];
  readonly mayEdit: boolean;
  readonly again: () => void;
}

/** The tier of the case's customer, and those that there are (RE-2). */
export function useTier(theCase: CaseView): TierSeen {
  const tiers = useAsked(tierRoutes.tiers);
  const mine = useAsked(tierRoutes.ofCase, { params: { caseId: theCase.id } });
  return {
    shown: theCase.customerId !== null && mine.data !== undefined && (tiers.data?.items.length ?? 0) > 0,
    code: mine.data?.tier?.code ?? null,
    tiers: tiers.data?.items ?? [],
    mayEdit: tiers.data?.mayEdit ?? false,
    again: () => void mine.refetch(),
  };
}

/** A fact about the customer; who keeps the policies can change it here. */
export function CustomerTier({ theCase, tier }: { theCase: CaseView; tier: TierSeen }) {
  const words = useCaseWords();
  const lang = useLang();
  const put = useCommand(tierRoutes.putTiers, tier.again);
  const names = tier.tiers.map(({ code, words: said }) => ({ value: code, label: said[lang] }));
  if (!tier.mayEdit) return <>{names.find((each) => each.value === tier.code)?.label ?? words.noTier}</>;
  return (
    <>
      <Select
        aria-label={words.tier}
        size="small"
        style={{ minWidth: 120 }}
        loading={put.isPending}
        value={tier.code ?? 'none'}
        onChange={(code: string) => put.mutate({ body: { items: [{ customerId: theCase.customerId ?? '', tier: code }] } })}
        options={[{ value: 'none', label: words.noTier }, ...names]}
      />
      <ProblemNote refused={put.error} />
    </>
  );
}
