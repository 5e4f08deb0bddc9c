import { passagesOf } from './edges.ts';
import { faultAt, type Fault, type Place, type Source } from './faults.ts';
import type { Playbook, Words } from './playbook.ts';
import { placeholders } from './vocabulary.ts';

/** Words: each message and script that is named exists and is used; both languages fill in the same, declared, places; no text touches reviews. */
export function checkWords(playbook: Playbook, source: Source): Fault[] {
  const said = messagesNamed(playbook);
  const spoken = Object.entries(playbook.steps).flatMap(([name, step]) =>
    step.script ? [{ id: step.script, place: ['steps', name, 'script'] }] : [],
  );
  return [
    ...missing(said, playbook.messages, 'unknown-message', ['未知的消息', 'unknown message'], source),
    ...missing(spoken, playbook.scripts, 'unknown-script', ['未知的话术', 'unknown script'], source),
    ...unused('messages', playbook.messages, said, source),
    ...unused('scripts', playbook.scripts, spoken, source),
    ...choicesWithoutWords(playbook, source),
    ...Object.entries(playbook.messages).flatMap(([id, words]) => checkText(['messages', id], words, source)),
    ...Object.entries(playbook.scripts).flatMap(([id, words]) => checkText(['scripts', id], words, source)),
  ];
}

/** What a reporter chooses from must read as words, not as a code. */
function choicesWithoutWords({ registration }: Playbook, source: Source): Fault[] {
  return registration.fields.flatMap(({ id, oneOf, choices }, at) =>
    (id === 'wish' ? [] : (oneOf ?? []))
      .filter((choice) => !choices?.[choice])
      .map((choice) =>
        faultAt(
          source,
          ['registration', 'fields', at, 'oneOf'],
          'choice-without-words',
          `登记项“${id}”的选项“${choice}”缺少名称`,
          `choice "${choice}" of field "${id}" has no words`,
        ),
      ),
  );
}

/** The places that a text fills in, in order, each once: `{caseNumber}` → caseNumber. */
export function placesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? ''))].sort();
}

type Named = { readonly id: string; readonly place: Place };

function messagesNamed(playbook: Playbook): Named[] {
  const { appeal, survey, silence, fastLane, turnsUp } = playbook;
  const named: Named[] = [
    { id: playbook.acknowledge, place: ['acknowledge'] },
    { id: silence.say, place: ['silence', 'say'] },
  ];
  if (survey) named.push({ id: survey.say, place: ['survey', 'say'] });
  if (turnsUp) named.push({ id: turnsUp.say, place: ['turnsUp', 'say'] });
  if (fastLane) named.push({ id: fastLane.say, place: ['fastLane', 'say'] });
  if (appeal) named.push({ id: appeal.say, place: ['appeal', 'say'] }, { id: appeal.exhausted, place: ['appeal', 'exhausted'] });
  for (const { way, path } of passagesOf(playbook)) if (way.say) named.push({ id: way.say, place: [...path, 'say'] });
  for (const [name, { waits, limit }] of Object.entries(playbook.steps)) {
    if (waits?.remindSay) named.push({ id: waits.remindSay, place: ['steps', name, 'waits', 'remindSay'] });
    if (limit?.extend) named.push({ id: limit.extend.say, place: ['steps', name, 'limit', 'extend', 'say'] });
  }
  return named;
}

function missing(
  named: readonly Named[],
  texts: Record<string, Words>,
  code: string,
  [zh, en]: readonly [string, string],
  source: Source,
): Fault[] {
  return named
    .filter(({ id }) => !Object.hasOwn(texts, id))
    .map(({ id, place }) => faultAt(source, place, code, `${zh}“${id}”`, `${en} "${id}"`));
}

function unused(where: string, texts: Record<string, Words>, named: readonly Named[], source: Source): Fault[] {
  const ids = new Set(named.map((each) => each.id));
  return Object.keys(texts)
    .filter((id) => !ids.has(id))
    .map((id) => faultAt(source, [where, id], 'unused-words', `“${id}”没有被任何步骤使用`, `"${id}" is used nowhere`));
}

/** RE-11: nothing is tied to giving, changing or deleting a review. */
const aboutReviews =
  /好评|差评|改评|删评|追评|评价返现|(positive|negative|good|bad|star)[ -]reviews?\b|(change|delete|remove) (your|the) review/i;

function checkText(place: Place, words: Words, source: Source): Fault[] {
  const faults: Fault[] = [];
  const zh = placesIn(words.zh);
  const en = placesIn(words.en);
  for (const each of new Set([...zh, ...en])) {
    if (!(placeholders as readonly string[]).includes(each))
      faults.push(faultAt(source, place, 'unknown-placeholder', `未知的占位符“{${each}}”`, `unknown placeholder "{${each}}"`));
  }
  if (zh.join() !== en.join())
    faults.push(
      faultAt(
        source,
        place,
        'placeholders-differ',
        `中英文占位符不一致：${zh.join('、')} ≠ ${en.join('、')}`,
        `the languages fill in different places: ${zh.join(', ')} ≠ ${en.join(', ')}`,
      ),
    );
  if (aboutReviews.test(words.zh) || aboutReviews.test(words.en))
    faults.push(
      faultAt(
        source,
        place,
        'about-reviews',
        '文案不得涉及评价的给出、修改或删除（RE-11）',
        'no text may touch giving, changing or deleting a review (RE-11)',
      ),
    );
  return faults;
}
