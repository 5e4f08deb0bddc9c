import {
  answerStep,
  type FactProvider,
  type Facts,
  handle,
  judge,
  loadFacts,
  type MaterialRule,
  type PlaceholderProvider,
  type Playbook,
  playbookOf,
  roleFor,
  saveCase,
  testsOf,
  type TheCase,
  tellOf,
} from '#case/contract.ts';
import { addMaterials, type MaterialRow, materialsOf } from '#intake/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Owner } from '#platform/uploads.ts';
import { insertRequests, type RequestRow, requestsOf, reviewsOf, settleRequests } from './triageStore.ts';

/** One line of a playbook's checklist with what is there (VE-6). */
export interface ChecklistItem {
  readonly rule: MaterialRule;
  readonly given: number;
  /** Brought, or the shop has it already. */
  readonly satisfied: boolean;
}

/** Pure: the checklist against what was brought and what the facts make unnecessary. */
export function checklist(
  rules: readonly MaterialRule[],
  brought: readonly Pick<MaterialRow, 'material'>[],
  facts: Facts,
): ChecklistItem[] {
  return rules.map((rule) => {
    const given = brought.filter((each) => each.material === rule.id).length;
    const verdict = rule.satisfiedBy ? judge(rule.satisfiedBy, facts) : undefined;
    return { rule, given, satisfied: given >= (rule.min ?? 1) || (verdict?.known === true && verdict.holds) };
  });
}

export function isComplete(items: readonly ChecklistItem[], requests: readonly Pick<RequestRow, 'state'>[]): boolean {
  return items.every((item) => item.satisfied || item.rule.optional) && requests.every((each) => each.state !== 'asked');
}

/** The playbook's materials, each with whether it is there or not needed (VE-6). */
export async function checklistOf(on: Reader, theCase: TheCase, playbook: Playbook, now: Date): Promise<ChecklistItem[]> {
  const rules = playbook.registration.materials;
  const facts = await loadFacts(
    on,
    theCase,
    rules.flatMap((rule) => (rule.satisfiedBy ? testsOf(rule.satisfiedBy).map((test) => test.fact) : [])),
    now,
  );
  return checklist(rules, await materialsOf(on, theCase.id), facts);
}

/** Asks the customer for named materials, each with words of its own (VE-6, IV-5). */
export async function askFor(
  command: Command,
  theCase: TheCase,
  wanted: readonly { readonly material: string; readonly note?: string | undefined }[],
): Promise<void> {
  const asking = await insertRequests(command, theCase, wanted);
  await tellOf(command, theCase, { kind: 'materials.asked', data: { asking, materials: wanted.map((each) => each.material) } });
}

/** The playbook wants materials: those that the act just asked for or the review chose, else all that are missing (VE-6). */
export const askMaterials = handle('askMaterials', async ({ command, theCase, playbook }) => {
  const justAsked = (await requestsOf(command.tx, theCase.id)).some(
    (each) => each.state === 'asked' && each.askedAt.getTime() === command.now.getTime(),
  );
  if (justAsked) return undefined;
  const [review] = await reviewsOf(command.tx, theCase.id);
  const chosen = review && review.at.getTime() === command.now.getTime() ? review.materials : [];
  const items = await checklistOf(command.tx, theCase, playbook, command.now);
  const missing = items.filter((item) => !item.satisfied && !item.rule.optional).map((item) => ({ material: item.rule.id }));
  const wanted = chosen.length > 0 ? chosen : missing;
  await askFor(command, theCase, wanted);
  return undefined;
});

/** Once the waiting is over, what never came is waived: the review looks at what is there. */
export const waiveMaterials = handle('leaveStep', async ({ command, theCase, playbook }, effect) => {
  if (playbook.steps[effect.step]?.waits?.for === 'materials') await settleRequests(command, theCase.id, 'waived', 'all');
  return undefined;
});

