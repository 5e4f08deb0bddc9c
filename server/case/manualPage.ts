import { testsOf, type Condition } from './condition.ts';
import { sayDuration } from './duration.ts';
import { passagesFrom, type Passage } from './edges.ts';
import { declaredFacts } from './facts.ts';
import type { Lang } from './flowChart.ts';
import { escapeMarkup } from './markup.ts';
import type { Playbook, Step } from './playbook.ts';
import { outcomeWords, roleWords, stageWords, waitWords } from './playbookWords.ts';
import { clockLimits, publishedProcedure } from './procedure.ts';

/**
 * The manual page of a playbook (PE-3) as a fragment of HTML, from the same object that runs: steps with questions, answers
 * and what follows, clocks with their sources, materials, messages, scripts. `chart` is put in as it is (from chartSvg).
 */
export function manualPage(playbook: Playbook, lang: Lang, chart = ''): string {
  const say = (zh: string, en: string) => (lang === 'zh' ? zh : en);
  const open = publishedProcedure(playbook, lang);
  return [
    `<article class="manual" lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`,
    `<h1>${escapeMarkup(playbook.title[lang])}</h1>`,
    `<p>${escapeMarkup(open.who)}</p>`,
    chart && `<figure class="manual-chart">${chart}</figure>`,
    section(say('需要的信息与凭证', 'What is needed'), list(open.bring)),
    section(say('受理标准', 'Standards'), list(open.standards)),
    section(
      say('步骤', 'Steps'),
      Object.entries(playbook.steps)
        .map(([name, step]) => stepPart(playbook, name, step, lang))
        .join(''),
    ),
    section(say('时限', 'Clocks'), clockTable(playbook, lang)),
    playbook.fastLane
      ? section(
          say('极速处理', 'Fast lane'),
          `<p>${escapeMarkup(`${playbook.fastLane.title[lang]}: ${sayCondition(playbook.fastLane.when, lang)}`)}</p>`,
        )
      : '',
    section(say('客户的异议途径', 'Ways to object'), list(open.objections)),
    section(say('话术', 'Scripts'), texts(playbook.scripts, lang)),
    section(say('发给客户的消息', 'Messages to the customer'), texts(playbook.messages, lang)),
    '</article>',
  ].join('');
}

/** A condition in words: every test with the fact's own name; money in yuan. */
export function sayCondition(condition: Condition, lang: Lang): string {
  const words = {
    zh: { is: '为', isNot: '不为', atMost: '≤', atLeast: '≥', lessThan: '<', moreThan: '>', oneOf: '属于' },
    en: { is: 'is', isNot: 'is not', atMost: '≤', atLeast: '≥', lessThan: '<', moreThan: '>', oneOf: 'is one of' },
  }[lang];
  const joined = testsOf(condition).map(({ fact, operator, value }) => {
    const declared = declaredFacts[fact];
    const name = declared?.words[lang] ?? fact;
    if (typeof value === 'boolean') return value === (operator === 'is') ? name : lang === 'zh' ? `非（${name}）` : `not: ${name}`;
    const shown = declared?.type === 'money' && typeof value === 'number' ? `¥${(value / 100).toFixed(2)}` : String(value);
    return `${name} ${words[operator]} ${shown}`;
  });
  const glue = 'all' in condition ? { zh: '，且', en: ', and ' } : { zh: '，或', en: ', or ' };
  return joined.join(glue[lang]);
}

