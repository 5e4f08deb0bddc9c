import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, type Walk } from '#case/paths.ts';
import { all, sql } from '#platform/db.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { openStory, type Story } from '../stories/telling.ts';
import { shippedPlaybook, type WalkedPlaybook } from './playbooksWalked.ts';
import { walkThroughApi } from './walker.ts';

/** Walks through the whole product on one real database, each walk a case of its own; what several walks share is walked once. */
export function walksThroughApi(title: string, walked: WalkedPlaybook, walks: readonly Walk[]): void {
  const playbook = shippedPlaybook(walked.name);
  const named = new Map(walks.map((walk) => [walk.map(nameOf).join(' '), walk]));

  describe(`${playbook.playbook}, ${title}, through the API on the real database`, () => {
    let story: Story;
    let partner: PaymentDouble;
    beforeAll(async () => {
      partner = await startPaymentDouble();
      story = await openStory({ config: { payment: partner.payment } });
    });
    afterAll(async () => {
      await story.desk.close();
      await partner.stop();
    });

    it.each([...named])('%s', async (_name, walk) => {
      const told = await walkThroughApi(story, playbook, walked, walk);
      expect(await told.now('administrator')).toMatchObject({ current: null, closedAt: expect.any(String) });
    });

    it('leaves no case open, none open without a clock, and nothing that does not settle', async () => {
      await story.desk.settle();
      const open = await all(sql<{ number: string }>`select number from cases where closed_at is null`, story.desk.house.db);
      expect(open).toEqual([]);
      const [cases] = await all(sql<{ n: number }>`select count(*) as n from cases`, story.desk.house.db);
      expect(cases?.n).toBe(named.size);
    });
  });
}
