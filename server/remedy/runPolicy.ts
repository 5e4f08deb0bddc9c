import { type ZenDecision, ZenEngine } from '@gorules/zen-engine';
import { type WayBack, waysBack } from './plan.ts';
import type { PolicyFacts } from './policyColumns.ts';
import type { PolicyTable } from './policyWire.ts';

/** A row of the policy that fits the facts. */
export interface PolicyRow {
  /** Counted from 1, as the table is read and cited. */
  readonly row: number;
  readonly rowId: string;
  readonly description: string;
  readonly remedy: string;
  readonly amount: string;
  readonly percent: number;
  readonly fixed: number;
  readonly pointsPerYuan: number;
  readonly agentMost: number;
  readonly leadMost: number;
  readonly arriveDays: number;
  readonly sendBack: string;
  readonly wayBack: WayBack;
  /** Who does a work remedy; `none`: who usually does. */
  readonly party: string;
  readonly doneDays: number;
  /** Pool of coupon codes; `none`: no coupon comes of the row. */
  readonly pool: string;
  /** Most repaid of freight that the customer laid out, fen. */
  readonly freightMost: number;
  /** Row that is carried out together with this one; `none`: it stands alone. */
  readonly also: string;
  /** Role that approves what is above the offerer's limit; `none`: whose authority covers it. */
  readonly approver: string;
}

const tableNode = 'table';
const engine = new ZenEngine();

/** A policy as a JDM document: input, one decision table that collects every row that fits, output. No other node can be made. */
export function documentOf(table: PolicyTable): object {
  const position = { x: 0, y: 0 };
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'facts', type: 'inputNode', position },
      { id: tableNode, name: 'policy', type: 'decisionTableNode', position, content: { hitPolicy: 'collect', ...table } },
      { id: 'out', name: 'options', type: 'outputNode', position },
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: tableNode, type: 'edge' },
      { id: 'e2', sourceId: tableNode, targetId: 'out', type: 'edge' },
    ],
  };
}

/** The table inside a stored document. */
export function tableOf(document: unknown): PolicyTable {
  const nodes = (document as { nodes: { id: string; content?: PolicyTable }[] }).nodes;
  const content = nodes.find((node) => node.id === tableNode)?.content;
  if (!content) throw new Error('a stored policy has its table');
  const { inputs, outputs, rules } = content;
  return { inputs, outputs, rules };
}

/** Makes a document ready to be asked; versions never change, so callers keep it. */
export function prepare(document: object): ZenDecision {
  return engine.createDecision(document);
}

interface Trace {
  readonly traceData: readonly { readonly index: number; readonly rule: Readonly<Record<string, string | undefined>> }[] | null;
}

/** Every row that fits, in the table's order, with the row that it is (RE-2). */
export async function runPolicy(decision: ZenDecision, facts: PolicyFacts): Promise<PolicyRow[]> {
  const answer = await decision.evaluate(facts, { trace: true });
  const outputs = (Array.isArray(answer.result) ? answer.result : []) as Record<string, unknown>[];
  const hits = (answer.trace?.[tableNode] as unknown as Trace | undefined)?.traceData ?? [];
  if (hits.length !== outputs.length) throw new Error('the policy engine answered rows without saying which');
  return hits.map((hit, at) => rowOf(hit, outputs[at] ?? {}));
}

function rowOf(hit: NonNullable<Trace['traceData']>[number], output: Record<string, unknown>): PolicyRow {
  const number = (field: string, absent: number) => (typeof output[field] === 'number' ? output[field] : absent);
  const code = (field: string, absent: string) => (typeof output[field] === 'string' ? output[field] : absent);
  return {
    row: hit.index + 1,
    rowId: hit.rule['_id'] ?? '',
    description: hit.rule['_description'] ?? '',
    remedy: code('remedy', ''),
    amount: code('amount', 'none'),
    percent: number('percent', 100),
    fixed: number('fixed', 0),
    pointsPerYuan: number('pointsPerYuan', 100),
    agentMost: number('agentMost', 0),
    leadMost: number('leadMost', 0),
    arriveDays: number('arriveDays', 4),
    sendBack: code('sendBack', 'none'),
    wayBack: waysBack.find((way) => way === output['wayBack']) ?? 'none',
    party: code('party', 'none'),
    doneDays: number('doneDays', 3),
    pool: code('pool', 'none'),
    freightMost: number('freightMost', 0),
    also: code('also', 'none'),
    approver: code('approver', 'none'),
  };
}