function stepPart(playbook: Playbook, name: string, step: Step, lang: Lang): string {
  const say = (zh: string, en: string) => (lang === 'zh' ? zh : en);
  const facts: [string, string][] = [
    [say('环节', 'Stage'), stageWords[step.stage][lang]],
    [
      say('由谁处理', 'By'),
      step.by.map((role) => roleWords[role][lang]).join(say('、', ', ')) +
        (step.another ? say('（未参与过此工单的人）', ' (someone who has decided nothing in the case)') : ''),
    ],
  ];
  if (step.when) facts.push([say('仅当', 'Only if'), sayCondition(step.when, lang)]);
  if (step.limit)
    facts.push([
      say('限期', 'Limit'),
      sayDuration(step.limit.within, lang) +
        (step.limit.extend ? say(`，最多延长 ${step.limit.extend.max} 次`, `, extended at most ${step.limit.extend.max} times`) : ''),
    ]);
  if (step.waits) facts.push([say('等待', 'Waits for'), waitWords[step.waits.for][lang] + waitRest(step, lang)]);
  const tasks = (step.tasks ?? []).map(
    (task) => `${task.ask[lang]} (${sayDuration(task.within, lang)}${task.when ? `; ${sayCondition(task.when, lang)}` : ''})`,
  );
  return [
    `<section class="manual-step" id="step-${escapeMarkup(name)}"><h3>${escapeMarkup(step.title[lang])}</h3>`,
    step.ask ? `<p class="manual-ask"><strong>${escapeMarkup(step.ask[lang])}</strong></p>` : '',
    step.help ? `<p>${escapeMarkup(step.help[lang])}</p>` : '',
    `<dl>${facts.map(([term, text]) => `<dt>${escapeMarkup(term)}</dt><dd>${escapeMarkup(text)}</dd>`).join('')}</dl>`,
    step.conditions ? list(step.conditions.map((each) => each.title[lang])) : '',
    list(tasks),
    `<ol>${passagesFrom(playbook, name)
      .map((passage) => `<li>${escapeMarkup(sayPassage(playbook, passage, lang))}</li>`)
      .join('')}</ol></section>`,
  ].join('');
}

function waitRest(step: Step, lang: Lang): string {
  const { remindAfter = [], giveUpAfter } = step.waits ?? {};
  const reminders = remindAfter.map((each) => sayDuration(each, lang)).join(lang === 'zh' ? '、' : ', ');
  const reminded = reminders ? (lang === 'zh' ? `；${reminders}后提醒` : `; reminded after ${reminders}`) : '';
  const given = giveUpAfter
    ? lang === 'zh'
      ? `；${sayDuration(giveUpAfter, lang)}后按规则结束`
      : `; ended by rule after ${sayDuration(giveUpAfter, lang)}`
    : '';
  return reminded + given;
}

function sayPassage(playbook: Playbook, { label, to, as, way, max }: Passage, lang: Lang): string {
  const back = lang === 'zh' ? '退回原步骤' : 'back to where it came from';
  const target = to === 'end' ? outcomeWords[as ?? 'resolved'][lang] : to === 'back' ? back : (playbook.steps[to]?.title[lang] ?? to);
  const limit = max ? (lang === 'zh' ? `（最多 ${max} 次）` : ` (at most ${max} times)`) : '';
  const round = way.nextRound ? (lang === 'zh' ? '，进入下一轮' : ', next round') : '';
  return `${label[lang]}${limit} → ${target}${round}`;
}

function clockTable(playbook: Playbook, lang: Lang): string {
  const head = (lang === 'zh' ? ['时限', '内容', '依据'] : ['Clock', 'Limit', 'Source'])
    .map((each) => `<th scope="col">${each}</th>`)
    .join('');
  const rows = clockLimits(playbook, lang).map(
    ({ title, text, source }) =>
      `<tr><th scope="row">${escapeMarkup(title)}</th><td>${escapeMarkup(text)}</td><td>${escapeMarkup(source)}</td></tr>`,
  );
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function texts(all: Playbook['messages'], lang: Lang): string {
  return `<dl>${Object.entries(all)
    .map(([id, words]) => `<dt><code>${escapeMarkup(id)}</code></dt><dd>${escapeMarkup(words[lang])}</dd>`)
    .join('')}</dl>`;
}

function section(title: string, body: string): string {
  return body ? `<section><h2>${escapeMarkup(title)}</h2>${body}</section>` : '';
}

function list(items: readonly string[]): string {
  return items.length > 0 ? `<ul>${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>` : '';
}
