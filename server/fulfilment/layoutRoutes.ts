import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { layoutsOf, saveLayout } from './layouts.ts';
import { layoutRoutes as specs } from './wire.ts';

/** Own layouts of files for a warehouse or ERP. */
export function layoutRoutesOf(): Route[] {
  return [
    read(specs.layouts, async ({ db, actor, query }) => ok({ items: await layoutsOf(db, actor, query.shopId) })),
    command(specs.saveLayout, async (asked) => saveLayout(asked, asked.body)),
  ];
}
