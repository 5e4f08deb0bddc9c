import { place, type PlannedEdge, sized } from './chartLayout.ts';
import { entrancesOf, passagesOf, type Passage } from './edges.ts';
import type { Playbook } from './playbook.ts';
import type { Outcome, Stage } from './vocabulary.ts';
import { outcomeWords } from './playbookWords.ts';

export type Lang = 'zh' | 'en';
export type Point = { readonly x: number; readonly y: number };

/** A step, an end (one per step and outcome, so that lines stay short), or an entrance. Measures are in pixels, from the top left corner. */
export type ChartNode = {
  readonly id: string;
  readonly kind: 'step' | 'end' | 'entrance';
  readonly step: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly title: string;
  readonly lines: readonly string[];
  readonly stage?: Stage;
  readonly outcome?: Outcome;
};

export type ChartEdge = {
  readonly from: string;
  /** Id of a node. */
  readonly to: string;
  readonly answer: string;
  readonly kind: Passage['kind'] | 'entrance';
  readonly label: string;
  readonly labelAt: Point;
  readonly points: readonly Point[];
};

/** The drawn flow of a playbook, from the same object that the interpreter runs. Hand-backs aren't drawn; they are listed. */
export type Chart = {
  readonly playbook: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly handBacks: readonly { readonly from: string; readonly label: string }[];
};

/** Whose words stand in the boxes and on the lines; the flow is the same. */
export type Reader = 'desk' | 'customer';

const kept = new WeakMap<Playbook, Map<string, Promise<Chart>>>();

/** Lays a playbook out as a flow chart from top to bottom. Takes about 300 ms once per playbook version and language; then kept. */
export function flowChart(playbook: Playbook, lang: Lang, reader: Reader = 'desk'): Promise<Chart> {
  const charts = kept.get(playbook) ?? new Map<string, Promise<Chart>>();
  kept.set(playbook, charts);
  const chart = charts.get(`${lang} ${reader}`) ?? layOut(playbook, lang, reader);
  charts.set(`${lang} ${reader}`, chart);
  return chart;
}

async function layOut(playbook: Playbook, lang: Lang, reader: Reader): Promise<Chart> {
  const passages = passagesOf(playbook);
  const drawn = passages.filter((each) => each.to !== 'back');
  // The order counts: entrances come first, or they would be drawn below what they lead to.
  const planned = [...entranceNodes(playbook, lang), ...stepNodes(playbook, lang, reader), ...endNodes(drawn, lang)];
  const edges = [...drawn.map((passage) => edgeOf(passage, lang, reader)), ...entranceEdges(playbook)];
  const placed = await place(planned, edges);
  return {
    playbook: playbook.playbook,
    title: (reader === 'customer' ? (playbook.customerTitle ?? playbook.title) : playbook.title)[lang],
    ...placed,
    handBacks: passages.filter((each) => each.to === 'back').map((each) => ({ from: each.from, label: each.label[lang] })),
  };
}

function stepNodes(playbook: Playbook, lang: Lang, reader: Reader): ChartNode[] {
  return Object.entries(playbook.steps).map(([step, rule]) => ({
    ...sized((reader === 'customer' ? (rule.customerTitle ?? rule.title) : rule.title)[lang]),
    id: step,
    kind: 'step',
    step,
    stage: rule.stage,
  }));
}

function endNodes(passages: readonly Passage[], lang: Lang): ChartNode[] {
  const ends = new Map<string, ChartNode>();
  for (const { from, to, as } of passages) {
    if (to !== 'end') continue;
    const outcome = as ?? 'resolved';
    const id = endId(from, outcome);
    ends.set(id, { ...sized(outcomeWords[outcome][lang]), id, kind: 'end', step: from, outcome });
  }
  return [...ends.values()];
}

function entranceNodes(playbook: Playbook, lang: Lang): ChartNode[] {
  const words = {
    zh: { start: '开始', appeal: '客户申请复核', escalate: '任一步骤升级' },
    en: { start: 'Start', appeal: 'The customer appeals', escalate: 'Escalated from any step' },
  }[lang];
  return entrancesOf(playbook).map((step) => {
    const title = step === playbook.start ? words.start : step === playbook.appeal?.step ? words.appeal : words.escalate;
    return { ...sized(title), id: `in:${step}`, kind: 'entrance', step };
  });
}

function edgeOf({ from, to, as, answer, kind, label, customerLabel }: Passage, lang: Lang, reader: Reader): PlannedEdge {
  // What only staff answers (liability, goodwill) has no words for customers.
  const words = reader === 'customer' ? (customerLabel ?? (kind === 'answer' ? unsaid : label)) : label;
  return { from, to: to === 'end' ? endId(from, as ?? 'resolved') : to, answer, kind, label: words[lang] };
}

const unsaid = { zh: '', en: '' };

function entranceEdges(playbook: Playbook): PlannedEdge[] {
  return entrancesOf(playbook).map((step) => ({ from: `in:${step}`, to: step, answer: 'enter', kind: 'entrance', label: '' }));
}

function endId(step: string, outcome: Outcome): string {
  return `end:${step}:${outcome}`;
}