/** What came: files and words, by material. */
export interface MaterialsGiven {
  readonly items: readonly { readonly material: string; readonly fileIds: readonly string[]; readonly text?: string | undefined }[];
  /** Files and words that were not said to be one of the materials. */
  readonly fileIds: readonly string[];
  readonly text?: string | undefined;
  readonly complete: boolean;
  readonly owner?: Owner;
}

/**
 * Materials came in, from the customer's link or copied by the agent (VE-6). With `complete` the waiting ends and the
 * review's clock starts anew (CL-3). Refusals: `case-closed`, `nothing-given`, `unknown-material`, `file-not-yours`.
 */
export async function receiveMaterials(command: Command, theCase: TheCase, given: MaterialsGiven): Promise<Result<TheCase>> {
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const requests = (await requestsOf(command.tx, theCase.id)).filter((each) => each.state === 'asked');
  const stranger = given.items.find(
    (each) => each.material !== 'other' && !playbook.registration.materials.some((rule) => rule.id === each.material),
  );
  if (stranger) return refuse('unknown-material', { field: 'items', data: { name: stranger.material } });
  // Files without a name answer what was asked when one thing was.
  const loose = {
    material: requests.length === 1 ? (requests[0]?.material ?? 'other') : 'other',
    fileIds: given.fileIds,
    text: given.text,
  };
  const added = await addMaterials(command, theCase, [...given.items, loose], given.owner);
  if (!added.ok) return added;
  const waits = playbook.steps[theCase.step]?.waits?.for === 'materials';
  if (added.value === 0 && !(waits && given.complete && requests.length === 0)) return refuse('nothing-given', { field: 'items' });
  const came = [...given.items, loose].filter((each) => each.fileIds.length > 0 || each.text).map((each) => each.material);
  await settleRequests(command, theCase.id, 'received', came);
  await tellOf(command, theCase, {
    kind: 'materials.received',
    data: { items: added.value, complete: given.complete, materials: [...new Set(came)] },
  });
  const answer = waits && given.complete ? receivedAnswer(command, playbook, theCase.step) : undefined;
  if (answer !== undefined) return answerStep(command, theCase, { answer });
  await saveCase(command, theCase);
  return ok(theCase);
}

/** The first answer of the waiting step that this actor may give without a reason. */
function receivedAnswer(command: Command, playbook: Playbook, step: string): string | undefined {
  const rule = playbook.steps[step];
  return (
    rule &&
    Object.entries(rule.answers).find(([, edge]) => !edge.reason && edge.to !== 'end' && roleFor(command.actor, edge.by ?? rule.by))?.[0]
  );
}

export const materialFacts: FactProvider = {
  names: ['materialsComplete'],
  load: async (on, theCase, now) => {
    const playbook = await playbookOf(on, theCase.playbookVersionId);
    return { materialsComplete: isComplete(await checklistOf(on, theCase, playbook, now), await requestsOf(on, theCase.id)) };
  },
};

/** `{materials}`: what is asked for, in the customer's words. */
export const materialWords: PlaceholderProvider = {
  names: ['materials'],
  load: async (on, theCase, lang) => {
    const playbook = await playbookOf(on, theCase.playbookVersionId);
    const open = (await requestsOf(on, theCase.id)).filter((each) => each.state === 'asked');
    return { materials: open.map((each) => sayMaterial(playbook, each, lang)).join(lang === 'zh' ? '、' : ', ') };
  },
};

/** 外箱与全部内件的照片（拍清面单）; of `other` its note alone. */
export function sayMaterial(playbook: Playbook, asked: Pick<RequestRow, 'material' | 'note'>, lang: Lang): string {
  const title = materialTitle(playbook, asked.material, lang);
  if (asked.material === 'other') return asked.note ?? title;
  if (!asked.note) return title;
  return lang === 'zh' ? `${title}（${asked.note}）` : `${title} (${asked.note})`;
}

/** What a material is called; its code when the playbook doesn't name it. */
export function materialTitle(playbook: Playbook, material: string, lang: Lang): string {
  return playbook.registration.materials.find((rule) => rule.id === material)?.words[lang] ?? (lang === 'zh' ? '其他材料' : 'Other');
}
