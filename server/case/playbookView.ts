import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { chartSvg } from './chartSvg.ts';
import { flowChart } from './flowChart.ts';
import { journeyOf } from './journeyStore.ts';
import { manualPage } from './manualPage.ts';
import type { Playbook } from './playbook.ts';
import { playbookOf } from './playbooks.ts';
import type { TheCase } from './theCase.ts';

/** The playbook drawn from the very object that the interpreter runs, with this case's path lit. */
export async function chartOfCase(on: Reader, theCase: TheCase, lang: Lang): Promise<string> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const journey = await journeyOf(on, theCase.id);
  const lit = journey.map((row) => ({ step: row.step, answer: row.answer }));
  return chartSvg(await flowChart(playbook, lang), { lang, lit, ...(theCase.closedAt ? {} : { current: theCase.step }) });
}

/** A playbook for its page: what is registered, the chart, the printed manual. */
export async function presentPlaybook(found: { version: number; playbook: Playbook; shopIds: readonly string[] | null }, lang: Lang) {
  const { playbook } = found;
  return {
    name: playbook.playbook,
    title: playbook.title[lang],
    version: found.version,
    problems: [...playbook.problems],
    fields: playbook.registration.fields.map((field) => ({
      id: field.id,
      words: field.words,
      required: field.required,
      ...(field.requiredFor ? { requiredFor: [...field.requiredFor] } : {}),
      ...(field.form ? { form: field.form } : {}),
      ...(field.help ? { help: field.help } : {}),
      ...(field.unit ? { unit: field.unit } : {}),
      ...(field.oneOf ? { oneOf: [...field.oneOf] } : {}),
      ...(field.choices ? { choices: field.choices } : {}),
      ...(field.each ? { each: [...field.each] } : {}),
      ...(field.basis ? { basis: field.basis } : {}),
    })),
    materials: playbook.registration.materials.map((each) => ({ id: each.id, words: each.words, optional: each.optional })),
    shops: found.shopIds ? [...found.shopIds] : null,
    svg: chartSvg(await flowChart(playbook, lang), { lang, lit: [] }),
    manual: manualPage(playbook, lang),
  };
}
