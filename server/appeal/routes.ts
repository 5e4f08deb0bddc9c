import { changedOf, holdCase, lockCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { decideAppeal } from './decideAppeal.ts';
import { addToAppeal, fileAppeal } from './fileAppeal.ts';
import { listAppeals } from './listAppeals.ts';
import { presentAppeals } from './presentAppeals.ts';
import { appealRoutes } from './wire.ts';

export const routes: readonly Route[] = [
  read(appealRoutes.list, async ({ db, actor, query, lang, now }) => ok(await listAppeals(db, actor, query.tab, lang, now))),
  read(appealRoutes.read, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    return found.ok ? ok(await presentAppeals(asked.db, found.value, asked.actor, asked.lang, asked.now)) : found;
  }),
  command(appealRoutes.file, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'appeal.file');
    if (!locked.ok) return locked;
    const filed = await fileAppeal(asked, locked.value, asked.body);
    return filed.ok ? ok({ ...changedOf(filed.value.theCase), appealId: filed.value.appealId }) : filed;
  }),
  command(appealRoutes.addEvidence, async (asked) => {
    const held = await holdCase(asked, asked.params.caseId, 'appeal.file');
    if (!held.ok) return held;
    const added = await addToAppeal(asked, held.value, asked.body);
    return added.ok ? ok({ added: added.value }) : added;
  }),
  command(appealRoutes.decide, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'appeal.decide');
    if (!locked.ok) return locked;
    const decided = await decideAppeal(asked, locked.value, asked.body);
    return decided.ok ? ok({ ...changedOf(decided.value.theCase), decisionId: decided.value.decisionId }) : decided;
  }),
];
