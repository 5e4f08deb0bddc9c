import type { Chart, ChartEdge, ChartNode, Lang, Point } from './flowChart.ts';
import { escapeMarkup } from './markup.ts';

/** A row of the journey: a step and the answer that left it; no answer yet at the current one. */
export type JourneyMark = { readonly step: string; readonly answer: string | null };

export type ChartView = {
  readonly lang: Lang;
  /** The case's journey so far, oldest first; empty for the procedure by itself. */
  readonly lit?: readonly JourneyMark[];
  readonly current?: string;
  /** Makes ids unique when a page holds several charts. */
  readonly id?: string;
};

/**
 * The chart as a string of SVG: no script, no style sheet needed. Colours are the text's own and, for the lit path,
 * `--chart-lit`; `--chart-paper` lies behind labels. Every mark has a class (`chart-step`, `is-lit`, `is-current`).
 * A person who can't see it reads the way so far in its description.
 */
export function chartSvg(chart: Chart, view: ChartView): string {
  const { lang, lit = [], current, id = `chart-${chart.playbook}` } = view;
  const litEdges = new Set(edgesOnPath(chart, lit));
  const litNodes = new Set([...litEdges].flatMap((edge) => [edge.from, edge.to]).concat(lit.map((mark) => mark.step)));
  const [unlit, onTop] = [chart.edges.filter((edge) => !litEdges.has(edge)), chart.edges.filter((edge) => litEdges.has(edge))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 ${chart.width} ${chart.height}" width="${chart.width}" height="${chart.height}"`,
    ` aria-labelledby="${escapeMarkup(id)}-title ${escapeMarkup(id)}-desc" font-family="inherit" font-size="12" style="max-width:100%;height:auto">`,
    `<title id="${escapeMarkup(id)}-title">${escapeMarkup(titleOf(chart, lang))}</title>`,
    `<desc id="${escapeMarkup(id)}-desc">${escapeMarkup(describe(chart, lit, current, lang))}</desc>`,
    `<defs>${arrow(id, '', 'currentColor', 0.55)}${arrow(id, '-lit', 'var(--chart-lit, #1677ff)', 1)}</defs>`,
    ...unlit.map((edge) => drawEdge(edge, id, false)),
    ...onTop.map((edge) => drawEdge(edge, id, true)),
    ...chart.nodes.map((node) => drawNode(node, litNodes.has(node.id), node.kind === 'step' && node.step === current)),
    ...[...unlit, ...onTop].map((edge) => drawLabel(edge, litEdges.has(edge))),
    '</svg>',
  ].join('');
}

/** The edges that a journey has walked; the next row tells which way an answer with a limit took. */
export function edgesOnPath(chart: Chart, lit: readonly JourneyMark[]): readonly ChartEdge[] {
  return lit.flatMap(({ step, answer }, i) => {
    const next = lit[i + 1]?.step;
    const fits = chart.edges.filter(
      (edge) => edge.from === step && (edge.answer === answer || (edge.kind === 'otherwise' && edge.to === next)),
    );
    const exact = fits.filter((edge) => (next === undefined ? edge.to.startsWith('end:') : edge.to === next));
    return exact.length > 0 ? exact.slice(0, 1) : fits.filter((edge) => edge.kind === 'answer' && edge.to.startsWith('end:')).slice(0, 1);
  });
}

function titleOf(chart: Chart, lang: Lang): string {
  return lang === 'zh' ? `流程图：${chart.title}` : `Flow chart: ${chart.title}`;
}

