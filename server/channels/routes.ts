import { systemActor } from '#platform/actor.ts';
import { createIntent } from '#platform/intents.ts';
import { newId } from '#platform/ids.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { maskEmail } from '#platform/text.ts';
import { mayOn } from '#staff/contract.ts';
import { faultWords } from './faults.ts';
import { lastTest } from './mail.ts';
import { mailTest } from './mailIntent.ts';
import { countWork, listWork, messageById } from './messageStore.ts';
import { moveMessage } from './moveMessage.ts';
import { platformTexts, savePlatformText } from './platformTexts.ts';
import { presentMessages } from './presentMessage.ts';
import { handOn } from './queueMessage.ts';
import { addressOf } from './smtp.ts';
import { channelRoutes } from './wire.ts';

const worked = ['waiting-setup', 'failed', 'to-copy', 'copied', 'to-call', 'no-answer'] as const;

export const routes: readonly Route[] = [
  read(channelRoutes.list, async (asked) => {
    const { state, limit } = asked.query;
    const filter = ['messages', state];
    const cursor = readCursor(filter, asked.query.cursor, 1);
    if (!cursor.ok) return cursor;
    const rows = await listWork(asked.db, asked.actor, state, cursor.value === null ? null : String(cursor.value[0]), limit + 1);
    const page = pageOf(rows, limit, (row) => makeCursor(filter, [row.id]));
    return ok({
      items: await presentMessages(asked.db, page.items, asked.actor, asked.lang),
      next: page.next,
      count: cappedCount(await countWork(asked.db, asked.actor, state)),
    });
  }),
  read(channelRoutes.counts, async (asked) => {
    const counted = await Promise.all(
      worked.map(async (state) => ({ state, ...cappedCount(await countWork(asked.db, asked.actor, state)) })),
    );
    return ok({ items: counted });
  }),
  read(channelRoutes.mailStatus, async (asked) => {
    const { mail } = asked.house.config;
    const test = await lastTest({ db: asked.db });
    return ok({
      setUp: mail !== undefined,
      from: mail ? maskEmail(addressOf(mail.from)) : null,
      waiting: (await countWork(asked.db, systemActor, 'waiting-setup')) + (await countWork(asked.db, systemActor, 'queued')),
      failed: await countWork(asked.db, systemActor, 'failed'),
      lastTest: test
        ? {
            to: maskEmail(String(test.payload['to'])),
            state: testState(test),
            fault: test.state === 'done' ? null : faultWords(test.fault, asked.lang),
            at: test.changedAt.toISOString(),
          }
        : null,
    });
  }),
  command(channelRoutes.mailTest, async (asked) => {
    const intent = await createIntent(asked, {
      key: `mail-test:${newId()}`,
      kind: mailTest,
      payload: { to: asked.body.to, lang: asked.lang },
    });
    return ok({ id: intent.id });
  }),
  command(channelRoutes.again, async (asked) => {
    const known = await messageById(asked.tx, asked.params.messageId);
    if (!known || !mayOn(asked.actor, 'message.send', { shopId: known.shopId })) return refuse('not-found');
    const moved = await moveMessage(asked, known.id, { event: 'again' });
    if (!moved.ok) return moved;
    await handOn(asked, moved.value);
    const [view] = await presentMessages(asked.tx, [moved.value], asked.actor, asked.lang);
    return view ? ok(view) : refuse('not-found');
  }),
  read(channelRoutes.platformTexts, async (asked) => ok({ items: await platformTexts(asked.db) })),
  command(channelRoutes.savePlatformText, async (asked) => ok({ items: await savePlatformText(asked, asked.body) })),
];

function testState(test: { state: string; fault: string | null }): 'under-way' | 'not-set-up' | 'delivered' | 'failed' {
  if (test.state === 'done') return 'delivered';
  if (test.state === 'refused') return test.fault === 'mail-not-set-up' ? 'not-set-up' : 'failed';
  return 'under-way';
}
