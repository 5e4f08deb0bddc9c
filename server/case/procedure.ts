import { sayDuration } from './duration.ts';
import type { Lang } from './flowChart.ts';
import type { Playbook } from './playbook.ts';
import { originWords, pauseWords } from './playbookWords.ts';

/** The open procedure of a playbook as the portal publishes it (TA-8); limits and materials come from the data itself. */
export type Procedure = {
  readonly title: string;
  readonly who: string;
  readonly bring: readonly string[];
  readonly standards: readonly string[];
  readonly limits: readonly Limit[];
  readonly objections: readonly string[];
  readonly notes: readonly string[];
};
export type Limit = { readonly title: string; readonly text: string; readonly source: string };

/** What anyone may read about how such a case is handled, in one language, from the version in force. */
export function publishedProcedure(playbook: Playbook, lang: Lang): Procedure {
  const { procedure, registration } = playbook;
  const optional = lang === 'zh' ? '（选填）' : ' (optional)';
  const atLeast = (n: number) => (lang === 'zh' ? `（至少 ${n} 份）` : ` (at least ${n})`);
  const fields = registration.fields.filter((field) => field.required).map((field) => field.words[lang]);
  const materials = registration.materials.map((each) => each.words[lang] + (each.optional ? optional : each.min ? atLeast(each.min) : ''));
  return {
    title: (playbook.customerTitle ?? playbook.title)[lang],
    who: procedure.who[lang],
    bring: [...fields, ...materials],
    standards: procedure.standards.map((each) => each[lang]),
    limits: [...clockLimits(playbook, lang), ...waitLimits(playbook, lang), ...silenceLimit(playbook, lang)],
    objections: [...procedure.objections.map((each) => each[lang]), ...appealWay(playbook, lang)],
    notes: procedure.notes.map((each) => each[lang]),
  };
}

/** Each clock as a sentence: how long, from when, whether it rests. */
export function clockLimits(playbook: Playbook, lang: Lang): readonly Limit[] {
  return Object.values(playbook.clocks).map((clock) => {
    const within = sayDuration(clock.within, lang);
    const from = originWords[clock.from][lang];
    const rests = (clock.pausedWhile ?? []).map((each) => pauseWords[each][lang]);
    const anew = clock.restartsAt ? originWords[clock.restartsAt][lang] : undefined;
    const text =
      lang === 'zh'
        ? `${from} ${within}内${anew ? `；${anew}重新计算` : ''}${rests.length > 0 ? `；${rests.join('、')}期间暂停` : ''}${clock.mayPause ? '' : '；不可暂停'}`
        : `within ${within} ${from}${anew ? `; counted anew ${anew}` : ''}${rests.length > 0 ? `; rests while ${rests.join(' or ')}` : ''}${clock.mayPause ? '' : '; never paused'}`;
    return { title: clock.title[lang], text, source: clock.source };
  });
}

function waitLimits(playbook: Playbook, lang: Lang): readonly Limit[] {
  return Object.values(playbook.steps).flatMap((step) => {
    if (!step.waits?.giveUpAfter) return [];
    const after = sayDuration(step.waits.giveUpAfter, lang);
    const text =
      lang === 'zh'
        ? `请在 ${after}内答复，逾期将按规则关闭`
        : `please answer within ${after}; without an answer the case is closed by rule`;
    return [{ title: (step.customerTitle ?? step.title)[lang], text, source: '' }];
  });
}

function silenceLimit(playbook: Playbook, lang: Lang): readonly Limit[] {
  const every = sayDuration(playbook.silence.tellEvery, lang);
  return lang === 'zh'
    ? [{ title: '进度告知', text: `办理期间至少每 ${every}告知您一次进度`, source: 'TA-9' }]
    : [{ title: 'News', text: `while your case is open you hear from us at least every ${every}`, source: 'TA-9' }];
}

function appealWay(playbook: Playbook, lang: Lang): readonly string[] {
  if (!playbook.appeal) return [];
  const within = sayDuration(playbook.appeal.within, lang);
  const { levels } = playbook.appeal;
  return [
    lang === 'zh'
      ? `复核须在结果告知后 ${within}内提出，最多 ${levels} 次。`
      : `An appeal is filed within ${within} of the result, at most ${levels === 1 ? 'once' : 'twice'}.`,
  ];
}