function describe(chart: Chart, lit: readonly JourneyMark[], current: string | undefined, lang: Lang): string {
  const name = (step: string) => chart.nodes.find((node) => node.id === step)?.title ?? step;
  const back = chart.handBacks.map((each) => `${name(each.from)}: ${each.label}`).join('; ');
  const handBack = back ? (lang === 'zh' ? `可退回原步骤：${back}。` : `Leads back where it came from: ${back}.`) : '';
  if (lit.length === 0)
    return (
      (lang === 'zh'
        ? `步骤：${chart.nodes
            .filter(isStep)
            .map((node) => node.title)
            .join('、')}。`
        : `Steps: ${chart.nodes
            .filter(isStep)
            .map((node) => node.title)
            .join(', ')}. `) + handBack
    );
  const way = lit.map(({ step, answer }) => {
    const label = chart.edges.find((edge) => edge.from === step && edge.answer === answer)?.label;
    return label ? `${name(step)} (${label})` : name(step);
  });
  const here = current ? (lang === 'zh' ? `当前步骤：${name(current)}。` : `Current step: ${name(current)}. `) : '';
  return (lang === 'zh' ? `已走过：${way.join(' → ')}。` : `So far: ${way.join(' → ')}. `) + here + handBack;
}

function isStep(node: ChartNode): boolean {
  return node.kind === 'step';
}

function arrow(id: string, suffix: string, colour: string, opacity: number): string {
  return `<marker id="${escapeMarkup(id)}-arrow${suffix}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}" fill-opacity="${opacity}"/></marker>`;
}

function drawEdge(edge: ChartEdge, id: string, lit: boolean): string {
  const dashes = edge.kind === 'silence' || edge.kind === 'limit' || edge.kind === 'otherwise' ? ' stroke-dasharray="5 4"' : '';
  const ink = lit
    ? 'stroke="var(--chart-lit, #1677ff)" stroke-width="2.5"'
    : 'stroke="currentColor" stroke-opacity="0.45" stroke-width="1.2"';
  return `<path class="chart-edge chart-edge-${edge.kind}${lit ? ' is-lit' : ''}" data-answer="${escapeMarkup(`${edge.from}.${edge.answer}`)}" d="${pathOf(edge.points)}" fill="none" ${ink}${dashes} marker-end="url(#${escapeMarkup(id)}-arrow${lit ? '-lit' : ''})"/>`;
}

function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

function drawLabel(edge: ChartEdge, lit: boolean): string {
  if (!edge.label) return '';
  const { x, y } = edge.labelAt;
  const halo = 'stroke="var(--chart-paper, Canvas)" stroke-width="4" stroke-linejoin="round" paint-order="stroke"';
  return `<text class="chart-label${lit ? ' is-lit' : ''}" x="${round(x)}" y="${round(y)}" font-size="11" text-anchor="middle" dominant-baseline="central" fill="currentColor" ${halo}${lit ? ' font-weight="600"' : ''}>${escapeMarkup(edge.label)}</text>`;
}

function drawNode(node: ChartNode, lit: boolean, current: boolean): string {
  const { x, y, w, h } = node;
  const radius = node.kind === 'step' ? 6 : h / 2;
  const ink =
    lit || current
      ? `stroke="var(--chart-lit, #1677ff)" stroke-width="${current ? 3 : 2}"`
      : 'stroke="currentColor" stroke-opacity="0.6" stroke-width="1.2"';
  const fill = current
    ? 'fill="var(--chart-lit, #1677ff)" fill-opacity="0.14"'
    : `fill="currentColor" fill-opacity="${node.kind === 'step' ? '0.03' : '0.08'}"`;
  const middle = y + h / 2 - ((node.lines.length - 1) * 16) / 2;
  const text = node.lines
    .map((line, i) => `<tspan x="${round(x + w / 2)}" y="${round(middle + i * 16)}">${escapeMarkup(line)}</tspan>`)
    .join('');
  const classes = ['chart-node', `chart-${node.kind}`, ...(lit ? ['is-lit'] : []), ...(current ? ['is-current'] : [])].join(' ');
  return `<g class="${classes}" data-step="${escapeMarkup(node.id)}"><rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${radius}" ${fill} ${ink}/><text text-anchor="middle" dominant-baseline="central" fill="currentColor"${current ? ' font-weight="600"' : ''}>${text}</text></g>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
