import { changedOf, onCase, playbookOf, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { assignCase, releaseCase, takeCase } from './assign.ts';
import { checkOrder } from './checkOrder.ts';
import { checklistOf, isComplete, materialTitle, receiveMaterials } from './materials.ts';
import { reviewCase } from './reviewCase.ts';
import { searchEverything } from './search.ts';
import { takeNext } from './takeNext.ts';
import { requestsOf, reviewsOf } from './triageStore.ts';
import { triageRoutes } from './wire.ts';
import { workCounts, workList } from './workList.ts';

export const routes: readonly Route[] = [
  command(triageRoutes.matchOrder, (asked) => onCase(asked, (theCase) => checkOrder(asked, theCase, asked.body), 'triage.review')),
  command(triageRoutes.review, (asked) => onCase(asked, (theCase) => reviewCase(asked, theCase, asked.body), 'triage.review')),
  read(triageRoutes.reviews, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const { steps } = await playbookOf(asked.db, found.value.playbookVersionId);
    const rows = await reviewsOf(asked.db, found.value.id);
    return ok({
      items: rows.map(({ step, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        ticks: Object.entries(row.ticks).map(([condition, tick]) => ({
          condition,
          title: steps[step]?.conditions?.find((each) => each.id === condition)?.title[asked.lang] ?? condition,
          ...tick,
        })),
      })),
    });
  }),
  read(triageRoutes.materials, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const playbook = await playbookOf(asked.db, found.value.playbookVersionId);
    const items = await checklistOf(asked.db, found.value, playbook, asked.now);
    const requests = await requestsOf(asked.db, found.value.id);
    const isOptional = (material: string): boolean =>
      playbook.registration.materials.find((rule) => rule.id === material)?.optional ?? false;
    return ok({
      checklist: items.map(({ rule, given, satisfied }) => ({
        material: rule.id,
        title: rule.words[asked.lang],
        optional: rule.optional,
        satisfied,
        given,
      })),
      complete: isComplete(items, requests),
      asked: requests.map(({ id, material, note, state, askedAt, receivedAt }) => ({
        id,
        material,
        note,
        state,
        title: materialTitle(playbook, material, asked.lang),
        optional: isOptional(material),
        askedAt: askedAt.toISOString(),
        receivedAt: receivedAt?.toISOString() ?? null,
      })),
    });
  }),
  command(triageRoutes.receiveMaterials, (asked) =>
    onCase(asked, (theCase) => receiveMaterials(asked, theCase, asked.body), 'triage.ask-materials'),
  ),
  command(triageRoutes.take, (asked) => onCase(asked, (theCase) => takeCase(asked, theCase), 'case.take')),
  command(triageRoutes.release, (asked) => onCase(asked, (theCase) => releaseCase(asked, theCase), 'case.take')),
  command(triageRoutes.assign, (asked) => onCase(asked, (theCase) => assignCase(asked, theCase, asked.body), 'case.assign')),
  command(triageRoutes.takeNext, async (asked) => {
    const next = await takeNext(asked);
    return next.ok ? ok({ case: next.value && changedOf(next.value) }) : next;
  }),
  read(triageRoutes.work, (asked) => workList(asked.db, asked.actor, asked.query, asked.lang, asked.now)),
  read(triageRoutes.counts, async (asked) => ok({ counts: await workCounts(asked.db, asked.actor, asked.query.shopId, asked.now) })),
  read(triageRoutes.search, async (asked) => ok(await searchEverything(asked.db, asked.actor, asked.query.q, asked.lang))),
];
