import { changedOf, lockCase, onCase, playbookOf, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { extendLimit, mayExtend } from './extendLimit.ts';
import { extensionsOf, findingsOf } from './findingStore.ts';
import { recordFinding } from './recordFinding.ts';
import { investigationRoutes as wire } from './wire.ts';

export const routes: readonly Route[] = [
  command(wire.find, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'investigation.find');
    if (!locked.ok) return locked;
    const done = await recordFinding(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), findingId: done.value.findingId }) : done;
  }),
  read(wire.findings, async ({ db, actor, lang, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const playbook = await playbookOf(db, found.value.playbookVersionId);
    const rows = await findingsOf(db, found.value.id);
    return ok({
      items: rows.map((row) => ({
        ...row,
        label: playbook.steps[row.step]?.answers[row.answer]?.label[lang] ?? row.answer,
        lines: [...row.lines],
        evidence: [...row.evidence],
        at: row.at.toISOString(),
      })),
    });
  }),
  command(wire.extend, async (asked) => {
    let more = { dueAt: '', used: 0, max: 0 };
    const done = await onCase(asked, async (theCase) => {
      const extended = await extendLimit(
        { command: asked, theCase, playbook: await playbookOf(asked.tx, theCase.playbookVersionId) },
        asked.body,
      );
      if (!extended.ok) return extended;
      more = { dueAt: extended.value.dueAt.toISOString(), used: extended.value.used, max: extended.value.max };
      return ok(theCase);
    });
    return done.ok ? ok({ ...done.value, ...more }) : done;
  }),
  read(wire.extensions, async ({ db, actor, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const theCase = found.value;
    const rows = await extensionsOf(db, theCase.id);
    const max = mayExtend({ theCase, playbook: await playbookOf(db, theCase.playbookVersionId) });
    return ok({
      items: rows.map((row) => ({
        ...row,
        dueBefore: row.dueBefore.toISOString(),
        dueAt: row.dueAt.toISOString(),
        at: row.at.toISOString(),
      })),
      used: rows.filter((row) => row.round === theCase.round && row.step === theCase.step).length,
      max,
    });
  }),
];
