import { changedOf, onCase, readCase } from '#case/contract.ts';
import { command, commandAhead, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { casePrices } from './casePrices.ts';
import { correctLines } from './correctLines.ts';
import { correctOrderNo } from './correctOrderNo.ts';
import { earlierCases } from './earlier.ts';
import { findOrder } from './findOrder.ts';
import { hurryCase } from './hurryCase.ts';
import { mergeCases } from './mergeCases.ts';
import { fastRegister, registerReport } from './registerReport.ts';
import { presentReport } from './reportView.ts';
import { commonSettingsOf, setCommonSettings } from './commonSettings.ts';
import { commonSettingsRoutes } from './commonWire.ts';
import { intakeRoutes } from './wire.ts';

export const routes: readonly Route[] = [
  commandAhead(
    intakeRoutes.register,
    (asked) => findOrder(asked, asked.body),
    async (asked, place) => {
      const made = await registerReport(asked, asked.body, { place });
      return made.ok ? ok(changedOf(made.value)) : made;
    },
  ),
  command(intakeRoutes.fastRegister, async (asked) => {
    const made = await fastRegister(asked, asked.body);
    return made.ok ? ok(changedOf(made.value)) : made;
  }),
  read(intakeRoutes.earlier, async (asked) => ok({ items: await earlierCases(asked.db, asked.actor, asked.query) })),
  command(intakeRoutes.hurry, (asked) => onCase(asked, (theCase) => hurryCase(asked, theCase, asked.body), 'case.register')),
  command(intakeRoutes.merge, async (asked) => {
    const merged = await mergeCases(asked, { caseId: asked.params.caseId, expectedVersion: asked.expectedVersion, ...asked.body });
    return merged.ok ? ok(changedOf(merged.value)) : merged;
  }),
  read(intakeRoutes.report, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    return found.ok ? ok(await presentReport(asked.db, found.value, asked.actor, asked.lang)) : found;
  }),
  command(intakeRoutes.correctLines, (asked) => onCase(asked, (theCase) => correctLines(asked, theCase, asked.body.lines), 'case.answer')),
  command(intakeRoutes.correctOrderNo, (asked) =>
    onCase(asked, (theCase) => correctOrderNo(asked, theCase, asked.body.orderNo), 'case.answer'),
  ),
  read(commonSettingsRoutes.prices, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    return found.ok ? ok(await casePrices(asked.db, found.value)) : found;
  }),
  read(commonSettingsRoutes.read, async (asked) => ok(await commonSettingsOf(asked.db))),
  command(commonSettingsRoutes.set, (asked) => setCommonSettings(asked, asked.body)),
];
