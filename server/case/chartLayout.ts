import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Chart, ChartEdge, ChartNode } from './flowChart.ts';

export type PlannedEdge = Omit<ChartEdge, 'labelAt' | 'points'>;

const font = 12;
const lineHeight = 16;
const widestLine = 132;

/** Places boxes and lines; the layout engine is loaded on first use. */
export async function place(
  nodes: readonly ChartNode[],
  edges: readonly PlannedEdge[],
): Promise<Pick<Chart, 'width' | 'height' | 'nodes' | 'edges'>> {
  const placed = await (await engine()).layout(graphOf(nodes, edges));
  const at = new Map((placed.children ?? []).map((node) => [node.id, node]));
  const routes = new Map((placed.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    nodes: nodes.map((node) => ({ ...node, x: at.get(node.id)?.x ?? 0, y: at.get(node.id)?.y ?? 0 })),
    edges: edges.map((edge, i) => ({ ...edge, ...routeOf(routes.get(`e${i}`)) })),
  };
}

let loaded: Promise<ELK> | undefined;

function engine(): Promise<ELK> {
  loaded ??= import('elkjs/lib/elk.bundled.js').then((elk) => new elk.default.default());
  return loaded;
}

/** A box that fits its title. */
export function sized(title: string): Pick<ChartNode, 'title' | 'lines' | 'x' | 'y' | 'w' | 'h'> {
  const lines = wrap(title);
  const w = Math.max(72, Math.ceil(Math.max(...lines.map(widthOf))) + 24);
  return { title, lines, x: 0, y: 0, w, h: lines.length * lineHeight + 16 };
}

/** Breaks a text into lines: Chinese anywhere, words of other scripts between them. */
function wrap(text: string): string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g) ?? [text];
  const lines: string[] = [''];
  for (const piece of pieces) {
    const line = lines.at(-1) ?? '';
    if (line && widthOf(line + piece) > widestLine) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** Width of a text at the chart's size; a wide character takes the full size, others a little over half. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter >= '\u2e80' ? font : font * 0.58), 0);
}

function graphOf(nodes: readonly ChartNode[], edges: readonly PlannedEdge[]): ElkNode {
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.layered.spacing.nodeNodeBetweenLayers': '36',
      'elk.spacing.nodeNode': '28',
      'elk.spacing.edgeNode': '14',
      'elk.spacing.edgeEdge': '10',
      'elk.spacing.edgeLabel': '4',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.padding': '[top=12,left=12,bottom=12,right=12]',
    },
    children: nodes.map(({ id, w, h }) => ({ id, width: w, height: h })),
    edges: edges.map(
      (edge, i): ElkExtendedEdge => ({
        id: `e${i}`,
        sources: [edge.from],
        targets: [edge.to],
        labels: edge.label
          ? [
              {
                text: edge.label,
                width: Math.ceil(widthOf(edge.label) * 0.92) + 8,
                height: 16,
                layoutOptions: { 'elk.edgeLabels.inline': 'true' },
              },
            ]
          : [],
      }),
    ),
  };
}

function routeOf(edge: ElkExtendedEdge | undefined): Pick<ChartEdge, 'labelAt' | 'points'> {
  const section = edge?.sections?.[0];
  const label = edge?.labels?.[0];
  const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  const labelAt = { x: (label?.x ?? 0) + (label?.width ?? 0) / 2, y: (label?.y ?? 0) + (label?.height ?? 0) / 2 };
  return { labelAt, points: points.map(({ x, y }) => ({ x, y })) };
}
