import { readCase } from '#case/contract.ts';
import { presentChange } from '#commerce/contract.ts';
import { read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { type LoadedProof, proofOfCase } from './proofOfCase.ts';
import { proofRoutes as wire, type ProofView } from './proofWire.ts';

export const proofRoutes: readonly Route[] = [
  read(wire.proof, async ({ db, actor, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const proof = await proofOfCase(db, found.value);
    return ok({ orderId: found.value.orderId, proof: proof && presentProof(proof) });
  }),
];

/** As anybody with the case may see it: values and a buyer's account masked. */
export function presentProof(proof: LoadedProof): ProofView {
  const masked = new Map(proof.changes.map((change) => [change.id, presentChange(change)]));
  const entries = proof.entries.map((entry) => ({
    at: entry.at.toISOString(),
    kind: entry.kind,
    side: entry.side,
    field: entry.field,
    source: entry.source,
    place: entry.place,
    text: entry.kind === 'made' ? (masked.get(entry.ref ?? '')?.account ?? '') : entry.text,
    lost: entry.lost,
  }));
  const said = proof.said.map(({ at, channel, body }) => ({
    at: at.toISOString(),
    kind: 'said' as const,
    side: 'customer' as const,
    field: null,
    source: channel,
    place: null,
    text: body.slice(0, 300),
    lost: false,
  }));
  const account = proof.changes.find((change) => change.madeAt.getTime() === proof.safety?.at.getTime());
  return {
    lost: proof.lost,
    safety: proof.safety && {
      ...proof.safety,
      at: proof.safety.at.toISOString(),
      account: (account && masked.get(account.id)?.account) ?? null,
    },
    entries: [...entries, ...said].toSorted((a, b) => a.at.localeCompare(b.at)),
    changes: [...masked.values()].map(({ id, field, old, new: made, label, delivered, toldAt, objectedAt }) => ({
      id,
      field,
      old,
      new: made,
      label,
      delivered,
      toldAt,
      objectedAt,
    })),
  };
}
