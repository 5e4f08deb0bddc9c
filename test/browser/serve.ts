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
  const desk = await openDesk();
  const url = await desk.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...desk,
    url,
    signIn: (context, who) => context.addCookies([{ name: 'amends_session', value: desk.cast.cookie(who), url }]),
    stop: () => desk.close(),
  };
}
