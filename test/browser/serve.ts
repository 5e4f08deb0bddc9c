import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import type { Who } from '../cast.ts';
import { type Desk, openDesk } from '../desk.ts';

export interface ServedDesk extends Desk {
  readonly url: string;
  /** Puts the session of one of the cast into a browser. */
  signIn(context: BrowserContext, who: Who): Promise<void>;
  stop(): Promise<void>;
}

/** The whole product on a free port, for a real browser. Its clock stands still unless the test moves it. */
export async function serveDesk(): Promise<ServedDesk> {
  if (!existsSync(join(import.meta.dirname, '../../dist/web/desk/index.html')))
    throw new Error('the pages are not built: npm run build:web');
  const desk = await openDesk();
  const url = await desk.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...desk,
    url,
    signIn: (context, who) => context.addCookies([{ name: 'amends_session', value: desk.cast.cookie(who), url }]),
    stop: () => desk.close(),
  };
}
