import { onCase, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { addLimit, addSale, presentLimits, settleSale } from './platformSales.ts';
import { limitsOf, salesOf } from './platformStore.ts';
import { platformRoutes as wire } from './platformWire.ts';

export const platformRoutes: readonly Route[] = [
  read(wire.limits, async (asked) => ok({ items: presentLimits(await limitsOf(asked.db), asked.now) })),
  command(wire.addLimit, (asked) => addLimit(asked, asked.body)),
  read(wire.sales, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId);
    if (!found.ok) return found;
    const rows = await salesOf(asked.db, found.value.id);
    return ok({
      items: rows.map((row) => ({
        ...row,
        kind: row.kind as never,
        verified: row.verified ?? false,
        appliedAt: row.appliedAt.toISOString(),
        dueAt: row.dueAt?.toISOString() ?? null,
        settledAt: row.settledAt?.toISOString() ?? null,
      })),
    });
  }),
  command(wire.addSale, (asked) => onCase(asked, (theCase) => addSale(asked, theCase, asked.body), 'case.answer')),
  command(wire.settleSale, (asked) => onCase(asked, (theCase) => settleSale(asked, theCase, asked.params.saleId), 'case.answer')),
];
