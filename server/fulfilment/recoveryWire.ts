import { z } from 'zod';
import { fen, freeText, id, instant, listOf, listQuery, route } from '#platform/wire.ts';

export const recoveryStates = ['draft', 'filed', 'accepted', 'more-asked', 'offered', 'agreed', 'paid', 'written-off', 'refused'] as const;
export const recoveryMoves = ['file', 'accept', 'ask-more', 'offer', 'agree', 'dispute', 'refuse', 'pay', 'write-off'] as const;
const words = (zh: string, en: string) => ({ zh, en });

/** Our claim on a carrier or supplier; money in fen. `costFen`: what the case cost at their share so far. */
export const recoveryView = z.object({
  id,
  caseId: id,
  caseNumber: z.string(),
  party: z.string(),
  partyKey: z.string(),
  carrierId: id.nullable(),
  state: z.enum(recoveryStates),
  costFen: z.int(),
  amountFen: z.int(),
  /** Most by the carrier's terms when not insured. */
  capFen: z.int().nullable(),
  offeredFen: z.int().nullable(),
  agreedFen: z.int().nullable(),
  receivedFen: z.int(),
  /** By when it must be filed; `source` says where that is written. */
  deadline: instant.nullable(),
  late: z.boolean(),
  source: z.string(),
  waybill: z.string().nullable(),
  theirNo: z.string().nullable(),
  openedAt: instant,
  filedAt: instant.nullable(),
  settledAt: instant.nullable(),
  /** What may be done with it now. */
  may: z.array(z.enum(recoveryMoves)),
  moves: z.array(
    z.object({ move: z.string(), state: z.string(), fen: z.int().nullable(), note: z.string(), by: z.string().nullable(), at: instant }),
  ),
});
export type RecoveryView = z.output<typeof recoveryView>;

const wanted = z.object({
  state: z.enum([...recoveryStates, 'open', 'due']).optional(),
  carrierId: id.optional(),
  shopId: id.optional(),
  q: freeText(100).optional(),
});

export const recoveryRoutes = {
  board: route({
    method: 'GET',
    path: '/api/v1/recoveries',
    summary: words('追偿看板（期限近的在前）', 'Recovery board, nearest deadline first'),
    permission: 'recovery.read',
    query: listQuery.extend(wanted.shape),
    /** `tabs`: how many there are per state, `open` and `due` (a draft whose deadline is within three days). */
    answer: listOf(recoveryView).extend({
      tabs: z.record(z.string(), z.object({ n: z.int(), capped: z.boolean() })),
      sums: z.object({ claimedFen: z.int(), agreedFen: z.int(), receivedFen: z.int() }),
    }),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/recoveries',
    summary: words('本单追偿与净损失', 'Recoveries of a case and its own loss'),
    permission: 'recovery.read',
    params: z.object({ caseId: id }),
    /** Paid out less recovered is our own loss, in all and per party. */
    answer: z.object({
      items: z.array(recoveryView),
      paidOutFen: z.int(),
      recoveredFen: z.int(),
      ownLossFen: z.int(),
      byParty: z.array(
        z.object({ party: z.string(), partyKey: z.string(), paidOutFen: z.int(), recoveredFen: z.int(), ownLossFen: z.int() }),
      ),
    }),
  }),
  move: route({
    method: 'POST',
    path: '/api/v1/recoveries/:recoveryId/moves',
    summary: words('推进追偿', 'Move a recovery on'),
    permission: 'recovery.work',
    params: z.object({ recoveryId: id }),
    /**
     * `fen`: what is claimed (file), offered, agreed, or received (pay). Refuses `no-such-move`, `amount-needed`, `reason-required`
     * (write-off, refuse, dispute), `more-than-claimed` for money beyond what was claimed.
     */
    body: z.object({
      move: z.enum(recoveryMoves),
      fen: fen.optional(),
      theirNo: freeText(60).optional(),
      note: freeText(1000).default(''),
    }),
    answer: recoveryView,
  }),
  bulk: route({
    method: 'POST',
    path: '/api/v1/recoveries/exports',
    summary: words('按快递导出索赔清单', 'Claims of one carrier as a file'),
    permission: 'recovery.work',
    /** Drafts of this carrier, or those named by `ids`. Answers CSV with a byte order mark; nothing is moved by it. */
    body: z.object({ carrierId: id, ids: z.array(id).min(1).max(500).optional() }),
    answer: z.object({ name: z.string(), count: z.int(), csv: z.string() }),
    limit: 60,
  }),
  dossier: route({
    method: 'GET',
    path: '/api/v1/recoveries/:recoveryId/package',
    summary: words('索赔材料', 'The papers of a claim'),
    permission: 'recovery.read',
    params: z.object({ recoveryId: id }),
    /** Gathered from the case: finding, liability, proof of value, what we gave, photos. `missing`: what the carrier usually wants and the case lacks. */
    answer: z.object({
      recovery: recoveryView,
      letter: z.string(),
      finding: z.array(z.object({ answer: z.string(), text: z.string(), at: instant })),
      liability: z.array(z.object({ party: z.string(), percent: z.int() })),
      goods: z.array(z.object({ title: z.string(), quantity: z.int(), priceFen: z.int() })),
      orderNo: z.string().nullable(),
      paidFen: z.int().nullable(),
      insuredFen: z.int().nullable(),
      freightFen: z.int().nullable(),
      parcel: z
        .object({
          waybill: z.string(),
          weightG: z.int().nullable(),
          weightExpectedG: z.int().nullable(),
          shippedAt: instant.nullable(),
          signedAt: instant.nullable(),
          scanText: z.string().nullable(),
        })
        .nullable(),
      given: z.array(z.object({ title: z.string(), fen: z.int().nullable(), at: instant.nullable() })),
      files: z.array(z.object({ id, material: z.string().nullable(), url: z.string() })),
      missing: z.array(z.string()),
    }),
  }),
} as const;

/** The route that answers a file and not JSON: the papers of a claim as one zip. */
export const recoveryFiles = { papers: '/api/v1/recoveries/:recoveryId/package.zip' } as const;
