import { onCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { may, mayOn } from '#staff/contract.ts';
import { countByState, incidentById, incidentsFor, putSettings, settingsOf } from './incidentStore.ts';
import { decideForAll, previewForAll, repeatForAll, submitForAll } from './offerForAll.ts';
import { joinCase, joinList, leaveIncident } from './joinCases.ts';
import { openIncident } from './openIncident.ts';
import { presentCommon } from './presentCommon.ts';
import { failuresCsv, presentIncident, presentItem, presentOfCase } from './presentIncident.ts';
import { answerInPublic, postedOf, publicChannels, putWording, retireWording, textsFor, wordings } from './publicWordings.ts';
import { remedyById, rowsOf } from './remedyStore.ts';
import { silentCases } from './silentCases.ts';
import { publicRoutes } from './publicWire.ts';
import { insightRoutes as specs } from './wire.ts';
import { dismissIncident, findForAll, readIncident, settleIncident } from './workIncident.ts';

export const routes: readonly Route[] = [
  read(specs.board, async ({ db, actor, query, lang }) =>
    ok({
      items: (await incidentsFor(db, actor, query.state)).map((row) => presentItem(row, lang)),
      counts: await countByState(db, actor),
      settings: await settingsOf(db),
    }),
  ),
  command(specs.putSettings, async (asked) => {
    await putSettings(asked, asked.body);
    return ok(asked.body);
  }),
  read(specs.read, async ({ db, actor, params, lang }) => {
    const found = await readIncident(db, actor, params.incidentId);
    return found.ok ? ok(await presentIncident(db, found.value, actor, lang)) : found;
  }),
  command(specs.open, (asked) => openIncident(asked, asked.body)),
  command(specs.dismiss, (asked) => dismissIncident(asked, asked.params.incidentId, asked.body.reason)),
  command(specs.settle, (asked) => settleIncident(asked, asked.params.incidentId)),
  read(specs.common, async ({ db, actor, body, lang }) => ok(await presentCommon(db, actor, body.cases, lang))),
  command(specs.leave, (asked) => leaveIncident(asked, asked.params.incidentId, asked.body.cases)),
  command(specs.joinList, (asked) => joinList(asked, asked.params.incidentId, asked.body.text)),
  command(specs.find, (asked) => findForAll(asked, asked.params.incidentId, asked.body)),
  read(specs.preview, async ({ db, actor, params, body, lang, now }) => {
    const found = await readIncident(db, actor, params.incidentId);
    return found.ok ? ok(await previewForAll(db, actor, found.value, body.key, lang, now)) : found;
  }),
  command(specs.submit, (asked) => submitForAll(asked, asked.params.incidentId, asked.body)),
  command(specs.decide, (asked) => decideForAll(asked, asked.params.remedyId, asked.body)),
  command(specs.repeat, (asked) => repeatForAll(asked, asked.params.remedyId)),
  read(specs.failures, async ({ db, actor, params, lang }) => {
    const remedy = await remedyById(db, params.remedyId);
    const incident = remedy && (await incidentById(db, actor, remedy.incidentId));
    if (!remedy || !incident) return refuse('not-found');
    const rows = (await rowsOf(db, incident.id)).filter((row) => row.remedyId === remedy.id);
    return ok({ name: `incident-${incident.n}-failed.csv`, csv: failuresCsv(rows, lang) });
  }),
  read(specs.ofCase, async ({ db, actor, params, lang }) => {
    const found = await readCase(db, actor, params.caseId);
    return found.ok ? ok(await presentOfCase(db, found.value, actor, lang)) : found;
  }),
  command(specs.join, (asked) => onCase(asked, (theCase) => joinCase(asked, theCase, asked.body.incidentId), 'incident.work')),
  read(publicRoutes.silent, async ({ db, actor, lang }) => ok(await silentCases(db, actor, lang))),
  read(publicRoutes.wordings, async ({ db, actor }) => ok({ items: await wordings(db), mayEdit: may(actor, 'answers.edit') })),
  command(publicRoutes.putWording, (asked) => putWording(asked, asked.params.wordingId, asked.body)),
  command(publicRoutes.retireWording, (asked) => retireWording(asked, asked.params.wordingId)),
  read(publicRoutes.ofCase, async ({ db, actor, params, now }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const isPublic = publicChannels.includes(found.value.channel);
    const writes = mayOn(actor, 'message.send', { shopId: found.value.shopId });
    return ok({ isPublic, texts: writes ? await textsFor(db, found.value, now) : [], posted: await postedOf(db, params.caseId) });
  }),
  command(publicRoutes.answer, (asked) => answerInPublic(asked, asked.params.caseId, asked.body.body)),
];
