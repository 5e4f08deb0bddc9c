import { describe, expect, it } from 'vitest';
import { chartSvg, edgesOnPath } from './chartSvg.ts';
import { passagesOf } from './edges.ts';
import { flowChart } from './flowChart.ts';
import { manualPage, sayCondition } from './manualPage.ts';
import { mainText, missingParts, wordsText } from './missingParts.fixture.ts';
import { publishedProcedure } from './procedure.ts';

const playbook = missingParts();

describe('the drawn playbook', () => {
  it('holds every step and every edge, hand-backs listed apart', async () => {
    const chart = await flowChart(playbook, 'zh');
    const steps = chart.nodes.filter((node) => node.kind === 'step').map((node) => node.step);
    expect(steps).toEqual(Object.keys(playbook.steps));
    const passages = passagesOf(playbook);
    const drawn = chart.edges.filter((edge) => edge.kind !== 'entrance');
    expect(drawn.length + chart.handBacks.length).toBe(passages.length);
    for (const edge of chart.edges) expect(edge.points.length, `${edge.from}.${edge.answer}`).toBeGreaterThanOrEqual(2);
    for (const node of chart.nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + node.w).toBeLessThanOrEqual(chart.width);
      expect(node.y + node.h).toBeLessThanOrEqual(chart.height);
    }
  });

  it('lets no two boxes overlap', async () => {
    const { nodes } = await flowChart(playbook, 'en');
    const overlaps = nodes.flatMap((a, i) =>
      nodes
        .slice(i + 1)
        .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
        .map((b) => `${a.id} / ${b.id}`),
    );
    expect(overlaps).toEqual([]);
  });

  it('lights the way that the case has gone, and the step where it stands', async () => {
    const chart = await flowChart(playbook, 'zh');
    const lit = [
      { step: 'match-order', answer: 'matches' },
      { step: 'review', answer: 'accepted' },
      { step: 'enquire', answer: null },
    ];
    expect(edgesOnPath(chart, lit).map((edge) => `${edge.from}.${edge.answer}`)).toEqual(['match-order.matches', 'review.accepted']);
    const svg = chartSvg(chart, { lang: 'zh', lit, current: 'enquire' });
    expect(svg.match(/chart-edge[^"]*is-lit/g)).toHaveLength(2);
    expect(svg).toContain('class="chart-node chart-step is-lit is-current" data-step="enquire"');
    expect(svg).toContain('已走过：核对订单 (相符) → 受理审核 (受理) → 核查。当前步骤：核查。');
  });

  it('lights the way beyond a limit when that was the way taken', async () => {
    const chart = await flowChart(playbook, 'en');
    const [edge] = edgesOnPath(chart, [
      { step: 'choice', answer: 'declined' },
      { step: 'escalate', answer: null },
    ]);
    expect(edge?.kind).toBe('limit');
  });

  it('is an image with a name and a description, and every tag is closed', async () => {
    const svg = chartSvg(await flowChart(playbook, 'en'), { lang: 'en', id: 'c1' });
    expect(svg).toContain('role="img"');
    expect(svg).toContain('aria-labelledby="c1-title c1-desc"');
    expect(svg).toContain('<title id="c1-title">Flow chart: Missing parts</title>');
    for (const tag of ['svg', 'g', 'text', 'tspan', 'defs', 'marker', 'title', 'desc'])
      expect(svg.split(`<${tag}`).filter((rest) => /^[ >]/.test(rest)).length, `tag ${tag}`).toBe(svg.split(`</${tag}>`).length - 1);
  });

  it('says what a person wrote as text, never as markup', async () => {
    const evil = missingParts(
      mainText.replace('title: { zh: 定责, en: Liability }', `title: { zh: '<script>定责</script>', en: 'L "q" & <b>' }`),
    );
    const svg = chartSvg(await flowChart(evil, 'en'), { lang: 'en', id: '"><script>' });
    expect(svg).not.toContain('<script>');
    expect(svg).not.toContain('<b>');
    expect(manualPage(evil, 'zh')).not.toContain('<script>');
  });
});

describe('one source', () => {
  it('a renamed step changes chart and manual together', async () => {
    const renamed = missingParts(mainText.replace('title: { zh: 定责, en: Liability }', 'title: { zh: 责任认定, en: Who answers for it }'));
    for (const [lang, before, after] of [
      ['zh', '定责', '责任认定'],
      ['en', 'Liability', 'Who answers for it'],
    ] as const) {
      expect((await flowChart(playbook, lang)).nodes.find((node) => node.id === 'liability')?.title).toBe(before);
      expect((await flowChart(renamed, lang)).nodes.find((node) => node.id === 'liability')?.title).toBe(after);
      expect(manualPage(renamed, lang)).toContain(`<h3>${after}</h3>`);
      expect(manualPage(playbook, lang)).not.toContain(`<h3>${after}</h3>`);
    }
  });

  it('a step with another id moves in chart, manual and walks alike', async () => {
    const moved = missingParts(mainText.replaceAll('goodwill', 'comfort'), wordsText);
    expect((await flowChart(moved, 'en')).nodes.some((node) => node.id === 'comfort')).toBe(true);
    expect(manualPage(moved, 'en')).toContain('id="step-comfort"');
  });

  it.each(['zh', 'en'] as const)('the manual tells questions, answers, clocks with sources, materials and messages (%s)', (lang) => {
    const page = manualPage(playbook, lang);
    for (const step of Object.values(playbook.steps)) expect(page).toContain(`<h3>${step.title[lang].replace(/'/g, '&#39;')}</h3>`);
    for (const clock of Object.values(playbook.clocks)) expect(page).toContain(`<td>${clock.source}</td>`);
    expect(page).toContain(
      lang === 'zh'
        ? '7 个工作日内；核查结束起重新计算；等待客户期间暂停'
        : 'within 7 working days from acceptance; counted anew from the end of the investigation; rests while the customer is awaited',
    );
    expect(page.split('<code>').length - 1).toBe(Object.keys(playbook.messages).length + Object.keys(playbook.scripts).length);
  });

  it('the published procedure takes what to bring and the limits from the data (TA-8)', () => {
    const open = publishedProcedure(playbook, 'zh');
    expect(open.bring).toContain('外箱与全部内件的照片（至少 1 份）');
    expect(open.bring).toContain('开箱视频（选填）');
    expect(open.limits).toContainEqual({ title: '首次审核', text: '登记起 24 小时内；等待订单同步期间暂停', source: 'CL-1' });
    expect(open.objections.at(-1)).toBe('复核须在结果告知后 15 天内提出，最多 2 次。');
    expect(publishedProcedure(playbook, 'en').objections.at(-1)).toBe('An appeal is filed within 15 days of the result, at most twice.');
  });

  it('a condition reads like a sentence, money in yuan', () => {
    const when = playbook.fastLane?.when;
    expect(when && sayCondition(when, 'en')).toContain('value of the missing parts ≤ ¥30.00, and earlier claims within 90 days ≤ 2');
  });
});

describe('the customer’s reading', () => {
  it('draws the same flow in the customer’s words', async () => {
    const [desk, portal] = [await flowChart(playbook, 'zh'), await flowChart(playbook, 'zh', 'customer')];
    expect(portal.edges.map((edge) => `${edge.from}.${edge.answer}`)).toEqual(desk.edges.map((edge) => `${edge.from}.${edge.answer}`));
    expect(portal.title).toBe('收到的商品少了配件');
    expect(portal.nodes.map((node) => node.title)).not.toContain('定责');
  });
});
